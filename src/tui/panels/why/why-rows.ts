import type { InterfaceLanguage } from '../../../core/languages.js';
import type { RuleAnswer, WhyDecision, WhyReport } from '../../../core/why.js';
import { RULE_LABELS, ruleIn } from '../../../words/rule-labels.js';
import { STATE_NAMES } from '../../../words/state-names.js';
import { WHY_WORDS, type WhyWords } from '../../../words/why.js';
import { whatWasFound, whyStory } from '../../../words/why-story.js';
import { strangerText } from '../../stranger-text.js';
import { cells, pad } from '../parts/cells.js';
import { EMPTY_ROW, labelled, type Row, row, type Tone, wrapped } from '../parts/rows.js';
import { dateTime, dateTimeSeconds } from '../parts/times.js';

const TONES: Readonly<Record<RuleAnswer['said'], Tone>> = {
  allow: 'good',
  wait: 'warn',
  hold: 'warn',
  refuse: 'bad',
};

/** A rule's name takes at most so many cells. */
const RULE_CELLS = 18;

/** How the rows are to be. */
export interface WhyView {
  readonly language: InterfaceLanguage;
  /** IANA name. */
  readonly zone: string;
  readonly columns: number;
  /** Also the rules that had nothing against it. */
  readonly all: boolean;
}

interface Told extends WhyView {
  readonly words: WhyWords;
}

/** What happened to a message: its head, the story, and each decision, the newest first. */
export function whyRows(
  report: WhyReport,
  { language, zone, columns, all }: WhyView,
): readonly Row[] {
  const { message, decisions } = report;
  const words = WHY_WORDS[language];
  const told: Told = { language, words, zone, columns, all };
  return [
    ...(message ? headRows(message, told) : wrapped(words.noMessage, columns, 'dim')),
    EMPTY_ROW,
    row(words.happened, 'strong'),
    ...whyStory(report, { language, timeZone: zone }).flatMap((sentence) =>
      wrapped(strangerText(sentence), columns, 'plain', '  '),
    ),
    EMPTY_ROW,
    row(words.decisions(decisions.length), 'strong'),
    ...(decisions.length === 0 ? wrapped(words.noDecisions, columns, 'dim', '  ') : []),
    ...decisions.toReversed().flatMap((decision) => decisionRows(decision, told)),
  ];
}

function headRows(
  message: NonNullable<WhyReport['message']>,
  { language, words, zone, columns }: Told,
): readonly Row[] {
  const { labels } = words;
  const width = Math.max(...Object.values(labels).map(cells)) + 2;
  const { id, service, peer, name, state, proposedAt, plannedFor, attempts } = message;
  const settled = message.settledAt === null ? '' : dateTimeSeconds(message.settledAt, zone);
  const facts: readonly (readonly [string, string])[] = [
    [labels.message, `#${id} · ${service}`],
    [labels.to, name === '' ? String(peer) : `${strangerText(name)} (${peer})`],
    [labels.state, STATE_NAMES[language].intent[state]],
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

function decisionRows(decision: WhyDecision, told: Told): readonly Row[] {
  const { language, words, zone, all } = told;
  const { at, verdict, rule, rules } = decision;
  const spoke = rules.filter(({ said }) => all || said !== 'allow');
  const silent = rules.length - spoke.length;
  const head: Row = [
    { text: `  ${dateTimeSeconds(at, zone)}  `, tone: 'dim' },
    { text: words.said[verdict], tone: TONES[verdict] },
    { text: endOf(decision, words, zone) },
    { text: ` · ${rule === null ? words.allRules : ruleIn(RULE_LABELS[language], rule)}` },
  ];
  return [
    head,
    ...spoke.flatMap((answer) => answerRows(answer, told)),
    ...(silent > 0 ? [row(`      ${words.allowed(silent)}`, 'dim')] : []),
  ];
}

function endOf({ verdict, until }: WhyDecision, words: WhyWords, zone: string): string {
  if (until !== null) return ` ${words.until(dateTime(until, zone))}`;
  return verdict === 'hold' ? ` ${words.untilEvent}` : '';
}

function answerRows(answer: RuleAnswer, { language, words, zone, columns }: Told): readonly Row[] {
  const { rule, said } = answer;
  const saidCells = Math.max(...Object.values(words.said).map(cells)) + 2;
  const indent = 6 + saidCells + RULE_CELLS;
  const found = whatWasFound(answer, { language, timeZone: zone });
  const lines = wrapped(
    strangerText(found),
    columns,
    'plain',
    ' '.repeat(Math.min(indent, columns - 20)),
  );
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
