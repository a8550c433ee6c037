import type { Command } from 'commander';
import { systemClock } from '../../lib/system-clock.js';
import { interruptible } from '../interruption.js';
import { withControl } from '../with-control.js';
import { type ContactList, openContactList } from './contact-list.js';
import { importLines } from './import-lines.js';
import { type ImportCounts, importList, type LeftOut } from './import-list.js';
import { type LeftOutFile, openLeftOutFile } from './left-out-file.js';
import { openProgress, type Progress } from './progress.js';

/** What the command was called with. */
export interface ImportFlags {
  readonly source: string;
  readonly dryRun?: boolean;
  readonly json?: boolean;
  readonly report?: string;
}

/** So many of the rows that did not go in are shown. */
const SHOWN_ROWS = 20;

/** Imports a list: first it is read to its end, so that a wrong one asks nobody and writes nothing. */
export async function runImport(file: string, flags: ImportFlags, command: Command): Promise<void> {
  const list = await openContactList(file);
  try {
    const { ignored } = list.columns;
    if (ignored.length > 0) {
      process.stderr.write(
        `warning: columns that mean nothing to postaci are left out: ${ignored.join(', ')}\n`,
      );
    }
    const report = flags.report ? await openLeftOutFile(flags.report, file) : undefined;
    const leftOut: LeftOut[] = [];
    const counts = await runWith({ list, flags, leftOut, report }, command).finally(() =>
      report?.close(),
    );
    const dryRun = flags.dryRun === true;
    const text = flags.json
      ? JSON.stringify({
          file,
          source: flags.source,
          dryRun,
          rows: list.rows,
          ...counts,
          leftOut,
          ignoredColumns: ignored,
        })
      : importLines({
          file,
          dryRun,
          counts,
          leftOut,
          ...(flags.report ? { report: flags.report } : {}),
        }).join('\n');
    process.stdout.write(`${text}\n`);
    if (counts.refused + counts.invalid > 0) process.exitCode = 8;
  } finally {
    await list.close();
  }
}

interface Run {
  readonly list: ContactList;
  readonly flags: ImportFlags;
  readonly leftOut: LeftOut[];
  readonly report: LeftOutFile | undefined;
}

async function runWith(run: Run, command: Command): Promise<ImportCounts> {
  const progress = openProgress(process.stderr, run.list.rows);
  let reached = 0;
  try {
    return await interruptible('the import', (signal) =>
      withControl(command, (control, { timeZone }) =>
        importList({
          list: run.list,
          control,
          source: run.flags.source,
          dryRun: run.flags.dryRun === true,
          now: systemClock.now(),
          timeZone,
          signal,
          onLeftOut(row) {
            if (run.leftOut.length < SHOWN_ROWS) run.leftOut.push(row);
            run.report?.add(row);
          },
          async onProgress(rows, line) {
            reached = line;
            progress.at(rows);
            await run.report?.flush();
          },
        }),
      ),
    );
  } catch (error) {
    tellHowFar(progress, reached, run.flags.dryRun === true);
    throw error;
  } finally {
    progress.end();
  }
}

function tellHowFar(progress: Progress, line: number, dryRun: boolean): void {
  progress.end();
  if (line === 0 || dryRun) return;
  process.stderr.write(
    `It stopped behind line ${line}: what stands before is imported. The whole list may be imported again; who is in is known.\n`,
  );
}
