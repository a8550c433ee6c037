import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { EventBus, LiveEvent } from '../../core/events.js';
import { createEventBus } from '../../lib/event-bus.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { EventStream, STREAM_LIMITS, type StreamLimits } from './event-stream.js';
import { type Frame, readFrames } from './read-frames.js';

const MINUTE_MS = 60_000;

let stage: Stage;
beforeEach(async () => {
  stage = await Stage.open({ ...STREAM_LIMITS, events: 10, readers: 2 });
});
afterEach(() => stage.close());

describe('a reader of live events', () => {
  test('hears what happens from now on, each with an id of its own', async () => {
    stage.publish(1, 3);
    const reader = await stage.read();
    stage.publish(4, 6);
    const frames = await reader.take(3);
    expect(frames.map(numberIn)).toEqual([4, 5, 6]);
    expect(new Set(frames.map(({ id }) => id)).size).toBe(3);
  });

  test('goes on where it was', async () => {
    const first = await stage.read();
    stage.publish(1, 3);
    const [, second] = await first.take(2);
    first.leave();
    stage.publish(4, 5);
    const again = await stage.read(second?.id);
    stage.publish(6, 6);
    expect((await again.take(4)).map(numberIn)).toEqual([3, 4, 5, 6]);
  });

  test('goes on from where it came in, if it was cut off before the first event', async () => {
    const first = await stage.read();
    const place = /id: (\S+)/.exec(first.opening)?.[1];
    first.leave();
    stage.publish(1, 2);
    const again = await stage.read(place);
    expect((await again.take(2)).map(numberIn)).toEqual([1, 2]);
  });

  test('that has heard all is told nothing twice', async () => {
    const first = await stage.read();
    stage.publish(1, 1);
    const [last] = await first.take(1);
    const again = await stage.read(last?.id);
    stage.publish(2, 2);
    expect((await again.take(1)).map(numberIn)).toEqual([2]);
  });

  test('is told that it missed what is not kept any more, and goes on from there', async () => {
    const first = await stage.read();
    stage.publish(1, 1);
    const [last] = await first.take(1);
    first.leave();
    stage.publish(2, 30);
    const again = await stage.read(last?.id);
    const frames = await again.take(11);
    expect(typeIn(frames[0])).toBe('missed');
    expect(frames.slice(1).map(numberIn)).toEqual([21, 22, 23, 24, 25, 26, 27, 28, 29, 30]);
    const third = await stage.read(frames[0]?.id);
    expect((await third.take(1)).map(numberIn)).toEqual([21]);
  });

  test.each(['deadbeef0000-1', 'x', '', '9'.repeat(10_000)])(
    'with an id of another run (case %#) is told that it missed something',
    async (id) => {
      const reader = await stage.read(id);
      stage.publish(1, 1);
      const frames = await reader.take(2);
      expect(frames.map(typeIn)).toEqual(['missed', 'connection']);
    },
  );

  test('with an id that is still to come is told so, too', async () => {
    const first = await stage.read();
    stage.publish(1, 1);
    const [last] = await first.take(1);
    const again = await stage.read(last?.id.replace(/-1$/, '-2'));
    expect((await again.take(1)).map(typeIn)).toEqual(['missed']);
  });

  test('hears a sign of life every 15 seconds', async () => {
    const reader = await stage.read();
    await stage.clock.run(stage.clock.now() + 46_000);
    expect(await reader.signsOfLife(3)).toBe(3);
  });

  test('is one of so many', async () => {
    await stage.read();
    const second = await stage.read();
    expect(() => stage.stream.refuseWhenFull()).toThrow('2 readers');
    second.leave();
    await stage.left();
    expect(() => stage.stream.refuseWhenFull()).not.toThrow();
  });
});

describe('a reader that does not read', () => {
  test('takes no more memory, is told that it missed, and slows nobody', async () => {
    const slow = await stage.read();
    const quick = await stage.read();
    slow.rest();
    const text = 'x'.repeat(64 * 1024);
    // Far more than the operating system keeps back.
    const published = 300;
    for (let at = 1; at <= published; at++) {
      stage.events.publish({ type: 'heard', at, peer: 7, own: false, text });
      await turn();
      expect(stage.backlog(0)).toBeLessThan(256 * 1024);
      await quick.take(1);
    }
    slow.goOn();
    const heard: Frame[] = [];
    do heard.push(...(await slow.take(1)));
    while (numberIn(heard.at(-1)) !== published);
    expect(heard.map(typeIn).filter((type) => type === 'missed')).toHaveLength(1);
    expect(heard.length).toBeLessThan(published);
  });
});

describe('without readers', () => {
  test('an event is not even serialised, nor kept', async () => {
    const event = {
      type: 'connection' as const,
      at: 1,
      state: 'online' as const,
      toJSON(): never {
        throw new Error('serialised');
      },
    };
    expect(() => stage.events.publish(event)).not.toThrow();
    expect(stage.clock.sleeping).toBe(0);
    const reader = await stage.read();
    stage.publish(2, 2);
    expect((await reader.take(1)).map(numberIn)).toEqual([2]);
  });

  test('events are kept for five minutes, then no more', async () => {
    const first = await stage.read();
    stage.publish(1, 1);
    const [last] = await first.take(1);
    first.leave();
    await stage.left();
    await stage.clock.run(stage.clock.now() + 4 * MINUTE_MS);
    stage.publish(2, 2);
    const second = await stage.read(last?.id);
    expect((await second.take(1)).map(numberIn)).toEqual([2]);
    second.leave();
    await stage.left();
    await stage.clock.run(stage.clock.now() + 6 * MINUTE_MS);
    expect(stage.clock.sleeping).toBe(0);
    stage.publish(3, 3);
    const third = await stage.read(last?.id);
    stage.publish(4, 4);
    const frames = await third.take(2);
    expect(typeIn(frames[0])).toBe('missed');
    expect(numberIn(frames[1])).toBe(4);
  });
});

/** The number that a test published it with: its time. */
function numberIn(frame: Frame | undefined): number {
  return (JSON.parse(frame?.data ?? '{}') as LiveEvent).at;
}

function typeIn(frame: Frame | undefined): string {
  return (JSON.parse(frame?.data ?? '{}') as LiveEvent).type;
}

/** The stream behind a real HTTP server: what a reader does not take, the operating system keeps back. */
class Stage {
  readonly clock = new VirtualClock(1_000_000);
  readonly events: EventBus = createEventBus();
  readonly stream: EventStream;
  readonly #server: Server;
  readonly #responses: ServerResponse[] = [];
  #gone = 0;
  #seen = 0;

  private constructor(limits: StreamLimits) {
    this.stream = new EventStream(this.events, this.clock, limits);
    this.#server = createServer((asked, response) => {
      this.#responses.push(response);
      response.once('close', () => this.#gone++);
      const after = asked.headers['last-event-id'];
      this.stream.attach(response, Array.isArray(after) ? after[0] : after);
    });
  }

  static async open(limits: StreamLimits): Promise<Stage> {
    const stage = new Stage(limits);
    await new Promise<void>((resolve) => stage.#server.listen(0, '127.0.0.1', resolve));
    return stage;
  }

  async read(after?: string): Promise<TestReader> {
    const { port } = this.#server.address() as AddressInfo;
    const headers = after === undefined ? {} : { 'last-event-id': after };
    const response = await new Promise<IncomingMessage>((resolve, reject) => {
      request({ host: '127.0.0.1', port, headers, agent: false }, resolve)
        .on('error', reject)
        .end();
    });
    return TestReader.begin(response);
  }

  /** Connections, with the numbers `from` to `to` as their times. */
  publish(from: number, to: number): void {
    for (let at = from; at <= to; at++) {
      this.events.publish({ type: 'connection', at, state: 'online' });
    }
  }

  /** What the server holds for a reader and could not write yet, in bytes. */
  backlog(reader: number): number {
    return this.#responses[reader]?.writableLength ?? Number.NaN;
  }

  /** Until the server knows that another reader has gone. */
  async left(): Promise<void> {
    while (this.#gone === this.#seen) await turn();
    this.#seen = this.#gone;
  }

  async close(): Promise<void> {
    this.stream.close();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}

class TestReader {
  #text: string;
  readonly #frames: AsyncGenerator<Frame>;

  private constructor(
    readonly response: IncomingMessage,
    readonly opening: string,
  ) {
    this.#text = opening;
    response.on('data', (piece) => {
      this.#text += piece;
    });
    response.pause();
    this.#frames = readFrames(response);
  }

  static async begin(response: IncomingMessage): Promise<TestReader> {
    response.setEncoding('utf8');
    const opening = await new Promise<string>((resolve) => {
      response.once('readable', () => resolve(String(response.read() ?? '')));
    });
    // Whatever came with the opening is read like the rest.
    const rest = opening.indexOf('\n\n') + 2;
    if (rest < opening.length) response.unshift(opening.slice(rest));
    return new TestReader(response, opening.slice(0, rest));
  }

  async take(count: number): Promise<Frame[]> {
    const frames: Frame[] = [];
    while (frames.length < count) {
      const { value, done } = await this.#frames.next();
      if (done) throw new Error('the stream has ended');
      frames.push(value);
    }
    return frames;
  }

  async signsOfLife(count: number): Promise<number> {
    this.response.resume();
    const signs = () => this.#text.split(': still here').length - 1;
    while (signs() < count) await turn();
    return signs();
  }

  rest(): void {
    this.response.pause();
  }

  goOn(): void {
    this.response.resume();
  }

  leave(): void {
    this.response.destroy();
  }
}
