import type { Clock } from '../../core/clock.js';
import type { Config } from '../../core/config.js';
import type { EventBus, LiveEvent } from '../../core/events.js';
import type { ServiceName } from '../../core/intent.js';
import type { RecordedIntent } from '../../core/recording.js';
import { isAbort } from '../../lib/abort.js';
import { Bell } from '../../lib/bell.js';

/** What the sender is told with. */
interface Kicked {
  kick(): void;
}

/**
 * Has the sender look at its queue whenever something in it expires. A daemon looks once a minute, and would find it
 * then; here that would be most of the work.
 */
export class Expiries {
  readonly #config: Pick<Config, 'message' | 'reply' | 'dm'>;
  /** When what still waits expires, by its id. */
  readonly #expiresAt = new Map<number, number>();
  readonly #bell = new Bell();

  constructor(
    config: Pick<Config, 'message' | 'reply' | 'dm'>,
    queue: readonly RecordedIntent[] = [],
  ) {
    this.#config = config;
    for (const { id, expiresAt } of queue) {
      if (expiresAt !== null) this.#expiresAt.set(id, expiresAt);
    }
  }

  /** Hears what is proposed and what ends; returns the way to stop. */
  listen(events: EventBus): () => void {
    return events.subscribe((event) => this.#hear(event));
  }

  /** Until the signal aborts. */
  async run(sender: Kicked, clock: Clock, signal: AbortSignal): Promise<void> {
    try {
      for (;;) {
        const now = clock.now();
        for (const [id, at] of this.#expiresAt) {
          if (at > now) continue;
          this.#expiresAt.delete(id);
          sender.kick();
        }
        await this.#bell.waitUntil(clock, Math.min(...this.#expiresAt.values()), signal);
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    }
  }

  #hear(event: LiveEvent): void {
    if (event.type !== 'intent') return;
    const { id, state, service, at, until } = event;
    if (state !== 'queued' && state !== 'sending') this.#expiresAt.delete(id);
    else if (!this.#expiresAt.has(id)) {
      this.#expiresAt.set(id, Math.max(at, until ?? at) + this.#lastsMs(service));
      this.#bell.ring();
    }
  }

  #lastsMs(service: ServiceName): number {
    const { message, reply, dm } = this.#config;
    if (service === 'message') return message.expireAfterMs;
    return service === 'reply' ? reply.expireAfterMs : dm.expireAfterMs;
  }
}
