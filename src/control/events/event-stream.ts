import { randomBytes } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import type { Clock } from '../../core/clock.js';
import type { EventBus, LiveEvent } from '../../core/events.js';
import { RefusedRequest } from '../failure.js';
import { EventRing, type RingLimits } from './event-ring.js';

export interface StreamLimits extends RingLimits {
  readonly readers: number;
  /** Something is said at least so often, so that proxies and readers know the line to be alive. */
  readonly keepAliveMs: number;
  /** Events are kept for so long after the last reader has gone. */
  readonly lingerMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  events: 1_000,
  bytes: 512 * 1024,
  readers: 32,
  keepAliveMs: 15_000,
  lingerMs: 5 * 60_000,
};

/** So much is written at once; what a reader has not taken yet is never much more. */
const CHUNK_CHARACTERS = 64 * 1024;

interface Reader {
  readonly response: ServerResponse;
  /** The number of the event that it gets next. */
  next: number;
  /** It has not taken yet what was written. */
  behind: boolean;
}

/**
 * Live events as server-sent events, each serialised once for all readers. Readers take them from a ring that is
 * bounded: one that is slow, or comes back late, is told with `missed` that something is gone. Nothing is
 * kept while nobody reads or has just read: then an event costs a count.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export class EventStream {
  readonly #clock: Clock;
  readonly #limits: StreamLimits;
  /** Tells the ids of this run from those of others. */
  readonly #run = randomBytes(6).toString('hex');
  readonly #readers = new Set<Reader>();
  readonly #unsubscribe: () => void;
  readonly #ended = new AbortController();
  #newest = 0;
  #ring: EventRing | undefined;
  #lastReadAt = 0;
  #flushing: NodeJS.Immediate | undefined;

  constructor(events: EventBus, clock: Clock, limits: StreamLimits = STREAM_LIMITS) {
    this.#clock = clock;
    this.#limits = limits;
    this.#unsubscribe = events.subscribe((event) => this.#take(event));
  }

  /** @throws RefusedRequest when there are as many readers as there may be */
  refuseWhenFull(): void {
    if (this.#readers.size < this.#limits.readers) return;
    throw new RefusedRequest({
      status: 429,
      failure: {
        code: 'TOO_MANY',
        problem: `${this.#limits.readers} readers follow the events already`,
        remedy: 'Close one of them.',
      },
    });
  }

  /**
   * Writes events until the reader goes.
   * @param after the id of the last event that arrived; anything else that is given stands for one that is gone
   */
  attach(response: ServerResponse, after?: string): void {
    response.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      // Else nginx keeps it back until a buffer is full.
      'x-accel-buffering': 'no',
    });
    const next = after === undefined ? this.#newest + 1 : this.#numberOf(after) + 1;
    const reader: Reader = { response, next, behind: false };
    this.#keep();
    this.#readers.add(reader);
    response.on('drain', () => {
      reader.behind = false;
      this.#pump(reader);
    });
    response.once('close', () => {
      this.#readers.delete(reader);
      this.#lastReadAt = this.#clock.now();
    });
    // Whoever is cut off before the first event comes back to this place.
    const place = after === undefined ? `id: ${this.#run}-${this.#newest}\n` : '';
    response.write(`retry: 2000\n${place}\n`);
    this.#pump(reader);
  }

  /** Ends every stream. */
  close(): void {
    this.#unsubscribe();
    this.#ended.abort();
    if (this.#flushing) clearImmediate(this.#flushing);
    for (const { response } of this.#readers) response.end();
  }

  #take(event: LiveEvent): void {
    const frame = this.#ring && this.#frame(this.#newest + 1, event);
    this.#newest++;
    if (frame === undefined) return;
    this.#ring?.push(frame);
    // All that happens in one turn of the event loop goes in one write, after whoever published it.
    this.#flushing ??= setImmediate(() => {
      this.#flushing = undefined;
      for (const reader of this.#readers) this.#pump(reader);
    });
  }

  #pump(reader: Reader): void {
    const { response } = reader;
    while (!reader.behind && !response.writableEnded) {
      const oldest = this.#ring?.oldest ?? this.#newest + 1;
      let text = '';
      if (reader.next < oldest) {
        text = this.#missed(oldest - 1);
        reader.next = oldest;
      }
      if (text === '' && reader.next > this.#newest) return;
      const rest = this.#ring?.from(reader.next, CHUNK_CHARACTERS);
      reader.next = rest?.next ?? reader.next;
      reader.behind = !response.write(text + (rest?.text ?? ''));
    }
  }

  /** From now on events are kept; a loop keeps the lines alive, and ends it when nobody has read for long. */
  #keep(): void {
    if (this.#ring) return;
    this.#ring = new EventRing(this.#limits, this.#newest + 1);
    this.#stayAlive().catch((error: unknown) => {
      if (!this.#ended.signal.aborted) throw error;
    });
  }

  async #stayAlive(): Promise<void> {
    const { keepAliveMs, lingerMs } = this.#limits;
    for (;;) {
      await this.#clock.sleepUntil(this.#clock.now() + keepAliveMs, this.#ended.signal);
      for (const reader of this.#readers) {
        if (!reader.behind) reader.behind = !reader.response.write(': still here\n\n');
      }
      if (this.#readers.size === 0 && this.#clock.now() >= this.#lastReadAt + lingerMs) break;
    }
    this.#ring = undefined;
  }

  #frame(number: number, event: LiveEvent): string {
    return `id: ${this.#run}-${number}\ndata: ${JSON.stringify(event)}\n\n`;
  }

  #missed(number: number): string {
    const data = JSON.stringify({ type: 'missed', at: this.#clock.now() });
    return `id: ${this.#run}-${number}\nevent: missed\ndata: ${data}\n\n`;
  }

  /** An id's number; -1, which is before all of them, for one of another run. */
  #numberOf(id: string): number {
    const [, run, digits] = /^([\da-f]+)-(\d{1,15})$/.exec(id) ?? [];
    const number = Number(digits);
    return run === this.#run && number <= this.#newest ? number : -1;
  }
}
