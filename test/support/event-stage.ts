import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { EventStream, type StreamLimits } from '../../src/control/events/event-stream.js';
import { type Frame, readFrames } from '../../src/control/events/read-frames.js';
import type { EventBus } from '../../src/core/events.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';

/** The stream behind a real HTTP server: what a reader does not take, the operating system keeps back. */
export class EventStage {
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

  static async open(limits: StreamLimits): Promise<EventStage> {
    const stage = new EventStage(limits);
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

/** A reader that rests when it is told to. */
export class TestReader {
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
