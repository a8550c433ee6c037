import type { Clock } from '../../core/clock.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { Logger } from '../../core/logger.js';
import type { UsageBook, UsageReservation } from '../../core/usage-book.js';
import type { WriteRequest, Written } from '../../core/writer.js';
import { backoffMs } from '../../lib/backoff.js';
import { type Attempt, NOTHING, type Used } from './attempt.js';
import { abandoned, admit, answered, type BreakerState, CLOSED, failed } from './breaker.js';
import { LlmClient } from './client.js';
import type { OptionalParameter } from './question.js';
import { mostTokens, withinCaps } from './spending.js';

export interface AskingParts {
  readonly settings: () => LlmSettings;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly usage: UsageBook;
  readonly random?: () => number;
}

/** Between two attempts. Whoever asks to be left alone for longer is left alone by everybody. */
export const PAUSE = { firstMs: 500, longestMs: 8_000 } as const;
/** The attempts of a request are used up. */
const AFTER_FAILURES_MS = 60_000;
/** The model answers, but not this. */
const AFTER_USELESS_MS = 5 * 60_000;

/** Asks the model, again where that may help, within the caps, and not while it is away. */
export class Asking {
  readonly #parts: AskingParts;
  readonly #client: LlmClient;
  #breaker: BreakerState = CLOSED;
  /** What the model of these settings does not take. */
  #without: { readonly of: string; readonly parameters: Set<OptionalParameter> } | undefined;

  constructor(parts: AskingParts) {
    this.#parts = parts;
    this.#client = new LlmClient(parts.clock);
  }

  /** @throws the signal's reason, or what is a bug */
  async until(request: WriteRequest, signal: AbortSignal): Promise<Written> {
    const { clock, random, logger } = this.#parts;
    for (let retry = 0; ; ) {
      const settings = this.#parts.settings();
      const attempt = await this.#once(request, settings, signal);
      if ('status' in attempt) return attempt;
      if (attempt.type === 'without') {
        this.#takenBy(settings).add(attempt.parameter);
        const { parameter } = attempt;
        logger.info('the language model does not take a parameter: it is left out', { parameter });
        continue;
      }
      if (attempt.type !== 'failed') return verdict(attempt);
      const { code, reason, restMs } = attempt;
      logger.debug('the language model did not answer', { code, retry });
      const away = this.#breaker.name === 'open' ? this.#breaker.untilMs - clock.now() : 0;
      if (away > 0 || retry >= settings.retries) {
        const waitMs = Math.max(away, restMs ?? AFTER_FAILURES_MS);
        return { status: 'wait', code, reason, waitMs };
      }
      const pauseMs = Math.max(restMs ?? 0, backoffMs(retry, PAUSE, random));
      await clock.sleepUntil(clock.now() + pauseMs, signal);
      retry++;
    }
  }

  /** One attempt, paid for, when it may be made. */
  async #once(
    request: WriteRequest,
    settings: LlmSettings,
    signal: AbortSignal,
  ): Promise<Attempt | Written> {
    const { clock } = this.#parts;
    const { waitMs, state } = admit(this.#breaker, clock.now());
    if (waitMs > 0) {
      const reason = 'the model is away or overloaded and is left alone for a while';
      return { status: 'wait', code: 'MODEL_AWAY', reason, waitMs };
    }
    this.#breaker = state;
    let attempt: Attempt | undefined;
    try {
      const paid = await this.#reserve(request, settings);
      if ('status' in paid) return paid;
      attempt = await this.#client.ask(request, settings, this.#takenBy(settings), signal);
      await this.#settle(paid, 'used' in attempt ? attempt.used : NOTHING);
      return attempt;
    } finally {
      this.#note(attempt);
    }
  }

  #note(attempt: Attempt | undefined): void {
    const { clock, logger } = this.#parts;
    const before = this.#breaker;
    const now = clock.now();
    const after = stateAfter(before, attempt, now);
    this.#breaker = after;
    if (attempt?.type === 'failed' && after.name === 'open' && before.name === 'closed') {
      const restMs = after.untilMs - now;
      logger.warn('the language model is left alone for a while', { code: attempt.code, restMs });
    }
    if (attempt && after.name === 'closed' && before.name !== 'closed') {
      logger.info('the language model answers again');
    }
  }

  async #reserve(
    request: WriteRequest,
    settings: LlmSettings,
  ): Promise<UsageReservation | Written> {
    const { usage, clock } = this.#parts;
    const reserved = await usage.reserve(settings.model, mostTokens(request), (day) =>
      withinCaps(day, settings),
    );
    if (!('nextDayAt' in reserved)) return reserved;
    return {
      status: 'wait',
      code: 'MODEL_CAP_REACHED',
      reason: "the day's cap of tokens or money is reached: raise it, or wait for tomorrow",
      waitMs: Math.max(1, reserved.nextDayAt - clock.now()),
    };
  }

  /** What cannot be written down stays counted with the most that it can have been. */
  async #settle(paid: UsageReservation, used: Used): Promise<void> {
    if (used === 'unknown') return;
    try {
      await this.#parts.usage.settle(paid, used);
    } catch (error) {
      this.#parts.logger.warn('what the language model used could not be written down', { error });
    }
  }

  #takenBy({ baseUrl, model }: LlmSettings): Set<OptionalParameter> {
    const of = `${baseUrl} ${model}`;
    if (this.#without?.of !== of) this.#without = { of, parameters: new Set() };
    return this.#without.parameters;
  }
}

function stateAfter(state: BreakerState, attempt: Attempt | undefined, now: number): BreakerState {
  if (!attempt) return abandoned(state, now);
  if (attempt.type !== 'failed') return answered();
  const { restMs } = attempt;
  const long = restMs !== undefined && restMs > PAUSE.longestMs;
  return failed(state, now, long ? restMs : undefined);
}

function verdict(attempt: Exclude<Attempt, { type: 'failed' | 'without' }>): Written {
  if (attempt.type === 'text') return { status: 'written', text: attempt.text, cached: false };
  const { code, reason } = attempt;
  if (attempt.type === 'refused') return { status: 'refused', code, reason };
  return { status: 'wait', code, reason, waitMs: AFTER_USELESS_MS };
}
