import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { EventStage } from '../../../test/support/event-stage.js';
import type { LiveEvent } from '../../core/events.js';
import { STREAM_LIMITS } from './event-stream.js';
import type { Frame } from './read-frames.js';

const MINUTE_MS = 60_000;

let stage: EventStage;
beforeEach(async () => {
  stage = await EventStage.open({ ...STREAM_LIMITS, events: 10, readers: 2 });
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
