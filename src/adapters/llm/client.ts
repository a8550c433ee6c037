import type OpenAI from 'openai';
import type { Clock } from '../../core/clock.js';
import type { LlmSettings } from '../../core/llm-settings.js';
import type { WriteRequest } from '../../core/writer.js';
import { childController } from '../../lib/abort.js';
import { readAnswer } from './answer.js';
import type { Attempt } from './attempt.js';
import { boundedFetch } from './bounded-fetch.js';
import { ofBrokenLine, ofStatus } from './failure.js';
import { type OptionalParameter, questionOf } from './question.js';

/** The SDK's own timer is never first: deadlines are kept on the clock port. */
const NEVER_MS = 2 ** 31 - 1;

/** One request after the other to the endpoint of the settings, with OpenAI's SDK. */
export class LlmClient {
  readonly #clock: Clock;
  #openai: { readonly baseUrl: string; readonly key: string | undefined; sdk: OpenAI } | undefined;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /**
   * Asks once.
   * @param without parameters that the model does not take
   * @throws the signal's reason, or what is a bug
   */
  async ask(
    request: WriteRequest,
    settings: LlmSettings,
    without: ReadonlySet<OptionalParameter>,
    signal: AbortSignal,
  ): Promise<Attempt> {
    // At the first request: it takes 14 MB and some hundred milliseconds.
    const { default: Sdk, APIError } = await import('openai');
    const client = this.#clientOf(Sdk, settings);
    const body = questionOf(request, settings, without);
    const deadline = this.#deadline(settings.timeoutMs, signal);
    try {
      const answer: unknown = await client.chat.completions.create(body, {
        signal: deadline.signal,
      });
      return readAnswer(answer);
    } catch (error) {
      signal.throwIfAborted();
      if (deadline.passed()) {
        const seconds = Math.round(settings.timeoutMs / 1_000);
        const reason = `the model had not answered after ${seconds} s`;
        return { type: 'failed', code: 'MODEL_SLOW', reason, used: 'unknown' };
      }
      if (error instanceof APIError && error.status !== undefined) {
        return ofStatus(error, { settings, now: this.#clock.now(), without });
      }
      return ofBrokenLine(error);
    } finally {
      deadline.dispose();
    }
  }

  #clientOf(Sdk: typeof OpenAI, { baseUrl, apiKey }: LlmSettings): OpenAI {
    const key = apiKey?.reveal();
    if (this.#openai?.baseUrl !== baseUrl || this.#openai.key !== key) {
      const sdk = new Sdk({
        baseURL: baseUrl,
        apiKey: key ?? 'none',
        // What is absent here, the SDK takes from the environment.
        adminAPIKey: null,
        organization: null,
        project: null,
        webhookSecret: null,
        logLevel: 'off',
        ...(key === undefined ? { defaultHeaders: { Authorization: null } } : {}),
        maxRetries: 0,
        timeout: NEVER_MS,
        fetch: boundedFetch,
        // A redirect would repeat the question elsewhere, as a GET.
        fetchOptions: { redirect: 'manual' },
      });
      this.#openai = { baseUrl, key, sdk };
    }
    return this.#openai.sdk;
  }

  /** A signal that aborts with its parent, or when the time is over. */
  #deadline(ms: number, parent: AbortSignal) {
    const { controller, dispose } = childController(parent);
    const timer = new AbortController();
    let passed = false;
    this.#clock.sleepUntil(this.#clock.now() + ms, timer.signal).then(
      () => {
        passed = true;
        controller.abort(new Error('the time for an answer is over'));
      },
      () => undefined,
    );
    return {
      signal: controller.signal,
      passed: () => passed,
      dispose: () => {
        timer.abort();
        dispose();
      },
    };
  }
}
