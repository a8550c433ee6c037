import { printable, printableJson } from './printable.js';

/** Prints lines for a person. */
export function printLines(...lines: readonly string[]): void {
  process.stdout.write(`${printable(lines.join('\n'))}\n`);
}

/** Prints data for a program in one line of JSON, or what a person reads. */
export function printData(
  json: boolean | undefined,
  data: unknown,
  lines: () => readonly string[],
): void {
  if (json) process.stdout.write(`${printableJson(JSON.stringify(data))}\n`);
  else printLines(...lines());
}
