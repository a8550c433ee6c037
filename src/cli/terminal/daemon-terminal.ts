import type { Writable } from 'node:stream';
import type { ControlHandlers } from '../../control/contract/control.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../core/logger.js';
import { LINES } from '../../words/lines.js';
import type { Reader } from '../reader.js';
import type { ConsoleGate } from './console-gate.js';
import type { TerminalUse } from './decide.js';
import { type KeyInput, untilKey } from './keys.js';
import { runLineMode } from './line-mode.js';
import type { ScreenEnd } from './screen-child.js';

/** What a terminal needs of a running daemon. */
export interface DaemonAtTerminal {
  readonly control: ControlHandlers;
  readonly logger: Logger;
}

export interface DaemonTerminalOptions {
  readonly use: TerminalUse;
  readonly input: KeyInput & { readonly isTTY?: boolean };
  /** Where answers go. */
  readonly output: Writable & { readonly isTTY?: boolean };
  /** Where the log's lines go. */
  readonly gate: ConsoleGate;
  readonly language: Reader['language'];
  readonly timeZone: string;
  readonly clock: Clock;
  /** Shows the screen until it is left or the signal aborts. */
  readonly showScreen: (signal: AbortSignal) => Promise<ScreenEnd>;
  /** Somebody pressed Ctrl-C while keys were read. */
  readonly interrupt: () => void;
}

/**
 * The terminal of a daemon's process, over restarts of the daemon in it.
 *
 * ```
 * lines ── a key ──▶ screen ── left, or a fault ──▶ lines
 * ```
 */
export class DaemonTerminal {
  readonly #options: DaemonTerminalOptions;
  /** Is the screen wanted? A restart of the daemon does not change that. */
  #screen: boolean;
  #hinted = false;

  constructor(options: DaemonTerminalOptions) {
    this.#options = options;
    this.#screen = options.use === 'screen';
  }

  /** Serves a daemon that is ready. @returns what ends it, and gives the terminal back as it was */
  attend(daemon: DaemonAtTerminal): () => Promise<void> {
    const ending = new AbortController();
    const { signal } = ending;
    const attended = this.#serve(daemon, signal).catch((error: unknown) => {
      daemon.logger.error('the terminal can not be used any more', { error });
    });
    return async () => {
      ending.abort();
      await attended;
    };
  }

  async #serve(daemon: DaemonAtTerminal, signal: AbortSignal): Promise<void> {
    const { use } = this.#options;
    if (use === 'none') return;
    if (use === 'lines') return this.#typed(daemon, signal);
    try {
      await this.#keys(daemon, signal);
    } finally {
      this.#options.input.setRawMode?.(false);
    }
  }

  async #typed({ control, logger }: DaemonAtTerminal, signal: AbortSignal): Promise<void> {
    const { input, output, language, timeZone, clock } = this.#options;
    if (input.isTTY) this.#hint(logger, LINES[language].linesHint);
    const reader = () => ({ language, timeZone, now: clock.now() });
    await runLineMode({ control, reader, role: 'owner', input, output, signal });
  }

  async #keys({ logger }: DaemonAtTerminal, signal: AbortSignal): Promise<void> {
    const { input, interrupt, language } = this.#options;
    while (!signal.aborted) {
      if (this.#screen) {
        await this.#show(signal);
        continue;
      }
      this.#hint(logger, LINES[language].screenHint);
      const key = await untilKey(input, signal);
      if (key === 'gone') return;
      if (key === 'interrupt') interrupt();
      else this.#screen = true;
    }
  }

  /** Keys are given to the screen as they are pressed; what was set before is set back when it has ended. */
  async #show(signal: AbortSignal): Promise<void> {
    const { input, output, gate, showScreen, language } = this.#options;
    input.setRawMode?.(true);
    gate.shut();
    const end = await showScreen(signal);
    const held = gate.open();
    if (signal.aborted) return;
    this.#screen = false;
    const words = LINES[language];
    if (end.kind === 'stopped') output.write(`${words.stopping}\n`);
    else {
      if (end.kind === 'fault') output.write(`${words.screenEnded(end.how)}\n`);
      output.write(`${words.screenLeft(held)}\n${words.screenHint}\n`);
      this.#hinted = true;
    }
  }

  /** Said once: the log has better things to tell. */
  #hint(logger: Logger, text: string): void {
    if (!this.#hinted) logger.info(text);
    this.#hinted = true;
  }
}
