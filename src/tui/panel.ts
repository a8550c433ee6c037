import type { ReactNode } from 'react';
import type { Control } from '../control/contract/control.js';
import type { Status } from '../control/contract/status.js';
import type { Clock } from '../core/clock.js';
import type { InterfaceLanguage } from '../core/languages.js';

/** What a panel is given: a view that takes the room of the overview until it is closed. */
export interface PanelProps {
  readonly control: Control;
  /** Null until the daemon has answered for the first time, and while it is away. */
  readonly status: Status | null;
  readonly clock: Clock;
  readonly language: InterfaceLanguage;
  /** The IANA zone that times are shown in. @default the zone that the terminal runs in */
  readonly zone?: string;
  /** The room that the panel has, in cells. */
  readonly size: { readonly columns: number; readonly rows: number };
  /** Says what came of it, on the line at the foot of the screen. */
  readonly tell: (message: string, kind: 'done' | 'problem') => void;
  /** Back to the overview. */
  readonly close: () => void;
}

/** A panel reads its own keys, Escape among them; the shell reads none meanwhile. */
export type Panel = (props: PanelProps) => ReactNode;
