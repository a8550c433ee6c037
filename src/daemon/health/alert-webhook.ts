import type { Alert } from '../../core/alerts.js';
import type { Clock } from '../../core/clock.js';
import type { Logger } from '../../core/logger.js';
import type { Secret } from '../../core/secret.js';
import { whenAborted } from '../../lib/abort.js';
import { backoffMs } from '../../lib/backoff.js';

/** What is POSTed, as JSON; `docs/health.md` documents it. Times are ISO 8601 in UTC. */
export interface AlertBody {
  readonly version: 1;
  readonly customer: string;
  /** `user:<id>` */
  readonly account: string;
  readonly code: string;
  /** The same occasion has the same key: for whoever receives it twice after a restart. */
  readonly key: string;
  readonly severity: Alert['severity'];
  readonly text: string;
  readonly at: string;
}

export interface AlertWebhookOptions {
  readonly url: Secret;
  readonly clock: Clock;
  readonly logger: Logger;
  /** @default the global one */
  readonly fetch?: typeof fetch;
}

/** An endpoint that has not answered by then has failed. */
const DEADLINE_MS = 10_000;
const RETRY = { firstMs: 1_000, longestMs: 5 * 60_000 };
/** What nobody took in a day is history. */
const GIVE_UP_AFTER_MS = 24 * 3_600_000;

/** Brings alerts to an endpoint of the operator's, one after the other. Its failures are only logged. */
export class AlertWebhook {
  readonly #options: AlertWebhookOptions;
  readonly #closed = new AbortController();
  #last: Promise<void> = Promise.resolve();

  constructor(options: AlertWebhookOptions) {
    this.#options = options;
  }

  /**
   * Resolves once the endpoint has taken it, or it was given up for good; false when `close` cut it short.
   * Never rejects.
   */
  post(body: AlertBody): Promise<boolean> {
    const posted = this.#last.then(() => this.#persist(body));
    this.#last = posted.then(() => undefined);
    return posted;
  }

  /** What is under way has so long to arrive; then nothing is left running. */
  async close(graceMs: number): Promise<void> {
    const { clock } = this.#options;
    const arrived = new AbortController();
    void this.#last.finally(() => arrived.abort());
    await clock.sleepUntil(clock.now() + graceMs, arrived.signal).catch(() => undefined);
    this.#closed.abort(new Error('the webhook is closed'));
    await this.#last;
  }

  async #persist(body: AlertBody): Promise<boolean> {
    const { clock, logger } = this.#options;
    const { signal } = this.#closed;
    const giveUpAt = clock.now() + GIVE_UP_AFTER_MS;
    for (let failures = 0; !signal.aborted; failures++) {
      try {
        await this.#attempt(body, signal);
        return true;
      } catch (error) {
        const pause = backoffMs(failures, RETRY);
        const again = clock.now() + pause < giveUpAt;
        logger.warn(`the webhook did not take the alert ${body.code}`, { error, again });
        if (!again) return true;
        await clock.sleepUntil(clock.now() + pause, signal).catch(() => undefined);
      }
    }
    return false;
  }

  /** @throws Error when the endpoint cannot be reached in time, or refuses */
  async #attempt(body: AlertBody, signal: AbortSignal): Promise<void> {
    const { url, clock, fetch = globalThis.fetch } = this.#options;
    const call = new AbortController();
    const both = AbortSignal.any([signal, call.signal]);
    clock.sleepUntil(clock.now() + DEADLINE_MS, both).then(
      () => call.abort(new Error(`no answer in ${DEADLINE_MS} ms`)),
      () => undefined,
    );
    try {
      const request = fetch(url.reveal(), {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
        // An alert goes where the operator said, and nowhere else.
        redirect: 'error',
        signal: both,
      });
      const response = await Promise.race([request, whenAborted(both)]);
      await response.body?.cancel();
      if (!response.ok) throw new Error(`it answered ${response.status}`);
    } finally {
      call.abort();
    }
  }
}
