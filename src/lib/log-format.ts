/** One line of the log as data; the order of the keys is the order in which they are written. */
export interface LogRecord {
  /** ISO 8601, UTC. */
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly [field: string]: unknown;
}

const COLOURS: Readonly<Record<string, number>> = { error: 31, warn: 33, info: 32, debug: 36 };

/** For a person: `12:00:01.250 INFO  message key=value`, an error's stack below. */
export function formatText(record: LogRecord, colour: boolean): string {
  const { time, level, message, ...fields } = record;
  const paint = (text: string, code: number) => (colour ? `\u001b[${code}m${text}\u001b[0m` : text);
  const stacks: string[] = [];
  const words = Object.entries(fields).map(([key, value]) => {
    const stack = stackOf(value);
    if (stack !== undefined) stacks.push(stack);
    return `${paint(`${key}=`, 2)}${shown(stack === undefined ? value : messageOf(value))}`;
  });
  const head = `${paint(time.slice(11, 23), 2)} ${paint(level.toUpperCase().padEnd(5), COLOURS[level] ?? 0)}`;
  const line = [head, harmless(message), ...words].join(' ');
  return [line, ...stacks.map((stack) => stack.split('\n').map(harmless).join('\n    '))].join(
    '\n',
  );
}

function shown(value: unknown): string {
  if (typeof value === 'string' && /^[\w.:/@+*-]+$/.test(value)) return value;
  return harmless(JSON.stringify(value) ?? 'undefined');
}

/** An error's stack, and those of its causes. */
function stackOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('stack' in value)) return undefined;
  if (typeof value.stack !== 'string') return undefined;
  const cause = 'cause' in value ? stackOf(value.cause) : undefined;
  return cause === undefined ? value.stack : `${value.stack}\ncaused by ${cause}`;
}

function messageOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null && 'message' in value ? value.message : value;
}

/** What strangers write is logged too: it must not end a line nor steer a terminal. */
function harmless(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must go
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, (sign) =>
    sign === '\n' ? '\\n' : `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
