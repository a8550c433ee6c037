import { type Command, InvalidArgumentError, Option } from 'commander';
import { parseDuration } from '../config/parse/duration.js';
import { INTERFACE_LANGUAGES } from '../core/languages.js';

/** Where the customer's variables are; they may also stand in the environment itself. */
export function envFileOption(): Option {
  return new Option('--env-file <file>', "the customer's variables, e.g. envs/customer1.env");
}

export function jsonOption(): Option {
  return new Option('--json', 'print JSON, for programs');
}

/** Of the program, so that it may stand before or behind any command. */
export function languageOption(): Option {
  return new Option('--language <language>', 'speak English, Turkish or Russian').choices(
    INTERFACE_LANGUAGES,
  );
}

export function dryRunOption(): Option {
  return new Option('--dry-run', 'say what would change, and write nothing');
}

/** What a command's help ends with: calls of it, each with what it does. */
export function withExamples(
  command: Command,
  examples: readonly (readonly [call: string, what: string])[],
): Command {
  const width = Math.max(...examples.map(([call]) => call.length));
  const lines = examples.map(([call, what]) => `  ${call.padEnd(width)}  ${what}`);
  return command.addHelpText('after', `\nExamples:\n${lines.join('\n')}`);
}

/** How commands name a person. */
export const PERSON = 'id or @username';

/** The number of something that waits for approval. */
export function draftArgument(text: string): number {
  const id = Number(text);
  if (!/^[1-9]\d*$/.test(text) || !Number.isSafeInteger(id)) {
    throw new InvalidArgumentError('Say its number, as postaci approve shows it.');
  }
  return id;
}

/** How many of something: from 1 to 1000. */
export function limitArgument(written: string): number {
  const limit = Number(written);
  if (!/^[1-9]\d{0,3}$/.test(written) || limit > 1_000) {
    throw new InvalidArgumentError('Say a number from 1 to 1000.');
  }
  return limit;
}

/**
 * `30s`, `5m`, `2h`, `500ms`, or seconds without a unit.
 * @returns milliseconds
 */
export function durationArgument(text: string): number {
  const parsed = parseDuration(text);
  if (!parsed.ok || parsed.value <= 0) {
    throw new InvalidArgumentError('Say how long, e.g. 30s, 5m or 2h.');
  }
  return parsed.value;
}

/** A TCP port; 0 lets the system choose. */
export function portArgument(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError('A port is a number from 0 to 65535.');
  }
  return port;
}

export function seedArgument(text: string): number {
  const seed = Number(text);
  if (!Number.isSafeInteger(seed)) throw new InvalidArgumentError('A seed is a whole number.');
  return seed;
}
