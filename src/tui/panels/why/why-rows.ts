import type { RuleAnswer, WhyDecision, WhyReport } from '../../../core/why.js';
import type { WhyWords } from '../../../words/why.js';
import { strangerText } from '../../stranger-text.js';
import { cells, pad } from '../parts/cells.js';
import { EMPTY_ROW, labelled, type Row, row, type Tone, wrapped } from '../parts/rows.js';
import { dateTime, dateTimeSeconds } from '../parts/times.js';
import { oneLine } from '../parts/visible-text.js';

const TONES: Readonly<Record<RuleAnswer['said'], Tone>> = {
  allow: 'good',
  wait: 'warn',
  hold: 'warn',
  refuse: 'bad',
};

/** A rule's name takes at most so many cells. */
const RULE_CELLS = 18;

/**
 * What happened to a message: its head, the story, and each decision, the newest first.
 * @param all also the rules that had nothing against it
 */
export function whyRows(
  report: WhyReport,
  words: WhyWords,
  zone: string,
  columns: number,
  all: boolean,
): readonly Row[] {
  const { message, sentences, decisions } = report;
  return [
    ...(message
      ? headRows(message, words, zone, columns)
      : wrapped(words.noMessage, columns, 'dim')),
    EMPTY_ROW,
    row(words.happened, 'strong'),
    ...sentences.flatMap((sentence) => wrapped(oneLine(sentence), columns, 'plain', '  ')),
    EMPTY_ROW,
    row(words.decisions(decisions.length), 'strong'),
    ...(decisions.length === 0 ? wrapped(words.noDecisions, columns, 'dim', '  ') : []),
    ...decisions
      .toReversed()
      .flatMap((decision) => decisionRows(decision, words, zone, columns, all)),
  ];
}

function headRows(
  message: NonNullable<WhyReport['message']>,
  words: WhyWords,
  zone: string,
  columns: number,
): readonly Row[] {
  const { labels } = words;
  const width = Math.max(...Object.values(labels).map(cells)) + 2;
  const { id, service, peer, name, state, proposedAt, plannedFor, attempts } = message;
  const settled = message.settledAt === null ? '' : dateTimeSeconds(message.settledAt, zone);
  const facts: readonly (readonly [string, string])[] = [
    [labels.message, `#${id} · ${service}`],
    [labels.to, name === '' ? String(peer) : `${strangerText(name)} (${peer})`],
    [labels.state, words.state[state]],
    [labels.proposed, dateTimeSeconds(proposedAt, zone)],
    [labels.planned, dateTimeSeconds(plannedFor, zone)],
    [labels.attempts, String(attempts)],
    [labels.settled, settled],
    [labels.telegram, message.messageIds.join(', ')],
  ];
  return facts
    .filter(([, text]) => text !== '')
    .flatMap(([label, text]) => labelled(label, text, columns, width));
}

function decisionRows(
  decision: WhyDecision,
  words: WhyWords,
  zone: string,
  columns: number,
  all: boolean,
): readonly Row[] {
  const { at, verdict, rule, rules } = decision;
  const spoke = rules.filter(({ said }) => all || said !== 'allow');
  const silent = rules.length - spoke.length;
  const head: Row = [
    { text: `  ${dateTimeSeconds(at, zone)}  `, tone: 'dim' },
    { text: words.said[verdict], tone: TONES[verdict] },
    { text: endOf(decision, words, zone) },
    { text: rule === null ? ` · ${words.allRules}` : ` · ${rule}` },
  ];
  return [
    head,
    ...spoke.flatMap((answer) => answerRows(answer, words, columns)),
    ...(silent > 0 ? [row(`      ${words.allowed(silent)}`, 'dim')] : []),
  ];
}

function endOf({ verdict, until }: WhyDecision, words: WhyWords, zone: string): string {
  if (until !== null) return ` ${words.until(dateTime(until, zone))}`;
  return verdict === 'hold' ? ` ${words.untilEvent}` : '';
}

function answerRows(answer: RuleAnswer, words: WhyWords, columns: number): readonly Row[] {
  const { rule, said, reason, figure } = answer;
  const saidCells = Math.max(...Object.values(words.said).map(cells)) + 2;
  const indent = 6 + saidCells + RULE_CELLS;
  const why = [figure, reason].filter((part) => part !== null && part !== '').join(': ');
  const lines = wrapped(oneLine(why), columns, 'plain', ' '.repeat(Math.min(indent, columns - 20)));
  const [first = row('')] = lines;
  const head: Row = [
    { text: `      ${pad(words.said[said], saidCells)}`, tone: TONES[said] },
    { text: pad(rule, RULE_CELLS) },
    {
      text: first
        .map(({ text }) => text)
        .join('')
        .trimStart(),
    },
  ];
  return [head, ...lines.slice(1)];
}
