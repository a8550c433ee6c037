import type { Status } from '../../control/contract/status.js';
import type { WhyQuestion } from '../../control/contract/why.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import type { PeerId } from '../../core/peer.js';
import type { Feed } from './feed.js';

/** `owner`: opened by what runs the daemon here; `attached`: by `postaci attach`. */
export type TerminalRole = 'owner' | 'attached';

export interface TerminalSize {
  readonly columns: number;
  readonly rows: number;
}

/** Smaller windows get a sentence instead of the overview. */
export const LEAST_SIZE: TerminalSize = { columns: 80, rows: 24 };

/** What takes the room above the foot. */
export type View =
  | { readonly name: 'overview' }
  | { readonly name: 'status' | 'help' | 'log' | 'approvals' | 'settings' | 'users' }
  | { readonly name: 'why'; readonly question: WhyQuestion };

/** What the foot asks. */
export type Ask = 'chooser' | 'leave' | 'stop' | 'restart';

/** Does the daemon answer? Times are milliseconds since the epoch. */
export interface Link {
  readonly state: 'asking' | 'there' | 'away';
  readonly since: number;
}

/** What came of something, for the line at the foot. */
export interface Told {
  readonly text: string;
  readonly kind: 'done' | 'problem' | 'working';
}

/** All that the screen shows; a picture follows from it and the words alone. */
export interface TerminalState {
  readonly now: number;
  readonly size: TerminalSize;
  readonly role: TerminalRole;
  readonly language: InterfaceLanguage;
  /** IANA; times of day are shown in it. */
  readonly zone: string;
  readonly link: Link;
  /** As last known; null until the daemon has answered for the first time. */
  readonly status: Status | null;
  readonly feed: Feed;
  /** Chats' titles and people's names, as far as they were learnt. */
  readonly names: ReadonlyMap<PeerId, string>;
  readonly view: View;
  readonly ask: Ask | null;
  readonly told: Told | null;
}

/** A window that the overview does not fit in. */
export function isTooSmall({ size }: Pick<TerminalState, 'size'>): boolean {
  return size.columns < LEAST_SIZE.columns || size.rows < LEAST_SIZE.rows;
}
