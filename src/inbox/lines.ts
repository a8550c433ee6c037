import type { PeerId } from '../core/peer.js';

/** What is caught up with by itself: the common sequences, a channel's, or the list of chats. */
export type LineId = PeerId | 'common' | 'dialogs';

/** A gap may close by itself for so long, in milliseconds. */
export const GAP_PATIENCE_MS = 500;
/** So many differences that know nothing of what a gap hides, and there is nothing. */
const FRUITLESS = 3;

interface Line {
  /** Why it is to be caught up with. */
  wanted?: string | undefined;
  /** Why it is being caught up with, for those who watch: until it is done. */
  told?: string | undefined;
  underWay: boolean;
  failures: number;
  /** Not before: the last attempt failed. */
  retryAt: number;
  /** Not before: Telegram asked for patience. */
  restUntil: number;
  gapSince?: number | undefined;
  /** What arrived up to this count is covered by what was last caught up with. */
  coveredTo: number;
  beganAt: number;
  fruitless: number;
}

/**
 * Which lines have to be caught up with, since when, and when they may be. States of a line: idle →
 * (gap, for `GAP_PATIENCE_MS`) → wanted → under way → idle, or wanted again after a failure or a wait.
 */
export class Lines {
  readonly #lines = new Map<LineId, Line>();

  /** It is to be caught up with, once more if that is under way. */
  want(id: LineId, reason: string): void {
    this.#line(id).wanted ??= reason;
  }

  isWanted(id: LineId): boolean {
    return this.#lines.get(id)?.wanted !== undefined;
  }

  isUnderWay(id: LineId): boolean {
    return this.#lines.get(id)?.underWay === true;
  }

  /** Those that are not level. */
  get behind(): readonly LineId[] {
    return this.#ids(({ wanted, underWay }) => wanted !== undefined || underWay);
  }

  /** Those that are to be caught up with and have not begun. */
  get wanted(): readonly LineId[] {
    return this.#ids(({ wanted }) => wanted !== undefined);
  }

  /** Those that may begin now; the common one first. */
  due(now: number): readonly LineId[] {
    const due = this.#ids((line) => isReady(line) && notBefore(line) <= now);
    return due.sort((a, b) => Number(b === 'common') - Number(a === 'common'));
  }

  /** The first moment after `now` at which one may begin, or a gap has had its time. */
  nextAfter(now: number): number {
    const moments = [...this.#lines.values()].flatMap((line) => {
      if (isReady(line)) return notBefore(line);
      return line.gapSince === undefined || line.underWay ? [] : line.gapSince + patience(line);
    });
    return moments
      .filter((at) => at > now)
      .reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  }

  /** @param arrivals how many pushed updates have come so far @returns why; `news` when nobody was told yet */
  begin(id: LineId, arrivals: number): { readonly reason: string; readonly news: boolean } {
    const line = this.#line(id);
    const reason = line.wanted ?? 'asked for';
    const news = line.told === undefined;
    line.told ??= reason;
    line.wanted = undefined;
    line.underWay = true;
    line.beganAt = arrivals;
    return { reason, news };
  }

  /** @returns true when it is level now */
  done(id: LineId): boolean {
    const line = this.#line(id);
    line.underWay = false;
    line.failures = 0;
    line.coveredTo = line.beganAt;
    line.gapSince = undefined;
    if (line.wanted !== undefined) return false;
    line.told = undefined;
    return true;
  }

  /** Telegram wants patience. */
  rest(id: LineId, until: number): void {
    this.#again(id).restUntil = until;
  }

  /** @param retryAt gives from the count of failures in a row when it is tried again */
  failed(id: LineId, retryAt: (failures: number) => number): void {
    const line = this.#again(id);
    line.retryAt = retryAt(line.failures);
    line.failures++;
  }

  /** The line to Telegram is up again: what failed may be tried at once. */
  retryNow(): void {
    for (const line of this.#lines.values()) line.retryAt = 0;
  }

  /** The clock was set back by so many milliseconds. */
  bringForward(byMs: number): void {
    for (const line of this.#lines.values()) {
      line.retryAt -= byMs;
      line.restUntil -= byMs;
      if (line.gapSince !== undefined) line.gapSince -= byMs;
    }
  }

  /**
   * Something is missing before what waits. After `GAP_PATIENCE_MS` it is asked for.
   * @param arrival of the update before which it is missing
   */
  noteGap(id: LineId, arrival: number, now: number): void {
    const line = this.#line(id);
    if (line.underWay) return;
    if (line.gapSince === undefined) {
      line.gapSince = now;
      if (arrival <= line.coveredTo) line.fruitless++;
    }
    if (now >= line.gapSince + patience(line)) this.want(id, 'a gap');
  }

  /** Nothing is missing. */
  noteLevel(id: LineId): void {
    const line = this.#lines.get(id);
    if (!line || line.underWay) return;
    line.gapSince = undefined;
    line.fruitless = 0;
  }

  /** Was it in time for what was last caught up with to tell of everything before it? */
  isCovered(id: LineId, arrival: number): boolean {
    return arrival <= (this.#lines.get(id)?.coveredTo ?? 0);
  }

  /** Differences say again and again that nothing is missing before an update that they should know of. */
  isFruitless(id: LineId): boolean {
    return (this.#lines.get(id)?.fruitless ?? 0) >= FRUITLESS;
  }

  #again(id: LineId): Line {
    const line = this.#line(id);
    line.underWay = false;
    line.wanted ??= line.told ?? 'asked for';
    return line;
  }

  #ids(such: (line: Line) => boolean): LineId[] {
    return [...this.#lines].filter(([, line]) => such(line)).map(([id]) => id);
  }

  #line(id: LineId): Line {
    const known = this.#lines.get(id);
    if (known) return known;
    const line: Line = {
      underWay: false,
      failures: 0,
      retryAt: 0,
      restUntil: 0,
      coveredTo: 0,
      beganAt: 0,
      fruitless: 0,
    };
    this.#lines.set(id, line);
    return line;
  }
}

/** Longer where differences know of nothing: the server that answers them may lag behind. */
function patience({ fruitless }: Line): number {
  return GAP_PATIENCE_MS * 4 ** Math.min(fruitless, FRUITLESS);
}

function isReady({ wanted, underWay }: Line): boolean {
  return wanted !== undefined && !underWay;
}

function notBefore({ retryAt, restUntil }: Line): number {
  return Math.max(retryAt, restUntil);
}
