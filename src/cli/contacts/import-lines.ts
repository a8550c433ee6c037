import { visible } from '../visible.js';
import type { ImportCounts, LeftOut } from './import-list.js';

/** What became of a list, for people. */
export interface ImportSummary {
  readonly file: string;
  readonly dryRun: boolean;
  readonly counts: ImportCounts;
  /** The first of the rows that did not go in. */
  readonly leftOut: readonly LeftOut[];
  /** Where all of them were written to. */
  readonly report?: string;
}

/** The end of an import, a line each. */
export function importLines({ file, dryRun, counts, leftOut, report }: ImportSummary): string[] {
  const { added, known, refused, duplicate, invalid } = counts;
  const figures = `${added} added, ${known} known, ${refused} refused, ${duplicate} duplicate, ${invalid} invalid`;
  const more = refused + duplicate + invalid - leftOut.length;
  return [
    dryRun ? `${file} would give: ${figures}. Nothing was written.` : `${file}: ${figures}.`,
    ...leftOut.map(leftOutLine),
    ...(more > 0
      ? [`  … and ${more} more${report === undefined ? ': --report <file> lists them all' : ''}`]
      : []),
    ...(report === undefined ? [] : [`All rows that did not go in: ${report}`]),
  ];
}

function leftOutLine({ line, result, value, reason }: LeftOut): string {
  const what = value === '' ? '' : ` "${visible(value)}"`;
  return `  line ${line}: ${result}:${what} ${reason}`;
}
