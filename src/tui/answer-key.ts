import type { ServiceName } from '../core/intent.js';
import { type KeyAction, TERMINAL } from '../words/terminal.js';
import { type Command, change } from './commands.js';
import { CHOOSER_KEYS, KEYS } from './keys.js';
import { feedRows } from './overview/plan.js';
import type { Press } from './presses.js';
import { selectedEntry } from './state/feed.js';
import type { TerminalState, View } from './state/state.js';
import { questionOf } from './why-question.js';

/** What a key means where the screen is now; undefined: nothing. Other views than the overview read their own. */
export function answerKey(state: TerminalState, press: Press): Command | undefined {
  if (press === 'ctrl-l') return { do: 'redraw' };
  if (press === 'ctrl-c') return interrupt(state);
  if (state.ask) return answerAsked(state, press);
  return state.view.name === 'overview' ? answerOverview(state, press) : undefined;
}

/** Ctrl-C asks as `q` does; once more is a yes to leaving, never to stopping. */
function interrupt(state: TerminalState): Command {
  if (state.ask === 'leave') return { do: 'leave' };
  return change({ type: 'view', view: { name: 'overview' } }, { type: 'ask', ask: 'leave' });
}

const NOTHING_ASKED = change({ type: 'ask', ask: null });

function answerAsked(state: TerminalState, press: Press): Command | undefined {
  if (press === 'escape' || press === 'n') return NOTHING_ASKED;
  switch (state.ask) {
    case 'chooser':
      return choose(state, press);
    case 'leave':
      return state.role === 'owner' ? leaveAsOwner(press) : leaveAttached(press);
    case 'stop':
      return press === 'y' ? { do: 'stop' } : undefined;
    default:
      return press === 'y' ? { do: 'restart' } : undefined;
  }
}

function leaveAttached(press: Press): Command | undefined {
  return ['y', 'enter', 'q'].includes(press) ? { do: 'leave' } : undefined;
}

function leaveAsOwner(press: Press): Command | undefined {
  if (press === 'l') return { do: 'leave' };
  return press === 's' ? change({ type: 'ask', ask: 'stop' }) : undefined;
}

function choose(state: TerminalState, press: Press): Command | undefined {
  if (press === 'enter') return { do: 'toggle-pause', scope: '*' };
  const found = Object.entries(CHOOSER_KEYS).find(([, key]) => key === press)?.[0];
  const service = state.status?.services.find(({ name }) => name === found)?.name;
  if (service) return { do: 'toggle-pause', scope: service satisfies ServiceName };
  const text = TERMINAL[state.language].chooser.unknown(press);
  return change({ type: 'ask', ask: null }, { type: 'told', told: { text, kind: 'problem' } });
}

function answerOverview(state: TerminalState, press: Press): Command | undefined {
  const movement = move(state, press);
  if (movement) return movement;
  const action =
    press === 'enter' && state.feed.selected !== null
      ? 'why'
      : KEYS.find(({ keys }) => keys.includes(press))?.action;
  return action && act(state, action);
}

function move(state: TerminalState, press: Press): Command | undefined {
  const rows = feedRows(state);
  const page = Math.max(1, rows - 1);
  switch (press) {
    case 'up':
      return change({ type: 'select', by: -1, rows });
    case 'down':
      return change({ type: 'select', by: 1, rows });
    case 'page-up':
      return change({ type: 'select', by: -page, rows });
    case 'page-down':
      return change({ type: 'select', by: page, rows });
    case 'home':
      return change({ type: 'oldest', rows });
    case 'end':
    case 'escape':
      return change({ type: 'newest' }, { type: 'told', told: null });
    default:
      return undefined;
  }
}

const VIEWS: Partial<Readonly<Record<KeyAction, View>>> = {
  status: { name: 'status' },
  help: { name: 'help' },
  log: { name: 'log' },
  approvals: { name: 'approvals' },
  settings: { name: 'settings' },
  users: { name: 'users' },
};

function act(state: TerminalState, action: KeyAction): Command | undefined {
  const view = VIEWS[action];
  if (view) return change({ type: 'view', view });
  const words = TERMINAL[state.language];
  switch (action) {
    case 'pause':
      return state.status
        ? change({ type: 'ask', ask: 'chooser' })
        : change({ type: 'told', told: { text: words.notYet, kind: 'problem' } });
    case 'why':
      return askWhy(state);
    case 'clear':
      return change(
        { type: 'clear' },
        { type: 'told', told: { text: words.cleared, kind: 'done' } },
      );
    case 'debug':
      return { do: 'toggle-debug' };
    case 'restart':
      return change({ type: 'ask', ask: 'restart' });
    case 'leave':
      return change({ type: 'ask', ask: 'leave' });
    default:
      return undefined;
  }
}

function askWhy(state: TerminalState): Command {
  const question = questionOf(selectedEntry(state.feed)?.event);
  if (question) return change({ type: 'view', view: { name: 'why', question } });
  const text = TERMINAL[state.language].noMessage;
  return change({ type: 'told', told: { text, kind: 'problem' } });
}
