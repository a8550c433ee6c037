import type { Clock } from '../core/clock.js';
import type { EventBus } from '../core/events.js';
import type { Logger } from '../core/logger.js';
import type { Service } from '../core/service.js';
import { isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';

/** A service that ran this long is healthy: its next failure begins the backoff anew. */
const HEALTHY_MS = 10 * 60_000;
const BACKOFF = { firstMs: 1000, longestMs: 5 * 60_000 };

export type HostedState = 'running' | 'restarting' | 'stopped';

/**
 * Keeps one service running: `running` → (it throws) `restarting` → `running` … → (abort) `stopped`.
 * A service that fails takes nothing else down; its failure is logged, published, and it starts anew.
 */
export class ServiceHost {
  #state: HostedState = 'stopped';

  constructor(
    readonly service: Service,
    private readonly clock: Clock,
    private readonly events: EventBus,
    private readonly logger: Logger,
  ) {}

  get state(): HostedState {
    return this.#state;
  }

  /** Resolves when the signal has aborted and the service has wound up. */
  async run(signal: AbortSignal): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      const startedAt = this.clock.now();
      this.#enter('running', 'started');
      try {
        await this.service.run(signal);
        break;
      } catch (error) {
        if (isAbort(error, signal)) break;
        failures = this.clock.now() - startedAt > HEALTHY_MS ? 0 : failures + 1;
        const waitMs = backoffMs(failures, BACKOFF);
        const reason = error instanceof Error ? error.message : String(error);
        this.logger.error(`service ${this.service.name} failed; it starts anew in ${waitMs} ms`, {
          error,
        });
        this.#enter('restarting', 'failed', reason);
        await this.clock.sleepUntil(this.clock.now() + waitMs, signal).catch(() => {});
      }
    }
    this.#enter('stopped', 'stopped');
  }

  #enter(state: HostedState, published: 'started' | 'stopped' | 'failed', reason?: string): void {
    this.#state = state;
    this.events.publish({
      type: 'service',
      at: this.clock.now(),
      service: this.service.name,
      state: published,
      ...(reason === undefined ? {} : { reason }),
    });
  }
}
