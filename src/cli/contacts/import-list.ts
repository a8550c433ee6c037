import type { Control } from '../../control/contract/control.js';
import { CONTACTS_A_PAGE } from '../../control/contract/people.js';
import type { ImportOutcome } from '../../core/people.js';
import { type GoodRow, type RowReading, readRow } from './contact-row.js';
import type { ListRecord } from './records.js';

/** Enough to find it by, and little enough to remember a page of them. */
const LONGEST_VALUE = 200;

const WITHOUT_A_REASON = {
  duplicate: 'is the same person as a line before',
  refused: 'does not want to be written to',
};

/** A row that did not go in. */
export interface LeftOut {
  readonly line: number;
  readonly result: 'refused' | 'duplicate' | 'invalid';
  /** As written, its first 200 characters. */
  readonly value: string;
  readonly reason: string;
}

/** What became of the rows; together they are all that were read. */
export type ImportCounts = Readonly<Record<ImportOutcome['result'] | 'invalid', number>>;

export interface ListImport extends Omit<RowReading, 'columns'> {
  readonly list: {
    readonly columns: RowReading['columns'];
    /** So many there are. */
    readonly rows: number;
    records(): AsyncIterable<ListRecord>;
  };
  readonly control: Pick<Control, 'importContacts'>;
  readonly source: string;
  readonly dryRun: boolean;
  onLeftOut(row: LeftOut): void;
  /** After each page: so many rows were read, the last one on that line. */
  onProgress(rows: number, line: number): Promise<void> | void;
  /** Ends the import between two pages. */
  readonly signal: AbortSignal;
}

/**
 * Reads a list row by row and hands it on in pages. What was handed on stands, whatever happens later: the
 * same list may be imported again.
 * @throws the signal's reason
 */
export async function importList(options: ListImport): Promise<ImportCounts> {
  const { list, control, source, dryRun, signal } = options;
  const reading: RowReading = { ...options, columns: list.columns };
  const counts = { added: 0, known: 0, duplicate: 0, refused: 0, invalid: 0 };
  const seen = new Map<number | string, number>();
  const page = new Map<number, GoodRow>();
  let rows = 0;

  const leaveOut = (row: LeftOut) => {
    counts[row.result]++;
    options.onLeftOut({ ...row, value: row.value.slice(0, LONGEST_VALUE) });
  };
  const send = async (line: number) => {
    signal.throwIfAborted();
    const contacts = [...page.values()].map(({ contact }) => contact);
    const progress = { done: rows, total: list.rows };
    const outcomes =
      contacts.length === 0
        ? []
        : await control.importContacts({ source, dryRun, contacts, progress });
    for (const { line: at, result, reason } of outcomes) {
      const value = page.get(at)?.written ?? '';
      if (result === 'added' || result === 'known') counts[result]++;
      else leaveOut({ line: at, result, value, reason: reason ?? WITHOUT_A_REASON[result] });
    }
    page.clear();
    await options.onProgress(rows, line);
  };

  let line = 0;
  for await (const record of list.records()) {
    rows++;
    line = record.line;
    const row = readRow(record, reading);
    const earlier = 'contact' in row ? earliest(row, seen) : undefined;
    if (!('contact' in row)) leaveOut({ line, result: 'invalid', ...row });
    else if (earlier !== undefined) {
      const reason = `is on line ${earlier} already`;
      leaveOut({ line, result: 'duplicate', value: row.written, reason });
    } else {
      for (const key of row.keys) seen.set(key, line);
      page.set(line, row);
    }
    if (rows % CONTACTS_A_PAGE === 0) await send(line);
  }
  if (rows % CONTACTS_A_PAGE !== 0) await send(line);
  return counts;
}

/** The line on which the same person stands already. */
function earliest(row: GoodRow, seen: ReadonlyMap<number | string, number>): number | undefined {
  for (const key of row.keys) {
    const line = seen.get(key);
    if (line !== undefined) return line;
  }
  return undefined;
}
