import { createInterface } from 'node:readline/promises';
import { type Readable, Writable } from 'node:stream';
import { PostaciError } from '../core/errors.js';

/** Questions to a person at the terminal. */
export interface TerminalPrompts {
  ask(question: string): Promise<string>;
  /** The answer is not shown while it is typed. */
  askHidden(question: string): Promise<string>;
  say(text: string): void;
  close(): void;
}

function inputEnded(): PostaciError {
  return new PostaciError(
    'LOGIN_FAILED',
    'the input ended before the question was answered',
    'Run it at a terminal (in a container: docker run -it), or give each answer as a line of standard input',
  );
}

/**
 * Asks on a terminal, or reads lines from a pipe.
 * @throws from `ask` when the input ends or the signal aborts before an answer came.
 */
export function openTerminalPrompts(
  input: Readable & { readonly isTTY?: boolean },
  output: Writable & { readonly isTTY?: boolean },
  signal: AbortSignal,
): TerminalPrompts {
  let hidden = false;
  const visible = new Writable({
    write(chunk, _encoding, done) {
      if (!hidden) output.write(chunk);
      done();
    },
  });
  const reader = createInterface({
    input,
    output: visible,
    terminal: Boolean(input.isTTY && output.isTTY),
  });
  const lines = reader[Symbol.asyncIterator]();
  const ended = new Promise<never>((_resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    else signal.addEventListener('abort', abort, { once: true });
  });
  ended.catch(() => {});
  // Ctrl-C belongs to the process, which ends the whole login.
  reader.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));

  const ask = async (question: string, hide = false): Promise<string> => {
    // The reader must know the question: it writes the line anew when something is deleted.
    reader.setPrompt(question);
    reader.prompt();
    hidden = hide;
    const line = await Promise.race([lines.next(), ended]);
    if (line.done) throw inputEnded();
    return line.value.trim();
  };
  return {
    ask: (question) => ask(question),
    async askHidden(question) {
      try {
        return await ask(question, true);
      } finally {
        hidden = false;
        output.write('\n');
      }
    },
    say: (text) => void output.write(`${text}\n`),
    close: () => reader.close(),
  };
}
