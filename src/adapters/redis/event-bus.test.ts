import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import {
  eventBusContract,
  heardEvent,
  recordingLogger,
} from '../../../test/contracts/event-bus.js';
import { describeRedis, TEST_REDIS_URL } from '../../../test/support/redis.js';
import { openTcpLine } from '../../../test/support/tcp-line.js';
import type { LiveEvent } from '../../core/events.js';
import type { Logger } from '../../core/logger.js';
import { Releasers } from '../../lib/releasers.js';
import { type ClosableEventBus, createRedisEventBus, eventChannel } from './event-bus.js';

const customer = `müşteri-${randomBytes(6).toString('hex')}`;
let releasers = new Releasers();
afterEach(async () => {
  await releasers.release();
  releasers = new Releasers();
});

function openBus(url: string, logger: Logger): ClosableEventBus {
  const bus = createRedisEventBus({ url, customer, logger });
  releasers.add('bus', () => bus.close());
  return bus;
}

/** Somebody else who listens: gives what arrives on the customer's channel, one by one. */
async function listenElsewhere(): Promise<{ next(): Promise<unknown> }> {
  const redis = new Redis(TEST_REDIS_URL);
  releasers.add('listener', () => redis.disconnect());
  const arrived: unknown[] = [];
  redis.on('message', (_channel, text) => arrived.push(JSON.parse(text)));
  await redis.subscribe(eventChannel(customer));
  return {
    next: async () => {
      while (arrived.length === 0) await once(redis, 'message');
      return arrived.shift();
    },
  };
}

/** Publishes numbered events until one of them arrives elsewhere. */
async function publishUntil(bus: ClosableEventBus, arrival: Promise<unknown>): Promise<unknown> {
  let arrived = false;
  const done = arrival.finally(() => {
    arrived = true;
  });
  for (let at = 0; !arrived; at++) {
    bus.publish(heardEvent(at));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return done;
}

describeRedis('the event bus with Redis', () => {
  eventBusContract((logger) => openBus(TEST_REDIS_URL, logger));

  test('other processes hear each event as JSON, in order', async () => {
    const elsewhere = await listenElsewhere();
    const bus = openBus(TEST_REDIS_URL, recordingLogger().logger);
    await publishUntil(bus, elsewhere.next());
    const events = [heardEvent(1_000_000), heardEvent(1_000_001)];
    for (const event of events) bus.publish(event);
    const heard = [];
    while (heard.length < events.length) {
      const event = (await elsewhere.next()) as LiveEvent;
      if (event.at >= 1_000_000) heard.push(event);
    }
    expect(heard).toEqual(events);
  });

  test('a cut line is warned of once, and mended; those here miss nothing meanwhile', async () => {
    const { hostname, port } = new URL(TEST_REDIS_URL);
    const line = await openTcpLine({ host: hostname, port: Number(port || 6379) });
    releasers.add('line', () => line.close());
    const elsewhere = await listenElsewhere();
    let back = () => {};
    const again = new Promise<void>((resolve) => {
      back = resolve;
    });
    const { logger, lines } = recordingLogger(({ level }) => {
      if (level === 'warn') bus.publish(heardEvent(-1));
      if (level === 'info') back();
    });
    const bus = openBus(`redis://127.0.0.1:${line.port}`, logger);
    const heard: number[] = [];
    bus.subscribe((event) => heard.push(event.at));
    await publishUntil(bus, elsewhere.next());
    line.cut();
    await again;
    expect(heard).toContain(-1);
    expect(lines.map(({ level, fields }) => [level, fields])).toEqual([
      ['warn', expect.objectContaining({ code: 'REDIS_UNREACHABLE' })],
      ['info', { lostEvents: expect.any(Number) }],
    ]);
    await publishUntil(bus, elsewhere.next());
  });
});

describe('the event bus without a working Redis', () => {
  test('an unreachable one is warned of once and stops nothing', async () => {
    let warned = () => {};
    const warning = new Promise<void>((resolve) => {
      warned = resolve;
    });
    const { logger, lines } = recordingLogger(warned);
    const bus = openBus('redis://127.0.0.1:1', logger);
    const heard: number[] = [];
    bus.subscribe((event) => heard.push(event.at));
    bus.publish(heardEvent(1));
    await warning;
    bus.publish(heardEvent(2));
    await bus.close();
    expect(heard).toEqual([1, 2]);
    expect(lines).toMatchObject([{ level: 'warn', fields: { code: 'REDIS_UNREACHABLE' } }]);
  });

  test('one that accepts and never answers holds nothing up and piles nothing up', async () => {
    const sockets: Socket[] = [];
    const server = createServer((socket) => sockets.push(socket));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    releasers.add('silent server', async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    });
    const bus = openBus(
      `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
      recordingLogger().logger,
    );
    const heard: number[] = [];
    bus.subscribe((event) => heard.push(event.at));
    await once(server, 'connection');
    for (let at = 0; at < 5_000; at++) bus.publish(heardEvent(at));
    expect(heard).toHaveLength(5_000);
  });
});
