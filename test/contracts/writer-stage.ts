import { inspect } from 'node:util';
import { createWriter } from '../../src/adapters/llm/writer.js';
import type { Clock } from '../../src/core/clock.js';
import { DEFAULT_LLM_SETTINGS, type LlmSettings } from '../../src/core/llm-settings.js';
import type { TokenUse, UsageBook } from '../../src/core/usage-book.js';
import type { WriteRequest, Writer, Written } from '../../src/core/writer.js';
import { MemoryCache } from '../../src/lib/memory-cache.js';
import { secret } from '../../src/lib/secret.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import type { ModelEffect, ModelFault } from '../../src/sandbox/model/model-fault.js';
import { ModelFaults } from '../../src/sandbox/model/model-faults.js';
import { ModelServer } from '../../src/sandbox/model/model-server.js';
import { recordingLogger } from './event-bus.js';

export const WRITER_START_MS = Date.UTC(2026, 0, 1);
/** Is in no answer, error or log, whatever happens. */
export const PLANTED_KEY = 'sk-planted-0123456789';
const TIMEOUT_MS = 30_000;
const DAY_MS = 86_400_000;

/** Pauses pass at once and are remembered; deadlines pass only when they are told to. */
export class WriterClock implements Clock {
  /** How long was slept each time, in milliseconds. */
  readonly pauses: number[] = [];
  #now = WRITER_START_MS;
  #deadlines: (() => void)[] = [];

  now(): number {
    return this.#now;
  }

  sleepUntil(atMs: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.reject(signal.reason);
    const ms = atMs - this.#now;
    if (ms === TIMEOUT_MS) {
      return new Promise((resolve, reject) => {
        this.#deadlines.push(resolve);
        signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      });
    }
    this.pauses.push(ms);
    this.pass(ms);
    return Promise.resolve();
  }

  pass(ms: number): void {
    this.#now += Math.max(0, ms);
  }

  /** Those who wait for an answer have waited long enough. */
  passDeadlines(): void {
    this.pass(TIMEOUT_MS);
    for (const over of this.#deadlines.splice(0)) over();
  }
}

/** A usage book without a database; days begin at midnight UTC. */
export class UsageModel implements UsageBook {
  used: TokenUse = { input: 0, output: 0 };
  requests = 0;
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async reserve(model: string, tokens: TokenUse, fits: (day: TokenUse) => boolean) {
    const input = this.used.input + tokens.input;
    const output = this.used.output + tokens.output;
    const day = Math.floor(this.#clock.now() / DAY_MS);
    if (!fits({ input, output })) return { nextDayAt: (day + 1) * DAY_MS };
    this.used = { input, output };
    this.requests++;
    return { day: String(day), model, tokens };
  }

  async settle({ tokens }: { tokens: TokenUse }, used: TokenUse): Promise<void> {
    this.used = {
      input: this.used.input + used.input - tokens.input,
      output: this.used.output + used.output - tokens.output,
    };
  }
}

/** A writer in front of the sandbox's model. */
export class WriterStage {
  readonly clock = new WriterClock();
  /** The model's own time. */
  readonly modelClock = new VirtualClock(WRITER_START_MS);
  readonly usage = new UsageModel(this.clock);
  readonly log = recordingLogger();
  readonly model: ModelServer;
  readonly writer: Writer;
  settings: LlmSettings = {
    ...DEFAULT_LLM_SETTINGS,
    apiKey: secret(PLANTED_KEY),
    timeoutMs: TIMEOUT_MS,
  };
  readonly #ending = new AbortController();
  readonly #verdicts: unknown[] = [];

  private constructor() {
    const faults = new ModelFaults(1);
    const { signal } = this.#ending;
    this.model = new ModelServer({ clock: this.modelClock, seed: 1, faults, signal });
    this.writer = createWriter({
      settings: () => this.settings,
      clock: this.clock,
      logger: this.log.logger,
      cache: new MemoryCache(this.clock),
      usage: this.usage,
      random: () => 0,
    });
  }

  static async open(): Promise<WriterStage> {
    const stage = new WriterStage();
    const baseUrl = await stage.model.start(0);
    stage.settings = { ...stage.settings, baseUrl };
    return stage;
  }

  fault(effect: ModelEffect, more: Omit<ModelFault, 'effect'> = {}): void {
    this.model.faults.add({ effect, ...more });
  }

  async write(
    request: WriteRequest,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Written> {
    const written = await this.writer.write(request, signal);
    this.#verdicts.push(written);
    return written;
  }

  /** All that was said and logged, as it would be printed. */
  get told(): string {
    return inspect([this.#verdicts, this.log.lines], { depth: 20, showHidden: true });
  }

  async close(): Promise<void> {
    this.#ending.abort(new Error('the test is over'));
    await this.model.stop();
  }
}
