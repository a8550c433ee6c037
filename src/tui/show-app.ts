import type { Acting } from './actions.js';
import type { Screen } from './screen/screen.js';
import type { TerminalOptions } from './terminal-options.js';

/**
 * Draws the terminal until the signal aborts.
 * @throws what a component throws
 */
export async function showApp(
  { stdin, stderr, clock }: TerminalOptions,
  acting: Acting,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const { render, createElement, App, CanvasContext } = await load();
  // Whoever read the keys until now has let go of them: Node stops reading a turn later, and would stop us.
  await clock.sleepUntil(clock.now() + 1, signal).catch(() => undefined);
  if (signal.aborted) return;
  const app = createElement(App, { acting, clock });
  const instance = render(createElement(CanvasContext, { value: screen }, app), {
    stdin,
    stderr,
    stdout: screen.stream,
    exitOnCtrlC: false,
    // It draws nothing, and need not wait with it.
    debug: true,
    patchConsole: false,
  });
  const unmount = () => {
    instance.unmount();
    // Nobody reads any more; whoever comes next begins anew.
    stdin.pause();
  };
  signal.addEventListener('abort', unmount, { once: true });
  await instance.waitUntilExit();
}

/**
 * Loaded when it is shown. React looks at the environment as it loads, for its form that does not watch itself, which
 * is several times slower and never forgets.
 */
async function load() {
  const { NODE_ENV } = process.env;
  process.env.NODE_ENV = 'production';
  try {
    const [{ render }, { createElement }, { App }, { CanvasContext }] = await Promise.all([
      import('ink'),
      import('react'),
      import('./App.js'),
      import('./screen/canvas.js'),
    ]);
    return { render, createElement, App, CanvasContext };
  } finally {
    if (NODE_ENV === undefined) delete process.env.NODE_ENV;
    else process.env.NODE_ENV = NODE_ENV;
  }
}
