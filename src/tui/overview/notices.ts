import type { ProgressStatus, RestrictionStatus, Status } from '../../control/contract/status.js';
import { bar } from '../bar.js';
import { keyOf } from '../keys.js';
import type { Row } from '../panels/parts/rows.js';
import { cutRow } from '../row-room.js';
import { strangerText } from '../stranger-text.js';
import type { Wording } from './wording.js';

const PROGRESS_CELLS = 20;

/** What deserves a look, the worst first: a row each. */
export function noticeRows(status: Status, wording: Wording, columns: number): readonly Row[] {
  return [
    ...configurationRows(status, wording),
    ...status.restrictions.map((one) => restrictionRow(one, wording)),
    ...pauseRows(status, wording),
    ...failedRows(status, wording),
    ...draftRows(status, wording),
    ...status.progress.map((one) => progressRow(one, wording)),
    ...catchingUpRows(status, wording),
    ...takeoverRows(status, wording),
    ...debugRows(status, wording),
  ].map((row) => cutRow(row, columns));
}

/** So many rows of them; the last one then says how many more there are. */
export function fewNotices(
  notices: readonly Row[],
  room: number,
  { words }: Wording,
): readonly Row[] {
  if (notices.length <= room) return notices;
  if (room <= 0) return [];
  const more = words.moreNotices(notices.length - room + 1, keyOf('status'));
  return [...notices.slice(0, room - 1), [{ text: `  ${more}`, tone: 'dim' }]];
}

function configurationRows({ configuration }: Status, { words }: Wording): readonly Row[] {
  const { problem, needRestart } = configuration;
  const names = needRestart.map(strangerText).join(', ');
  return [
    ...(problem === null ? [] : [bad(words.configurationProblem(strangerText(problem)))]),
    ...(names === '' ? [] : [warn(words.needRestart(names, keyOf('restart')))]),
  ];
}

function restrictionRow(restriction: RestrictionStatus, wording: Wording): Row {
  const { id, scope, peer, code, reason, until } = restriction;
  const { words } = wording;
  const whom = peer === undefined ? '' : ` ${wording.name(peer)}`;
  const end =
    until === null
      ? words.untilLifted(id)
      : `${words.until(wording.moment(until))}, ${words.left(wording.duration(until - wording.now))}`;
  return [
    { text: `✗ ${words.scope[scope]}${whom}: ${strangerText(code)}`, tone: 'bad' },
    { text: ` ${end}` },
    { text: ` · ${strangerText(reason)}`, tone: 'dim' },
  ];
}

function pauseRows({ pauses }: Status, wording: Wording): readonly Row[] {
  return pauses
    .filter(({ service }) => service === '*')
    .map(({ by, since }) =>
      warn(wording.words.allPaused(strangerText(by), wording.duration(wording.now - since))),
    );
}

function failedRows({ hearing }: Status, { words }: Wording): readonly Row[] {
  return hearing.failed > 0 ? [warn(words.givenUp(hearing.failed))] : [];
}

function draftRows({ drafts }: Status, { words }: Wording): readonly Row[] {
  return drafts > 0
    ? [[{ text: `» ${words.drafts(drafts, keyOf('approvals'))}`, tone: 'key' }]]
    : [];
}

function progressRow({ what, done, total }: ProgressStatus, { words }: Wording): Row {
  if (total === null) return [{ text: `… ${words.progress[what]}: ${words.noTotal(done)}` }];
  const percent = total <= 0 ? 100 : Math.floor((100 * done) / total);
  return [
    { text: `… ${words.progress[what]} ` },
    { text: bar(done, total, PROGRESS_CELLS), tone: 'good' },
    { text: ` ${words.of(String(done), String(total))} (${percent} %)` },
  ];
}

/** A progress of its own says it better. */
function catchingUpRows({ hearing, progress }: Status, { words }: Wording): readonly Row[] {
  if (progress.some(({ what }) => what === 'catching-up')) return [];
  const count = hearing.catchingUp.length;
  return count > 0 ? [[{ text: `… ${words.catchingUp(count)}` }]] : [];
}

function takeoverRows({ takeovers }: Status, wording: Wording): readonly Row[] {
  const { words, now } = wording;
  return takeovers.map(({ peer, name, until }) => [
    {
      text: `» ${words.takeover(wording.name(peer, name), words.left(wording.duration(until - now)))}`,
    },
  ]);
}

function debugRows({ debug }: Status, { words }: Wording): readonly Row[] {
  return debug ? [[{ text: `· ${words.debug(keyOf('debug'))}`, tone: 'dim' }]] : [];
}

function bad(text: string): Row {
  return [{ text: `✗ ${text}`, tone: 'bad' }];
}

function warn(text: string): Row {
  return [{ text: `! ${text}`, tone: 'warn' }];
}
