import type {
  PlaceSummary,
  RuleHold,
  SimulationNote,
  SimulationReport,
} from '../../daemon/simulate/report.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { SIMULATE, type SimulateWords } from '../../words/simulate.js';
import { lengthOfTime, type Reader } from '../reader.js';
import { tableLines } from '../table.js';
import { visible } from '../visible.js';
import { clipped, wrapped } from './fit.js';

/** What a terminal has at least. */
const WIDTH = 80;
const PLACE_WIDTH = 18;
const INDENT = '  ';

/** How a simulation is told: words, time zone, and how a moment is written. */
interface Voice {
  readonly words: SimulateWords;
  readonly reader: Reader;
  /** `05-04 09:00`: within a few weeks the year goes without saying. */
  readonly moment: (at: number) => string;
}

/** The summary by place, and what held back: at most 80 columns wide, but for names that are longer. */
export function reportLines(
  report: SimulationReport,
  reader: Reader,
  changed: readonly string[],
): string[] {
  const words = SIMULATE[reader.language];
  const clock = localClock(report.timeZone);
  const moment = (at: number) => describeLocal(clock, at).slice(5);
  const voice: Voice = { words, reader, moment };
  const from = describeLocal(clock, report.from);
  const { recordedAt, heard, queued } = report.basis;
  const basis =
    recordedAt === null
      ? words.scratch
      : words.recorded(describeLocal(clock, recordedAt), heard, queued);
  return [
    words.head(report.days, from, report.timeZone, report.seed),
    ...(changed.length > 0 ? wrapped(words.changed(changed.join(', ')), WIDTH, INDENT) : []),
    ...wrapped(basis, WIDTH),
    ...report.notes.flatMap((note) => wrapped(noteText(note, words), WIDTH)),
    '',
    ...placeLines(report.places, voice),
    ...lostLines(report, words),
    '',
    ...heldLines(report.holds, voice),
    ...report.caps.flatMap(({ rule, days }) =>
      wrapped(words.caps(rule, days.map((day) => day.slice(5)).join(', ')), WIDTH, INDENT),
    ),
    ...slotLines(report.commentSlots, voice),
  ];
}

/** Each send: when, by which service, where, from which template. */
export function sendLines({ sends, timeZone }: SimulationReport, { language }: Reader): string[] {
  const words = SIMULATE[language];
  const clock = localClock(timeZone);
  if (sends.length === 0) return [words.nothingSent];
  return tableLines(
    words.sendsHead,
    sends.map(({ at, service, place, template }) => [
      describeLocal(clock, at),
      service,
      visible(place),
      template ?? '',
    ]),
  );
}

function placeLines(places: readonly PlaceSummary[], { words, moment }: Voice): string[] {
  if (places.length === 0) return [words.nothingSent];
  const when = (at: number | null) => (at === null ? '–' : moment(at));
  const rows = places.map((row) => [
    row.service,
    clipped(row.peer === null ? words.people : visible(row.place), PLACE_WIDTH),
    row.due === null ? '' : String(row.due),
    String(row.sent),
    String(row.unsent),
    String(row.waiting),
    when(row.firstAt),
    when(row.lastAt),
  ]);
  const sum = (count: (row: PlaceSummary) => number) =>
    String(places.reduce((total, row) => total + count(row), 0));
  const all = [
    words.all,
    '',
    '',
    sum(({ sent }) => sent),
    sum(({ unsent }) => unsent),
    sum(({ waiting }) => waiting),
  ];
  return tableLines(words.placesHead, places.length > 1 ? [...rows, all] : rows);
}

/** Why what was planned did not go: each reason once, the most frequent first. */
function lostLines({ unsent }: SimulationReport, words: SimulateWords): string[] {
  const counts = new Map<string, number>();
  for (const { rule, reason, state } of unsent) {
    const why = [rule ?? state, ...(reason === null ? [] : [reason])].join(': ');
    counts.set(why, (counts.get(why) ?? 0) + 1);
  }
  const sorted = [...counts].sort(([, a], [, b]) => b - a);
  return sorted.flatMap(([why, count]) => wrapped(words.lost(count, why), WIDTH, INDENT));
}

function heldLines(holds: readonly RuleHold[], { words, reader, moment }: Voice): string[] {
  if (holds.length === 0) return [words.nothingHeld];
  const length = (ms: number) => lengthOfTime(ms, reader);
  const [head = '', ...rows] = tableLines(
    words.heldHead,
    holds.map(({ rule, times, totalMs, longestMs }) => [
      rule,
      String(times),
      length(totalMs),
      length(longestMs),
    ]),
  );
  const lines = holds.flatMap(({ example }, index) => {
    const { at, place, until, reason, figure } = example;
    const end = until === null ? '' : ` (${words.until(moment(until))})`;
    const looked = figure === null ? '' : `; ${figure}`;
    const told = `${INDENT}${visible(place)}, ${moment(at)}${end}: ${reason}${looked}`;
    const [first = '', ...more] = wrapped(told, WIDTH - 2 * INDENT.length, INDENT);
    return [rows[index] ?? '', ...[first, ...more].map((line) => `${INDENT}${line}`)];
  });
  return [`${words.heldTitle}:`, head, ...lines];
}

function slotLines(slots: readonly number[] | undefined, { words, moment }: Voice): string[] {
  const [first] = slots ?? [];
  if (slots === undefined || first === undefined) return [];
  return wrapped(words.slots(slots.length, moment(first)), WIDTH, INDENT);
}

function noteText(note: SimulationNote, { notes }: SimulateWords): string {
  switch (note.note) {
    case 'nothing-recorded':
      return notes.nothingRecorded;
    case 'begins-earlier':
      return notes.beginsEarlier;
    case 'queue-cut':
      return notes.queueCut(note.waiting, note.taken);
    case 'paused':
      return notes.paused(note.what === '*' ? notes.everything : note.what);
    case 'heard-little':
      return notes.heardLittle(note.hours);
    case 'never-found':
      return notes.neverFound(note.places.map((place) => visible(place)).join(', '));
    case 'no-comments':
      return notes.noComments;
    case 'few-answers':
      return notes.fewAnswers;
    case 'complaint':
      return notes.complaint(visible(note.text, 300));
  }
}
