import type { TerminalMode } from '../../core/config.js';

/** Where the daemon was started. */
export interface Surroundings {
  /** Keys can be read. */
  readonly stdinIsTerminal: boolean;
  /** A screen can be drawn. */
  readonly stdoutIsTerminal: boolean;
  readonly inContainer: boolean;
  /** Whoever reads or sets up a terminal from the background of its shell is stopped by the system. */
  readonly inForeground: boolean;
  /** `TERM` */
  readonly term: string | undefined;
}

/**
 * What the daemon does with its terminal.
 * - `screen`: shows the screen as soon as it is ready
 * - `keys`: writes log lines, and a key opens the screen
 * - `lines`: writes log lines, and answers commands that are typed with Enter
 * - `none`: writes log lines, and reads nothing
 */
export type TerminalUse = 'screen' | 'keys' | 'lines' | 'none';

/** What to do with the terminal there, by the operator's wish. */
export function decideTerminal(mode: TerminalMode, where: Surroundings): TerminalUse {
  if (mode === 'none') return 'none';
  if (where.stdinIsTerminal && !where.inForeground) return 'none';
  const drawable = where.stdinIsTerminal && where.stdoutIsTerminal && where.term !== 'dumb';
  if (mode === 'lines' || !drawable) return 'lines';
  return mode === 'auto' && where.inContainer ? 'keys' : 'screen';
}
