import type { Clock } from '../../../src/core/clock.js';
import type { WriteRequest, Writer, Written } from '../../../src/core/writer.js';
import type { Random } from '../../../src/lib/seeded-random.js';
import { commentText, markIn } from './words.js';

const MINUTE = 60_000;
/** So long a model takes. */
const THINKS_MS = 2_500;
/** Whoever asks while it is away is told to come again after this. */
const COME_AGAIN_MS = 2 * MINUTE;

/** A time in which a model is away, in milliseconds since the epoch. */
export interface Outage {
  readonly from: number;
  readonly to: number;
}

/** A language model that says something short, and remembers what it was shown. */
export class ScriptedModel implements Writer {
  /** What it wrote, about which version of a post, and when; oldest first. */
  readonly written: { readonly text: string; readonly mark: string; readonly at: number }[] = [];
  /** How often it was asked, and how often it was away then. */
  asked = 0;
  refused = 0;
  readonly #clock: Clock;
  readonly #random: Random;
  readonly #outages: readonly Outage[];

  constructor(clock: Clock, random: Random, outages: readonly Outage[]) {
    this.#clock = clock;
    this.#random = random;
    this.#outages = outages;
  }

  async write({ conversation }: WriteRequest, signal: AbortSignal): Promise<Written> {
    this.asked++;
    await this.#clock.sleepUntil(this.#clock.now() + THINKS_MS, signal);
    const now = this.#clock.now();
    if (this.#outages.some(({ from, to }) => now >= from && now < to)) {
      this.refused++;
      const reason = 'the model does not answer';
      return { status: 'wait', code: 'MODEL_AWAY', reason, waitMs: COME_AGAIN_MS };
    }
    const text = commentText(this.#random);
    const mark = markIn(conversation.at(-1)?.text ?? '');
    if (mark !== undefined) this.written.push({ text, mark, at: now });
    return { status: 'written', text, cached: false };
  }
}
