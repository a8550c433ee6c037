import type { Config } from '../../core/config.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import type { RunOptions } from '../../daemon/run.js';
import { systemClock } from '../../lib/system-clock.js';
import { ConsoleGate } from './console-gate.js';
import { DaemonTerminal } from './daemon-terminal.js';
import { decideTerminal } from './decide.js';
import { surroundings } from './surroundings.js';

/** The terminal of this process, for the daemon that is going to run in it. */
export function openTerminal(config: Config, language: InterfaceLanguage): RunOptions {
  const use = decideTerminal(config.terminal, surroundings());
  const gate = new ConsoleGate(process.stderr);
  const { timeZone } = config.limits;
  const terminal = new DaemonTerminal({
    use,
    input: process.stdin,
    output: process.stdout,
    gate,
    language,
    timeZone,
    clock: systemClock,
    async showScreen(signal) {
      const { showScreen } = await import('./screen-child.js');
      const { controlSocket: socketPath } = config;
      const output = process.stdout;
      return showScreen({ socketPath, language, timeZone, clock: systemClock, signal, output });
    },
    interrupt: () => process.kill(process.pid, 'SIGINT'),
  });
  return { console: gate, onReady: (daemon) => terminal.attend(daemon) };
}
