import type { Finding } from '../core/finding.js';
import type { RuleName } from '../core/guard.js';
import type { IntentState } from '../core/intent.js';
import type { InterfaceLanguage } from '../core/languages.js';
import type { RuleAnswer, WhyCause, WhyDecision, WhyReport } from '../core/why.js';
import type { Withdrawal } from '../core/withdrawal.js';
import { FINDINGS, type FindingWords, type Telling } from './findings.js';
import { RULE_LABELS, ruleIn } from './rule-labels.js';
import { RULES } from './rules.js';
import { STORY, type StoryWords } from './story-words.js';
import { saidBy, TELEGRAM_SAYS } from './telegram-says.js';
import { tellingIn } from './telling.js';

/** Whom the story is told to. */
export interface StoryReader {
  readonly language: InterfaceLanguage;
  /** IANA name: by whose wall clock moments are told. */
  readonly timeZone: string;
}

type Message = NonNullable<WhyReport['message']>;

/**
 * What happened to a message, and why: whole sentences in the order in which it happened, what belongs to one
 * moment in one text. Holds what strangers wrote (a name, a word): make it fit for a terminal before it is shown.
 */
export function whyStory(report: WhyReport, reader: StoryReader): readonly string[] {
  return new Teller(reader).story(report);
}

/** What a rule said, in a few words; empty: it looked at nothing. */
export function whatWasFound(
  { found, figure, reason }: RuleAnswer,
  { language, timeZone }: StoryReader,
): string {
  if (found) return findingIn(found, FINDINGS[language], tellingIn(language, timeZone));
  return [figure, reason].filter((part) => part !== null && part !== '').join(': ');
}

class Teller {
  readonly #words: StoryWords;
  readonly #reader: StoryReader;
  readonly #telling: Telling;
  /** The rules that were explained already. */
  readonly #explained = new Set<RuleName>();

  constructor(reader: StoryReader) {
    this.#reader = reader;
    this.#words = STORY[reader.language];
    this.#telling = tellingIn(reader.language, reader.timeZone);
  }

  story({ asked, message, decisions }: WhyReport): readonly string[] {
    if (!message) return [asked === null ? this.#words.nothingYet : this.#words.noMessage(asked)];
    return [
      this.#beginning(message),
      ...decisions.map((decision) => this.#decision(decision)),
      this.#outcome(message, decisions.at(-1)),
      ...(message.behind
        ? [this.#words.behind(message.behind.id, this.#label(message.behind.rule))]
        : []),
    ];
  }

  #beginning({ id, service, peer, name, proposedAt, plannedFor }: Message): string {
    const words = this.#words;
    const { time } = this.#telling;
    const to = name === '' ? String(peer) : `${name} (${peer})`;
    return sentences(
      words.proposed(id, service, to, time(proposedAt), this.#reader.timeZone),
      plannedFor > proposedAt && words.planned(time(plannedFor)),
    );
  }

  #decision({ at, verdict, rule, until, rules }: WhyDecision): string {
    const words = this.#words;
    const time = this.#telling.time(at);
    if (verdict === 'allow' || rule === null) {
      const labels = RULE_LABELS[this.#reader.language];
      const figures = rules.flatMap((answer) => {
        const found = whatWasFound(answer, this.#reader);
        return found === '' ? [] : [`${labels[answer.rule]}: ${found}`];
      });
      return figures.length === 0 ? words.allowed(time) : words.allowedBy(time, figures.join('; '));
    }
    const answer = rules.find((one) => one.rule === rule);
    const found = answer ? whatWasFound(answer, this.#reader) : '';
    const restricted = answer?.found?.kind === 'restricted' && this.#says(answer.found.code);
    return sentences(
      verdict === 'refuse' && words.refused(time),
      verdict === 'hold' && words.held(time),
      verdict === 'wait' && words.waits(time, this.#telling.time(until ?? at)),
      words.rule(this.#label(rule)),
      found !== '' && words.found(found),
      restricted,
      this.#meaning(rule),
    );
  }

  /** Only once: a message may wait for the same rule again and again. */
  #meaning(rule: RuleName): string {
    if (this.#explained.has(rule)) return '';
    this.#explained.add(rule);
    return RULES[this.#reader.language][rule];
  }

  #outcome(message: Message, last: WhyDecision | undefined): string {
    const { cause } = message;
    // What the last decision said already is not said again.
    const told = cause !== null && last !== undefined && last.rule === cause.code;
    return sentences(
      ...this.#state(message),
      cause !== null && !told && this.#cause(cause, message.state),
    );
  }

  #state(message: Message): readonly (string | false)[] {
    const words = this.#words;
    const { time, span } = this.#telling;
    const { state, nextAt, attempts, cause, messageIds, settledAt, proposedAt } = message;
    const settled = settledAt === null ? '' : time(settledAt);
    switch (state) {
      case 'sent': {
        const after = span((settledAt ?? proposedAt) - proposedAt);
        return [
          words.sent(settled, messageIds.join(', '), after),
          attempts > 1 && words.attempts(attempts),
        ];
      }
      case 'sending':
        return [attempts > 0 && cause ? words.inDoubt : words.sending];
      case 'queued':
        return [nextAt === null ? words.queuedHeld : words.queued(time(nextAt))];
      case 'unknown':
        return [words.unknown];
      case 'draft':
        return [words.draft];
      default:
        return [words.ended[state](settled)];
    }
  }

  #cause({ code, reason, withdrawal }: WhyCause, state: IntentState): string {
    const words = this.#words;
    const { language } = this.#reader;
    // That nobody can tell is said already: what is left is why nobody can.
    if (state === 'unknown') return words.noted(reason);
    if (withdrawal) return withdrawalIn(withdrawal, words);
    if (code === 'cancelled' || code === 'approval') return words.noted(reason);
    if (Object.hasOwn(RULES[language], code)) return words.rule(this.#label(code));
    return sentences(words.telegram(code), this.#says(code) ?? words.noted(reason));
  }

  #label(rule: string): string {
    return ruleIn(RULE_LABELS[this.#reader.language], rule);
  }

  #says(code: string): string | undefined {
    return saidBy(TELEGRAM_SAYS[this.#reader.language], code);
  }
}

function withdrawalIn(withdrawal: Withdrawal, words: StoryWords): string {
  switch (withdrawal.why) {
    case 'opted-out':
      return words.optedOut(withdrawal.word);
    case 'mode':
      return words.mode(withdrawal.mode);
    default:
      return words.withdrawal[withdrawal.why];
  }
}

/** A kind's own words are for that kind: the compiler can't follow that through the record. */
function findingIn<Kind extends Finding['kind']>(
  found: Extract<Finding, { kind: Kind }>,
  words: FindingWords,
  telling: Telling,
): string {
  return words[found.kind as Kind](found, telling);
}

function sentences(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part !== false && part !== undefined && part !== '').join(' ');
}
