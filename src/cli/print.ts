/** Prints lines for a person. */
export function printLines(...lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

/** Prints data for a program in one line of JSON, or what a person reads. */
export function printData(
  json: boolean | undefined,
  data: unknown,
  lines: () => readonly string[],
): void {
  printLines(...(json ? [JSON.stringify(data)] : lines()));
}
