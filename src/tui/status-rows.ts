import type { Status } from '../control/contract/status.js';
import { PEOPLE_REPORT } from '../words/people-report.js';
import { STATE_NAMES } from '../words/state-names.js';
import { STATUS_REPORT, type StatusReportWords } from '../words/status-report.js';
import { budgetRows } from './overview/budgets.js';
import { noticeRows } from './overview/notices.js';
import type { Wording } from './overview/wording.js';
import { cells } from './panels/parts/cells.js';
import { EMPTY_ROW, labelled, plain, type Row, wrapped } from './panels/parts/rows.js';
import { titleRow } from './row-room.js';
import { strangerText } from './stranger-text.js';

const LABEL_CELLS = 12;

/** The status report in full: nothing is cut, what does not fit is wrapped. */
export function statusRows(status: Status, wording: Wording, columns: number): readonly Row[] {
  const words = STATUS_REPORT[wording.language];
  const lines: readonly (readonly [label: string, text: string])[] = [
    ...identity(status, wording, words),
    ...services(status, wording, words),
    ...traffic(status, wording, words),
    [words.labels.people, people(status, wording)],
  ];
  // Uncut: the rows are wrapped below.
  const notices = noticeRows(status, wording, Number.MAX_SAFE_INTEGER);
  const title = titleRow(wording.words.titles.notices, columns);
  return [
    ...lines.flatMap(([label, text]) => labelled(label, strangerText(text), columns, LABEL_CELLS)),
    EMPTY_ROW,
    ...budgetRows(status, wording, columns),
    EMPTY_ROW,
    ...(notices.length > 0 ? [title] : []),
    ...notices.flatMap((notice) => unfolded(notice, columns)),
  ];
}

type Lines = readonly (readonly [label: string, text: string])[];

function identity(status: Status, wording: Wording, words: StatusReportWords): Lines {
  const { account, version, processId, startedAt, database } = status;
  const { labels } = words;
  const up = wording.duration(wording.now - startedAt);
  const called = [account.username && `@${account.username}`, account.phone].filter(Boolean);
  const health = STATE_NAMES[wording.language].health[account.health];
  return [
    [labels.customer, `${status.customer} · ${words.process(version, processId, up, database)}`],
    [labels.account, [account.name, ...called].join(' ')],
    [labels.health, account.health === 'ok' ? health : unwell(status, health, wording, words)],
    [labels.telegram, STATE_NAMES[wording.language].connection[status.connection]],
  ];
}

function unwell(
  { account }: Status,
  health: string,
  wording: Wording,
  words: StatusReportWords,
): string {
  const { healthSince, healthUntil, healthReason, remedy } = account;
  const since = `${wording.moment(healthSince)} (${words.ago(wording.duration(wording.now - healthSince))})`;
  const until =
    healthUntil === null
      ? ''
      : `${wording.moment(healthUntil)} (${words.inTime(wording.duration(healthUntil - wording.now))})`;
  const end = remedy === '' ? '' : ` → ${remedy}`;
  return `${words.unwell(health, since, until, healthReason)}${end}`;
}

function services(status: Status, wording: Wording, words: StatusReportWords): Lines {
  const names = STATE_NAMES[wording.language].serviceState;
  return [
    ...status.services.map(
      ({ name, state, paused }) =>
        [words.labels.service, `${name}: ${names[paused ? 'paused' : state]}`] as const,
    ),
    ...status.pauses.map(({ service, since, by }) => {
      const scope = service === '*' ? words.all : service;
      const ago = words.ago(wording.duration(wording.now - since));
      return [words.labels.paused, words.pausedBy(scope, by, ago)] as const;
    }),
  ];
}

function traffic(status: Status, wording: Wording, words: StatusReportWords): Lines {
  const { queue, hearing, next } = status;
  const { labels } = words;
  const ago = (at: number) => words.ago(wording.duration(wording.now - at));
  const heard = [
    hearing.lastHeardAt === null ? words.nothingHeard : words.lastHeard(ago(hearing.lastHeardAt)),
    ...(hearing.waitingSince === null
      ? []
      : [words.toHandle(hearing.waiting, wording.duration(wording.now - hearing.waitingSince))]),
  ];
  return [
    [labels.heard, heard.join('; ')],
    [labels.queue, words.queue(queue.states)],
    ...Object.entries(queue.waiting).map(
      ([rule, count]) => [labels.waiting, words.waitingFor(count, rule)] as const,
    ),
    [labels.next, next ? due(status, next, wording) : words.nothingDue],
  ];
}

function due(status: Status, next: NonNullable<Status['next']>, wording: Wording): string {
  const { words, now } = wording;
  const when = next.at <= now ? words.now : words.inTime(wording.duration(next.at - now));
  const { queue } = status;
  const held = queue.next?.id === next.intent ? queue.next : null;
  return [
    `${next.service}: ${words.next(words.what[next.what], wording.name(next.peer, next.name), when)}`,
    ...(held?.rule ? [`${held.rule}: ${held.reason ?? ''}`] : []),
    ...(next.note ? [next.note] : []),
    ...(next.text ? [`“${next.text}”`] : []),
  ].join(' · ');
}

function people({ people: known }: Status, { language }: Wording): string {
  const words = PEOPLE_REPORT[language];
  const told = words.people(known.people, known.consenting, known.refused, '');
  return known.planned > 0 ? `${told}; ${words.planned(known.planned)}` : told;
}

/** A row that fits stays as it is, colours and all; a longer one is wrapped. */
function unfolded(one: Row, columns: number): readonly Row[] {
  const text = plain(one);
  return cells(text) <= columns ? [one] : wrapped(text, columns, one[0]?.tone);
}
