import type { LogLine } from '../../../control/contract/operations.js';
import type { LogWords } from '../../../words/log.js';
import { fit } from '../parts/cells.js';
import { EMPTY_ROW, labelled, type Row, type Tone, wrapped } from '../parts/rows.js';
import { dateTimeSeconds, dayTimeSeconds } from '../parts/times.js';
import { manyLines, oneLine } from '../parts/visible-text.js';

const TONES: Readonly<Record<LogLine['level'], Tone>> = {
  debug: 'dim',
  info: 'plain',
  warn: 'warn',
  error: 'bad',
};

/** A line of the log in one row: when, how bad, what, and as much of the rest as fits. */
export function logRow(line: LogLine, chosen: boolean, zone: string, columns: number): Row {
  const { at, level, message, fields } = line;
  const head = `${chosen ? '>' : ' '} ${dayTimeSeconds(at, zone)} `;
  const rest = Object.entries(fields).map(([name, value]) => `${name}=${short(value)}`);
  const tone = TONES[level];
  return [
    { text: head, tone: chosen ? 'key' : 'dim' },
    { text: level.padEnd(6), tone },
    { text: fit(oneLine(message), columns), tone: chosen ? 'strong' : 'plain' },
    { text: rest.length > 0 ? fit(oneLine(`  ${rest.join(' ')}`), columns) : '', tone: 'dim' },
  ];
}

/** All that a line says. */
export function lineRows(
  line: LogLine,
  words: LogWords,
  zone: string,
  columns: number,
): readonly Row[] {
  const fields = Object.entries(line.fields);
  const names = [words.time, words.level, words.message, ...fields.map(([name]) => name)];
  const cells = Math.min(20, Math.max(...names.map((name) => name.length)) + 2);
  const field = (name: string, text: string) =>
    labelled(oneLine(name), manyLines(text), columns, cells);
  return [
    ...field(
      words.time,
      `${dateTimeSeconds(line.at, zone)}.${String(line.at % 1_000).padStart(3, '0')}`,
    ),
    ...field(words.level, line.level),
    ...field(words.message, line.message),
    EMPTY_ROW,
    ...fields.flatMap(([name, value]) => field(name, long(value))),
    ...(fields.length === 0 ? wrapped(words.noFields, columns, 'dim') : []),
  ];
}

function short(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
}

function long(value: unknown): string {
  return typeof value === 'string' ? value : (JSON.stringify(value, null, 2) ?? '');
}
