import type { Status } from '../../control/contract/status.js';
import { INTENT_STATES } from '../../core/intent.js';
import { RULE_LABELS, ruleIn } from '../../words/rule-labels.js';
import { STATE_NAMES } from '../../words/state-names.js';
import type { Piece, Row } from '../panels/parts/rows.js';
import { cutRow } from '../row-room.js';
import type { Wording } from './wording.js';

/** The first column of the overview's single rows. */
export const LABEL_CELLS = 9;

/** States that are worth a word even when nothing is in them. */
const ALWAYS: readonly string[] = ['queued', 'sending', 'sent'];
const GOOD_TO_KNOW: Readonly<Partial<Record<string, Piece['tone']>>> = {
  unknown: 'bad',
  failed: 'warn',
  refused: 'warn',
};

/** How much waits to be sent and what holds it; how much was heard and waits to be handled. */
export function trafficRows(status: Status, wording: Wording, columns: number): readonly Row[] {
  return [outboxRow(status, wording), ...heldRow(status, wording), inboxRow(status, wording)].map(
    (row) => cutRow(row, columns),
  );
}

function outboxRow({ queue }: Status, { words, language }: Wording): Row {
  const names = STATE_NAMES[language].intent;
  const shown = INTENT_STATES.filter((state) => queue.states[state] > 0 || ALWAYS.includes(state));
  const pieces = shown.map((state): Piece => {
    const tone = queue.states[state] > 0 ? GOOD_TO_KNOW[state] : undefined;
    return { text: `${names[state]} ${queue.states[state]}`, tone: tone ?? 'plain' };
  });
  return [label(words.labels.outbox), ...dotted(pieces)];
}

function heldRow({ queue }: Status, { words, language }: Wording): readonly Row[] {
  const held = Object.entries(queue.waiting).filter(([, count]) => count > 0);
  if (held.length === 0) return [];
  held.sort(([, one], [, other]) => other - one);
  const labels = RULE_LABELS[language];
  const pieces = held.map(
    ([rule, count]): Piece => ({ text: `${ruleIn(labels, rule)} ${count}`, tone: 'warn' }),
  );
  return [[label(words.labels.held), ...dotted(pieces)]];
}

function inboxRow({ hearing }: Status, wording: Wording): Row {
  const { words, now } = wording;
  const { waiting, waitingSince, pending, lastHeardAt } = hearing;
  const oldest = waitingSince === null ? null : wording.duration(now - waitingSince);
  const pieces: Piece[] = [
    {
      text: oldest === null ? words.inboxEmpty : words.inboxWaiting(waiting, oldest),
      tone: 'plain',
    },
    ...(pending > 0 ? [{ text: words.pending(pending) }] : []),
    {
      text:
        lastHeardAt === null
          ? words.heardNothing
          : words.heard(words.ago(wording.duration(now - lastHeardAt))),
      tone: 'dim',
    },
  ];
  return [label(words.labels.inbox), ...dotted(pieces)];
}

function label(text: string): Piece {
  return { text: text.padEnd(LABEL_CELLS), tone: 'dim' };
}

function dotted(pieces: readonly Piece[]): Row {
  return pieces.flatMap((piece, index) =>
    index === 0 ? [piece] : [{ text: ' · ', tone: 'dim' } as const, piece],
  );
}
