import type { PauseScope } from '../control/contract/status.js';
import type { Change } from './state/reduce.js';

/** What a key asks for: a change of the screen, or something that the daemon or the terminal has to do. */
export type Command =
  | { readonly do: 'change'; readonly changes: readonly Change[] }
  | { readonly do: 'toggle-pause'; readonly scope: PauseScope }
  | { readonly do: 'toggle-debug' }
  | { readonly do: 'restart' }
  | { readonly do: 'leave' }
  | { readonly do: 'stop' }
  | { readonly do: 'redraw' };

/** A command that changes the screen. */
export function change(...changes: readonly Change[]): Command {
  return { do: 'change', changes };
}
