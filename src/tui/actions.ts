import type { Control } from '../control/contract/control.js';
import type { PauseScope } from '../control/contract/status.js';
import type { Bell } from '../lib/bell.js';
import { TERMINAL, type TerminalWords } from '../words/terminal.js';
import type { Command } from './commands.js';
import { problemLine, problemOf } from './panels/parts/problem.js';
import { isPaused } from './paused.js';
import type { Told } from './state/state.js';
import type { Store } from './state/store.js';

/** How the terminal was left: `stopped` when its operator had the daemon stop. */
export type TerminalEnd = 'left' | 'stopped';

/** What commands act on. */
export interface Acting {
  readonly control: Control;
  readonly store: Store;
  /** Rung when the status has changed by what was done. */
  readonly bell: Bell;
  readonly end: (how: TerminalEnd) => void;
  /** Draws every cell again. */
  readonly redraw: () => void;
}

/** Does what a key asked for, and says at the foot what came of it. Never throws. */
export async function perform(command: Command, acting: Acting): Promise<void> {
  const { store, control, bell } = acting;
  const words = TERMINAL[store.state().language];
  switch (command.do) {
    case 'change':
      return store.change(...command.changes);
    case 'redraw':
      return acting.redraw();
    case 'leave':
      return acting.end('left');
    case 'toggle-pause':
      return tell(acting, words.working, () => togglePause(acting, command.scope, words));
    case 'toggle-debug':
      return tell(acting, words.working, async () => {
        const on = !store.state().status?.debug;
        await control.debug(on);
        bell.ring();
        return on ? words.debugOn : words.debugOff;
      });
    case 'restart':
      return tell(acting, words.working, async () => {
        await control.restart();
        return words.restarting;
      });
    case 'stop':
      return tell(acting, words.stopping, async () => {
        await control.stop();
        acting.end('stopped');
        return words.stopping;
      });
  }
}

async function tell({ store }: Acting, meanwhile: string, work: () => Promise<string>) {
  const say = (text: string, kind: Told['kind']) =>
    store.change({ type: 'told', told: { text, kind } });
  store.change({ type: 'ask', ask: null });
  say(meanwhile, 'working');
  try {
    say(await work(), 'done');
  } catch (error) {
    say(problemLine(problemOf(error)), 'problem');
  }
}

async function togglePause(
  { store, control, bell }: Acting,
  scope: PauseScope,
  words: TerminalWords,
): Promise<string> {
  const paused = isPaused(store.state().status, scope);
  if (paused) await control.resume(scope);
  else await control.pause(scope);
  bell.ring();
  if (scope === '*') return paused ? words.resumedAll : words.pausedAll;
  return paused ? words.resumed(scope) : words.paused(scope);
}
