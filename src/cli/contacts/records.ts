import { pipeline, Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import type { Delimiter } from './columns.js';
import { wrongList } from './wrong-list.js';

/** One row, header included. */
export interface ListRecord {
  /** The line on which it begins. */
  readonly line: number;
  readonly cells: readonly string[];
}

/** Nobody's row is longer: a quotation mark that is never closed would make the rest of the list one. */
const LONGEST_RECORD_BYTES = 16 * 1024;

const QUOTES =
  'Double each quotation mark inside a quoted cell and close it, or export the list again';

/**
 * Reads CSV rows one by one; empty lines, and lines of nothing but separators, are left out.
 * @param text with `\n` at the end of each line
 * @throws PostaciError `CONTACTS_INVALID` where quotation marks leave no way to tell the cells apart
 */
export async function* readRecords(
  text: AsyncIterable<string>,
  delimiter: Delimiter,
  name: string,
): AsyncGenerator<ListRecord> {
  let last = 0;
  const parser = parse({
    delimiter,
    record_delimiter: '\n',
    // Told as it is parsed: rows that are parsed and not read yet go with a failure.
    on_record(cells: string[], { lines }) {
      last = lines;
      const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
      return [String(lines - breaks), ...cells];
    },
    trim: true,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_RECORD_BYTES,
  });
  // What fails in the text fails whoever reads the rows.
  pipeline(Readable.from(text), parser, () => {});
  try {
    for await (const [line, ...cells] of parser as AsyncIterable<string[]>) {
      if (cells.some((cell) => cell !== '')) yield { line: Number(line), cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? unreadable(error, name, last) : error;
  }
}

function unreadable(error: CsvError, name: string, last: number): Error {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
    case 'CSV_MAX_RECORD_SIZE':
      return wrongList(
        `${name}:${last + 1}`,
        'begins a row that does not end: a quotation mark is not closed there or soon after',
        QUOTES,
      );
    default:
      return wrongList(
        `${name}:${error.lines ?? last + 1}`,
        'has a quotation mark in the wrong place',
        QUOTES,
      );
  }
}
