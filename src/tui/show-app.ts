import type { Acting } from './actions.js';
import type { Screen } from './screen/screen.js';
import type { TerminalOptions } from './terminal-options.js';

const COLOUR_LEVELS: Readonly<Record<TerminalOptions['colour'], string>> = {
  none: '0',
  '16': '1',
  full: '3',
};

/**
 * Draws the terminal until the signal aborts.
 * @throws what a component throws
 */
export async function showApp(
  { stdin, stderr, clock, colour }: TerminalOptions,
  acting: Acting,
  screen: Screen,
  signal: AbortSignal,
): Promise<void> {
  const { render, createElement, App } = await load(colour);
  // Whoever read the keys until now has let go of them: Node stops reading a turn later, and would stop us.
  await clock.sleepUntil(clock.now() + 1, signal).catch(() => undefined);
  if (signal.aborted) return;
  const instance = render(createElement(App, { acting, clock }), {
    stdin,
    stderr,
    stdout: screen.stream,
    exitOnCtrlC: false,
    // Whole pictures: the screen draws what changed, and keeps others' output back.
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
 * Loaded when it is shown. Both look at the environment as they load: the one for colours, the other for its
 * form that does not watch itself, which is several times slower and never forgets.
 */
async function load(colour: TerminalOptions['colour']) {
  const { FORCE_COLOR, NODE_ENV } = process.env;
  process.env.FORCE_COLOR = COLOUR_LEVELS[colour];
  process.env.NODE_ENV = 'production';
  try {
    const [{ render }, { createElement }, { App }] = await Promise.all([
      import('ink'),
      import('react'),
      import('./App.js'),
    ]);
    return { render, createElement, App };
  } finally {
    restore('FORCE_COLOR', FORCE_COLOR);
    restore('NODE_ENV', NODE_ENV);
  }
}

function restore(name: string, value: string | undefined): void {
  if (value === undefined) delete process.env[name];
  else process.env[name] = value;
}
