import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { Messenger } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import type { Limits } from '../../core/settings.js';
import type { ReadTakeover } from '../../core/takeovers.js';
import { waitingRows } from './answer-rows.js';

/** What showing that somebody writes stands on. */
export interface TypistDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'signals'>;
  readonly readTakeover: ReadTakeover;
  readonly limits: () => Limits;
  /** Tells the sender that answers are there: called once they are committed. */
  readonly onCommitted: () => void;
}

/** An answer that is to be typed. Times are milliseconds since the epoch. */
export interface Typed {
  readonly intent: number;
  readonly peer: PeerId;
  readonly topicId?: number;
  readonly from: number;
  readonly until: number;
}

interface Expected extends Typed {
  nextAt: number;
  /** Looks at the database that did not find it. */
  misses: number;
  committed: boolean;
}

/** Telegram's apps show it for about six seconds. */
const AGAIN_MS = 5_000;
/** A commit takes less; then it is looked for with growing pauses. */
const FIRST_LOOK_MS = 50;
const MOST_MISSES = 8;
/** More than these are not shown to be typed: nothing is lost but a sign of life. */
export const MOST_EXPECTED = 1_000;

/** Shows that the account is writing, before an answer goes. Kept in memory only: a restart forgets it. */
export class Typist {
  readonly #with: TypistDependencies;
  readonly #expected = new Map<number, Expected>();

  constructor(dependencies: TypistDependencies) {
    this.#with = dependencies;
  }

  /** An answer was proposed, and is about to be committed. */
  expect(typed: Typed): void {
    const nextAt = this.#with.clock.now() + FIRST_LOOK_MS;
    this.#expected.set(typed.intent, { ...typed, nextAt, misses: 0, committed: false });
  }

  /** When it next has something to do; Infinity: nothing. */
  get nextAt(): number {
    return Math.min(...[...this.#expected.values()].map(({ nextAt }) => nextAt));
  }

  /**
   * Does what is due.
   * @throws what the database throws; the signal's reason
   */
  async turn(signal: AbortSignal): Promise<void> {
    const { account, clock, database, messenger } = this.#with;
    const now = clock.now();
    const due = [...this.#expected.values()].filter(({ nextAt }) => nextAt <= now);
    if (due.length === 0) return;
    const intents = due.map(({ intent }) => intent);
    const rows = await waitingRows(database, account, intents);
    const found = new Map(rows.map(({ intent, due: goes }) => [intent, goes]));
    const shown: Expected[] = [];
    let committed = false;
    for (const each of due) {
      const goes = found.get(each.intent);
      committed ||= goes !== undefined && !each.committed;
      if (await this.#isToType(each, goes, now)) shown.push(each);
    }
    if (committed) this.#with.onCommitted();
    await Promise.all(shown.map((each) => messenger.signals.typing(each, signal)));
  }

  /** Notes what is next for it, and says whether it is to be seen now. */
  async #isToType(each: Expected, goes: boolean | undefined, now: number): Promise<boolean> {
    if (goes === undefined) {
      each.misses++;
      each.nextAt = now + FIRST_LOOK_MS * 2 ** each.misses;
      if (each.misses > MOST_MISSES) this.#expected.delete(each.intent);
      return false;
    }
    each.committed = true;
    const tooMany = this.#expected.size > MOST_EXPECTED && now < each.from;
    if (!goes || tooMany || now >= each.until) {
      this.#expected.delete(each.intent);
      return false;
    }
    each.nextAt = now < each.from ? each.from : Math.min(now + AGAIN_MS, each.until);
    return now >= each.from && !(await this.#takenOver(each, now));
  }

  async #takenOver({ peer }: Typed, now: number): Promise<boolean> {
    const { account, database, limits, readTakeover } = this.#with;
    const takeover = await readTakeover(database, account, peer);
    return takeover !== undefined && takeover.at + limits().people.takeoverMs > now;
  }
}
