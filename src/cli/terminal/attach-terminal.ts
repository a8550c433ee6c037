import type { Control } from '../../control/contract/control.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import { systemClock } from '../../lib/system-clock.js';
import { whenParentGone } from './parent-gone.js';
import { STOPPED_EXIT } from './screen-child.js';

export interface AttachOptions {
  readonly control: Control;
  readonly language: InterfaceLanguage;
  /** IANA name: by whose wall clock times are told. */
  readonly timeZone: string;
  readonly role: 'owner' | 'attached';
  /** No screen, whatever the terminal can. */
  readonly lines: boolean;
}

/** Shows this process's operator a running daemon, until the operator leaves or the input ends. */
export async function attachTerminal(options: AttachOptions): Promise<void> {
  const { stdin, stdout, stderr, env } = process;
  const { control, language, timeZone, role, lines } = options;
  if (lines || !stdin.isTTY || !stdout.isTTY || env.TERM === 'dumb') return attachLines(options);
  // The screen tells times by the process's own zone; it is read with the first time that is told.
  env.TZ = timeZone;
  const { showTerminal } = await import('../../tui/show-terminal.js');
  // Node.js asks the environment: NO_COLOR, FORCE_COLOR, COLORTERM, TERM.
  const colours = stdout.getColorDepth() > 1;
  const clock = systemClock;
  const { signal, dispose } = whenParentGone(process);
  const shown = { control, clock, language, role, stdin, stdout, stderr, colours, signal };
  const end = await showTerminal(shown).finally(dispose);
  if (role === 'owner' && end === 'stopped') process.exitCode = STOPPED_EXIT;
}

async function attachLines({ control, language, timeZone }: AttachOptions): Promise<void> {
  const { runLineMode } = await import('./line-mode.js');
  const reader = () => ({ language, timeZone, now: systemClock.now() });
  const { stdin: input, stdout: output } = process;
  if (input.isTTY) {
    const { LINES } = await import('../../words/lines.js');
    process.stderr.write(`${LINES[language].linesHint}\n`);
  }
  const { signal } = new AbortController();
  await runLineMode({ control, reader, role: 'attached', input, output, signal });
}
