import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type Ended, PROJECT, type ProcessOptions, surroundings } from './postaci-process.js';

const HOST = join(PROJECT, 'test/support/warm-host.js');

/**
 * `postaci` in a process that has its code loaded, which is most of what a short command does: it answers one
 * command after another as processes of their own would. A command that would keep its process from ending has
 * the exit code null, and says what keeps it. Where the process is the point (signals, questions, a daemon), see
 * `PostaciProcess`.
 */
export class WarmPostaci {
  readonly #cwd: string;
  #host: Promise<ChildProcess> | undefined;
  /** The command that came last: the next one waits for it. */
  #last: Promise<unknown> = Promise.resolve();

  constructor(cwd: string) {
    this.#cwd = cwd;
  }

  /** Runs a command to its end; it reads the input, or nothing. */
  run(args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
    const ended = this.#last.then(() => this.#ask(args, options));
    this.#last = ended.catch(() => undefined);
    return ended;
  }

  /** Ends the process, whatever it does. */
  async stop(): Promise<void> {
    const host = await this.#host?.catch(() => undefined);
    if (!host || host.exitCode !== null || host.signalCode !== null) return;
    host.kill('SIGKILL');
    await once(host, 'exit');
  }

  async #ask(args: readonly string[], { environment, input = '' }: ProcessOptions): Promise<Ended> {
    this.#host ??= startHost(this.#cwd);
    const host = await this.#host;
    const over = new AbortController();
    const { signal } = over;
    try {
      const answer = once(host, 'message', { signal }).then(([ended]) => ended as Ended);
      const death = once(host, 'exit', { signal }).then(([code, killedBy]) => {
        throw new Error(`postaci ended its process (${code ?? killedBy}) at: ${args.join(' ')}`);
      });
      death.catch(() => undefined);
      const cwd = this.#cwd;
      host.send({ args, cwd, environment: surroundings(cwd, environment), input });
      return await Promise.race([answer, death]);
    } finally {
      over.abort();
    }
  }
}

async function startHost(cwd: string): Promise<ChildProcess> {
  const host = fork(HOST, [], {
    cwd,
    env: surroundings(cwd),
    execArgv: [],
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  await once(host, 'message');
  return host;
}
