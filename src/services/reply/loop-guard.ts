import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

/**
 * What is remembered of one who is answered, to tell a program from a person. Texts are hashes. Times are
 * milliseconds since the epoch.
 */
export interface Talk {
  /** What was last said to the account, and when. */
  readonly heard?: { readonly text: string; readonly at: number };
  /** The last answer: its text, and what gave it (a rule, the menu). */
  readonly answer?: { readonly text: string; readonly from: string; readonly intent: number };
  /** The last answer has been answered in turn. */
  readonly exchanged: boolean;
  /** Exchanges in a row that were faster than a person's. */
  readonly fast: number;
  /** When answers were given, within a day. */
  readonly answers: readonly number[];
  /** Answers since the last day's pause, or the operator's last word. */
  readonly row: number;
  /** Since when it is not answered. */
  readonly stoppedAt?: number;
}

/** Nothing was said yet. */
export const FRESH_TALK: Talk = { exchanged: true, fast: 0, answers: [], row: 0 };

/** What was heard, with what happened around it. */
export interface Turn {
  /** A hash of what was said. */
  readonly text: string;
  /** When it was said. */
  readonly at: number;
  readonly bot: boolean;
  readonly group: boolean;
  /** What gives the answer; absent: nothing is to be answered. */
  readonly from?: string;
  /** What became of the last answer: it waits, it went out then, or nobody will see it. */
  readonly last?: 'waiting' | 'gone' | { readonly saidAt: number };
  /** When the operator last wrote in the chat by hand. */
  readonly operatorAt?: number;
}

/** What comes of it: the talk from here on, and why there is no answer. */
export interface Judgement {
  readonly talk: Talk;
  readonly silent?: string;
  /** It has just come to this: worth telling the operator. */
  readonly stopped?: true;
}

/** Nobody reads, thinks and types this fast. */
const MACHINE_MS = 3_000;
const MOST_FAST_EXCHANGES = 4;
/** A pause that only a person makes, before another text. */
const HUMAN_PAUSE_MS = 60_000;
/** So long nothing is answered after a stop, unless a person shows. */
const SILENCE_MS = HOUR_MS;
/** Answers in any 24 hours. */
const MOST_IN_A_DAY = 20;
/** Answers without a day's pause or a word of the operator: to a program, and to anybody. */
const MOST_IN_A_ROW = { bot: 3, anybody: 50 };

/**
 * Decides whether an answer would feed a loop. A bot is not answered in groups; the same text to which the same
 * would be answered, and an echo of the last answer, end it at once; so do more than four exchanges in a row faster
 * than three seconds. Whatever the rules and the pace, it ends after twenty answers in a day, and after fifty without
 * a day's pause.
 */
export function judge(known: Talk, turn: Turn): Judgement {
  const before = afterOperator(known, turn);
  const talk = heardOf(before, turn);
  if (turn.bot && turn.group) return { talk, silent: 'bots are not answered in groups' };
  if (talk.stoppedAt !== undefined) return { talk, silent: 'stopped: it looked like a loop' };
  const loop = loopIn(before, talk, turn);
  if (loop) return { talk: { ...talk, stoppedAt: turn.at }, silent: loop, stopped: true };
  if (turn.from === undefined) return { talk };
  if (isAgain(before, turn) && turn.last === 'waiting') {
    return { talk, silent: 'the same is about to be answered' };
  }
  const silent = limitReached(talk, turn.bot);
  return silent === undefined ? { talk } : { talk, silent };
}

/** The talk once an answer is proposed. */
export function answered(
  talk: Talk,
  at: number,
  answer: { readonly text: string; readonly from: string; readonly intent: number },
): Talk {
  return { ...talk, answer, exchanged: false, answers: [...talk.answers, at], row: talk.row + 1 };
}

/** The talk once a text was asked for in vain: that counts for the day as an answer does. */
export function askedInVain(talk: Talk, at: number): Talk {
  return { ...talk, answers: [...talk.answers, at] };
}

/** Where the operator has spoken, all begins anew. */
function afterOperator(talk: Talk, { operatorAt }: Turn): Talk {
  const newest = Math.max(talk.stoppedAt ?? 0, talk.answers.at(-1) ?? 0);
  if (operatorAt === undefined || operatorAt <= newest || newest === 0) return talk;
  const { stoppedAt: _over, ...rest } = talk;
  return { ...rest, fast: 0, answers: [], row: 0 };
}

function heardOf(before: Talk, { text, at, last }: Turn): Talk {
  const { stoppedAt, ...rest } = before;
  const saidAt = typeof last === 'object' ? last.saidAt : undefined;
  // The server's dates are whole seconds: what was said in the second of the answer came after it.
  const exchange = !before.exchanged && saidAt !== undefined && at + 1_000 > saidAt;
  const fast = exchange ? (at - saidAt < MACHINE_MS ? before.fast + 1 : 0) : before.fast;
  const human =
    before.heard !== undefined &&
    at - before.heard.at >= HUMAN_PAUSE_MS &&
    before.heard.text !== text;
  const still = stoppedAt !== undefined && at < stoppedAt + SILENCE_MS && !human;
  return {
    ...rest,
    heard: { text, at },
    exchanged: before.exchanged || exchange,
    fast: human ? 0 : fast,
    answers: before.answers.filter((answer) => answer > at - DAY_MS),
    row: before.heard && at - before.heard.at < DAY_MS ? before.row : 0,
    ...(still && { stoppedAt }),
  };
}

function loopIn(before: Talk, talk: Talk, turn: Turn): string | undefined {
  // Only what was seen can be answered in turn.
  const seen = typeof turn.last === 'object';
  if (seen && before.answer?.text === turn.text) return 'an echo of the last answer';
  if (seen && isAgain(before, turn)) return 'the same again, to which the same would be answered';
  if (talk.fast > MOST_FAST_EXCHANGES) return 'exchanges faster than a person’s';
  return undefined;
}

/** The text that came before, to which the answer was what it would be now. */
function isAgain({ heard, answer }: Talk, { text, from }: Turn): boolean {
  return from !== undefined && heard?.text === text && answer?.from === from;
}

function limitReached({ answers, row }: Talk, bot: boolean): string | undefined {
  const most = bot ? MOST_IN_A_ROW.bot : MOST_IN_A_ROW.anybody;
  if (row >= most) return `${most} answers without a day’s pause or a word of the operator`;
  return answers.length < MOST_IN_A_DAY ? undefined : `${MOST_IN_A_DAY} answers in a day`;
}
