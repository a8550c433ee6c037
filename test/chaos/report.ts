import { type BookedRow, type BooksVerdict, judgeBooks } from './books.js';
import { type HearingVerdict, judgeHearing } from './judge.js';
import type { WorldRecord } from './offered.js';
import type { HandledRow } from './probe.js';

/** One round of faults that the daemon came back from. */
export interface Recovery {
  /** How often each kind of fault struck, by its name. */
  readonly strikes: Readonly<Record<string, number>>;
  /** From the end of the last fault until it handled in every chat, and sent, again. */
  readonly tookMs: number;
}

/** What a campaign leaves behind. */
export interface Evidence {
  readonly seed: number;
  readonly record: WorldRecord;
  readonly handled: readonly HandledRow[];
  readonly books: readonly BookedRow[];
  readonly recoveries: readonly Recovery[];
  readonly notRecovered: readonly string[];
  readonly skipped: readonly string[];
  readonly starts: number;
  readonly endings: Readonly<Record<string, number>>;
  readonly bugs: readonly string[];
}

/** A kind of fault over all rounds that it was part of, alone or not. */
export interface FaultReport {
  readonly rounds: number;
  /** How many calls or pushes it hit, or how often it happened. */
  readonly strikes: number;
  readonly longestMs: number;
}

/** What came of a campaign; `--json` prints it as it stands. */
export interface Report {
  readonly ok: boolean;
  readonly seed: number;
  readonly hearing: HearingVerdict;
  readonly sending: BooksVerdict;
  readonly rounds: number;
  /** By kind of fault. */
  readonly faults: Readonly<Record<string, FaultReport>>;
  readonly longestRecoveryMs: number;
  readonly notRecovered: readonly string[];
  /** Kinds of faults that this machine does not permit, with the reason. */
  readonly skipped: readonly string[];
  /** How often the daemon came up. */
  readonly starts: number;
  /** How often it ended by itself, by the error's code: each time it was started again. */
  readonly endings: Readonly<Record<string, number>>;
  /** Ends that no fault excuses. */
  readonly bugs: readonly string[];
}

export function reportOf(evidence: Evidence): Report {
  const { record, handled, books, recoveries, notRecovered, bugs } = evidence;
  const { seed, skipped, starts, endings } = evidence;
  const hearing = judgeHearing(record.offered, handled);
  const sending = judgeBooks(books, record.arrived);
  const wrong = [
    hearing.missed,
    hearing.doubled,
    hearing.outOfOrder,
    hearing.invented,
    sending.lost,
    sending.duplicated,
    sending.unsettled,
    notRecovered,
    bugs,
  ];
  const worked = hearing.handledOnce > 0 && sending.sentOnce > 0;
  return {
    ok: worked && wrong.every((list) => list.length === 0),
    seed,
    hearing,
    sending,
    rounds: recoveries.length,
    faults: byKind(recoveries),
    longestRecoveryMs: Math.max(0, ...recoveries.map(({ tookMs }) => tookMs)),
    notRecovered,
    skipped,
    starts,
    endings,
    bugs,
  };
}

function byKind(recoveries: readonly Recovery[]): Report['faults'] {
  const faults: Record<string, FaultReport> = {};
  for (const recovery of recoveries) {
    for (const [kind, struck] of Object.entries(recovery.strikes)) {
      const { rounds = 0, strikes = 0, longestMs = 0 } = faults[kind] ?? {};
      faults[kind] = {
        rounds: rounds + 1,
        strikes: strikes + struck,
        longestMs: Math.max(longestMs, recovery.tookMs),
      };
    }
  }
  return faults;
}

const MOST_SHOWN = 10;

/** The report for people, in lines. */
export function describeReport(report: Report): string {
  const { hearing, sending, faults } = report;
  return [
    `${report.ok ? 'PASSED' : 'FAILED'}: ${report.rounds} rounds of faults, seed ${report.seed}`,
    '',
    'Hearing (messages, edits and deletions by others)',
    ...figures({
      'events offered': hearing.offered,
      'handled exactly once': hearing.handledOnce,
      'deleted before they could be heard': hearing.withdrawn,
      missed: hearing.missed.length,
      doubled: hearing.doubled.length,
      'out of order': hearing.outOfOrder.length,
      'never offered': hearing.invented.length,
      albums: hearing.albums,
      'albums handled in parts': hearing.splitAlbums,
    }),
    'Sending',
    ...figures({
      'messages intended': sending.intended,
      'sent exactly once': sending.sentOnce,
      'refused with a reason': total(sending.refused),
      lost: sending.lost.length,
      doubled: sending.duplicated.length,
      'left in doubt': sending.unsettled.length,
    }),
    `  refused: ${namesOf(sending.refused)}`,
    'Longest recovery, by kind of fault',
    ...Object.entries(faults).map(
      ([kind, { rounds, strikes, longestMs }]) =>
        `  ${kind.padEnd(36)} ${seconds(longestMs)}   in ${rounds} rounds, struck ${strikes} times`,
    ),
    `  ${'of all'.padEnd(36)} ${seconds(report.longestRecoveryMs)}`,
    `The daemon came up ${report.starts} times; by itself it ended: ${namesOf(report.endings)}`,
    ...report.skipped.map((line) => `Not tried: ${line}`),
    ...shown('Did not recover', report.notRecovered),
    ...shown('Missed', hearing.missed),
    ...shown('Handled more than once', hearing.doubled),
    ...shown('Out of order', hearing.outOfOrder),
    ...shown('Never offered', hearing.invented),
    ...shown('Lost', sending.lost),
    ...shown('Sent twice', sending.duplicated),
    ...shown('In doubt', sending.unsettled),
    ...shown('Ended by a fault of the program', report.bugs),
  ].join('\n');
}

const figures = (rows: Readonly<Record<string, number>>): readonly string[] =>
  Object.entries(rows).map(([name, value]) => `  ${name.padEnd(36)} ${String(value).padStart(7)}`);

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1).padStart(6)} s`;

const total = (counts: Readonly<Record<string, number>>) =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);

const namesOf = (counts: Readonly<Record<string, number>>) =>
  Object.entries(counts)
    .map(([name, count]) => `${name} (${count})`)
    .join(', ') || 'none';

function shown(title: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length > MOST_SHOWN ? [`  … and ${lines.length - MOST_SHOWN} more`] : [];
  return [`${title}:`, ...lines.slice(0, MOST_SHOWN).map((line) => `  ${line}`), ...more];
}
