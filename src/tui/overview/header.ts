import type { Status } from '../../control/contract/status.js';
import { heldBy } from '../../words/held-by.js';
import { STATE_NAMES } from '../../words/state-names.js';
import type { Piece, Row, Tone } from '../panels/parts/rows.js';
import { cutRow, spread } from '../row-room.js';
import type { TerminalState } from '../state/state.js';
import { strangerText } from '../stranger-text.js';
import { LABEL_CELLS } from './traffic.js';
import type { Wording } from './wording.js';

const HEALTH_LOOKS: Readonly<Record<Status['account']['health'], readonly [string, Tone]>> = {
  ok: ['✓', 'good'],
  slow: ['!', 'warn'],
  'spam-limited': ['!', 'warn'],
  frozen: ['✗', 'bad'],
  'logged-out': ['✗', 'bad'],
  banned: ['✗', 'bad'],
  taken: ['✗', 'bad'],
};

const LINE_LOOKS: Readonly<Record<Status['connection'], readonly [string, Tone]>> = {
  online: ['●', 'good'],
  connecting: ['○', 'warn'],
  offline: ['✗', 'bad'],
  stopped: ['✗', 'bad'],
};

/** Whose account it is and how it is; what is said next, and why not now; what is wrong, and what to do. */
export function headerRows(state: TerminalState, wording: Wording): readonly Row[] {
  const { columns } = state.size;
  const away = awayRow(state, wording);
  const { status } = state;
  if (!status) return [spread([{ text: 'postaci', tone: 'strong' }], [], columns), ...away];
  const rows = [
    spread(who(status, wording), how(state, status, wording), columns),
    ...away,
    ...healthRows(status, wording),
    nextRow(status, wording),
  ];
  return rows.map((row) => cutRow(row, columns));
}

function who({ version, customer, account }: Status, { words }: Wording): Row {
  const username = account.username ? ` @${account.username}` : '';
  return [
    { text: `postaci ${version}`, tone: 'strong' },
    { text: ` · ${strangerText(words.customer(customer))} · ` },
    { text: strangerText(account.name), tone: 'strong' },
    { text: strangerText(username) },
  ];
}

function how({ language }: TerminalState, { account, connection }: Status, wording: Wording): Row {
  const names = STATE_NAMES[language];
  const [healthSign, healthTone] = HEALTH_LOOKS[account.health];
  const [lineSign, lineTone] = LINE_LOOKS[connection];
  return [
    { text: `${healthSign} ${names.health[account.health]}`, tone: healthTone },
    { text: '  ' },
    { text: `${lineSign} ${names.connection[connection]}`, tone: lineTone },
    { text: `  ${wording.timeOfDay(wording.now).slice(0, 5)}` },
  ];
}

/** That the daemon does not answer, since when, and that what is shown is of before; no row while it does. */
export function awayRow({ link, status }: TerminalState, wording: Wording): readonly Row[] {
  const { words } = wording;
  if (link.state === 'there') return [];
  if (link.state === 'asking') return [[{ text: words.asking, tone: 'dim' }]];
  const text = words.away(
    wording.timeOfDay(link.since),
    wording.duration(wording.now - link.since),
  );
  const known: Row = status ? [{ text: ` · ${words.lastKnown}`, tone: 'dim' }] : [];
  return [[{ text: `✗ ${text}`, tone: 'bad' }, ...known]];
}

function healthRows({ account }: Status, wording: Wording): readonly Row[] {
  if (account.health === 'ok') return [];
  const { words } = wording;
  const [, tone] = HEALTH_LOOKS[account.health];
  const { healthSince, healthUntil } = account;
  const since = `${wording.moment(healthSince)} (${words.ago(wording.duration(wording.now - healthSince))})`;
  const until =
    healthUntil === null
      ? ''
      : `, ${words.until(wording.moment(healthUntil))} (${words.left(wording.duration(healthUntil - wording.now))})`;
  const reason: Row = [
    label(words.labels.health),
    { text: `${words.since(since)}${until}`, tone },
    { text: ` · ${strangerText(account.healthReason)}` },
  ];
  const remedy: Row = [label(''), { text: `→ ${strangerText(account.remedy)}`, tone: 'strong' }];
  return account.remedy === '' ? [reason] : [reason, remedy];
}

function nextRow({ next, queue, lastSentAt }: Status, wording: Wording): Row {
  const { words, now } = wording;
  if (!next) {
    const last =
      lastSentAt === null
        ? ''
        : ` · ${words.lastSent(words.ago(wording.duration(now - lastSentAt)))}`;
    return [label(words.labels.next), { text: `${words.nothingNext}${last}`, tone: 'dim' }];
  }
  const when = next.at <= now ? words.now : words.inTime(wording.duration(next.at - now));
  const what = words.next(words.what[next.what], wording.name(next.peer, next.name), when);
  const held = queue.next && queue.next.id === next.intent ? queue.next : null;
  const why: Row =
    held?.rule == null
      ? []
      : [
          { text: ' · ' },
          { text: strangerText(heldBy(held.rule, held.reason, wording.language)), tone: 'warn' },
        ];
  const note: Row = next.note ? [{ text: ` · ${strangerText(next.note)}`, tone: 'dim' }] : [];
  const text: Row = next.text ? [{ text: ` · “${strangerText(next.text)}”`, tone: 'dim' }] : [];
  return [label(words.labels.next), { text: what, tone: 'strong' }, ...why, ...note, ...text];
}

function label(text: string): Piece {
  return { text: text.padEnd(LABEL_CELLS), tone: 'dim' };
}
