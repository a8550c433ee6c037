import { PostaciError } from '../core/errors.js';
import { isAbort } from '../lib/abort.js';
import { Bell } from '../lib/bell.js';
import type { TerminalEnd } from './actions.js';
import { followEvents } from './follow/events.js';
import { followNames } from './follow/names.js';
import { followStatus } from './follow/status.js';
import { followTime } from './follow/time.js';
import { TERMINAL_ZONE } from './panels/parts/times.js';
import { holdOutput } from './screen/held-output.js';
import { Screen } from './screen/screen.js';
import { showApp } from './show-app.js';
import { EMPTY_FEED } from './state/feed.js';
import type { TerminalSize, TerminalState } from './state/state.js';
import { Store } from './state/store.js';
import type { TerminalOptions } from './terminal-options.js';
import { watchTerminal } from './watch-terminal.js';

/**
 * Shows the terminal until its operator leaves it. It needs nothing but the control contract: the daemon may
 * come and go meanwhile. What was on the screen before is there again afterwards, in whatever way it ends.
 * @returns `stopped` when the operator had the daemon stop, else `left`
 * @throws PostaciError `USAGE` where there is no terminal
 */
export async function showTerminal(options: TerminalOptions): Promise<TerminalEnd> {
  const { stdin, stdout, clock, colours } = options;
  if (!stdin.isTTY || !stdout.isTTY) {
    throw new PostaciError(
      'USAGE',
      'the screen needs a terminal to be shown in',
      'Run it in a terminal, e.g. docker attach, or docker exec with -it.',
    );
  }
  const left = new AbortController();
  const store = new Store(initialState(options), clock, left.signal);
  const held = holdOutput(options, (text) =>
    store.hear({ type: 'written', at: clock.now(), text }),
  );
  const screen = new Screen({ stdout, write: held.write, colours });
  const restore = () => {
    screen.leave();
    held.release();
  };
  // Also when something fails in the middle: a terminal without a cursor is no place to read about it.
  process.once('exit', restore);
  try {
    return await run(options, store, screen, left.signal);
  } finally {
    screen.leave();
    left.abort(new DOMException('the terminal was left', 'AbortError'));
    held.release();
    process.off('exit', restore);
  }
}

/** Resolves when the operator leaves, or has to; rejects when a part of it fails. */
function run(options: TerminalOptions, store: Store, screen: Screen, signal: AbortSignal) {
  const { control, clock, stdin, stdout } = options;
  const bell = new Bell();
  return new Promise<TerminalEnd>((resolve, reject) => {
    const unwatch = watchTerminal(options, {
      onEnd: () => resolve('left'),
      onResize: () => {
        store.change({ type: 'size', size: sizeOf(stdout) });
        screen.redraw();
      },
      onContinue: () => {
        stdin.setRawMode(true);
        screen.enter();
        screen.redraw();
      },
    });
    signal.addEventListener('abort', unwatch, { once: true });
    for (const follow of [followStatus, followEvents, followNames, followTime]) {
      follow({ control, clock, store, bell, signal }).catch((error: unknown) => {
        if (!isAbort(error, signal)) reject(error);
      });
    }
    screen.enter();
    const acting = { control, store, bell, end: resolve, redraw: () => screen.redraw() };
    showApp(options, acting, screen, signal).then(() => resolve('left'), reject);
  });
}

function initialState({ clock, role, language, stdout }: TerminalOptions): TerminalState {
  const now = clock.now();
  return {
    now,
    size: sizeOf(stdout),
    role,
    language,
    zone: TERMINAL_ZONE,
    link: { state: 'asking', since: now },
    status: null,
    feed: EMPTY_FEED,
    names: new Map(),
    view: { name: 'overview' },
    ask: null,
    told: null,
  };
}

/** A terminal that does not say how large it is says zero. */
function sizeOf({ columns, rows }: NodeJS.WriteStream): TerminalSize {
  return { columns: columns || 80, rows: rows || 24 };
}
