import type { Control } from '../control/contract/control.js';
import type { Clock } from '../core/clock.js';
import type { InterfaceLanguage } from '../core/languages.js';
import type { TerminalRole } from './state/state.js';

/** What a terminal is shown on, and what it shows. */
export interface TerminalOptions {
  readonly control: Control;
  readonly clock: Clock;
  readonly language: InterfaceLanguage;
  readonly role: TerminalRole;
  readonly stdin: NodeJS.ReadStream;
  readonly stdout: NodeJS.WriteStream;
  readonly stderr: NodeJS.WriteStream;
  /** Of the terminal's own sixteen; no more are used. */
  readonly colours: boolean;
  /** Leaves the screen when it aborts. */
  readonly signal?: AbortSignal;
}
