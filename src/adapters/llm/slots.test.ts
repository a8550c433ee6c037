import { expect, test } from '@jest/globals';
import { Slots } from './slots.js';

/** Nobody stops. */
const never = () => new AbortController().signal;

/** Takes a slot in the background. */
function taker(slots: Slots, name: string, order: string[], signal = never(), limit = () => 1) {
  return slots.take(limit, signal).then((giveBack) => {
    order.push(giveBack ? name : `${name} left`);
    return giveBack;
  });
}

test('one after the other, in the order in which they came', async () => {
  const slots = new Slots();
  const order: string[] = [];
  const first = await taker(slots, 'first', order);
  const second = taker(slots, 'second', order);
  const third = taker(slots, 'third', order);
  await Promise.resolve();
  expect(order).toEqual(['first']);
  first?.();
  const giveBack = await second;
  expect(order).toEqual(['first', 'second']);
  giveBack?.();
  await third;
  expect(order).toEqual(['first', 'second', 'third']);
});

test('who stops waiting gives their place to the next', async () => {
  const slots = new Slots();
  const order: string[] = [];
  const first = await taker(slots, 'first', order);
  const stop = new AbortController();
  const second = taker(slots, 'second', order, stop.signal);
  const third = taker(slots, 'third', order);
  const reason = new Error('stop');
  stop.abort(reason);
  await expect(second).rejects.toBe(reason);
  first?.();
  await third;
  expect(order).toEqual(['first', 'third']);
});

test('a limit that was raised lets more in', async () => {
  const slots = new Slots();
  const order: string[] = [];
  let most = 1;
  const limit = () => most;
  const first = await taker(slots, 'first', order, never(), limit);
  const second = taker(slots, 'second', order, never(), limit);
  const third = taker(slots, 'third', order, never(), limit);
  most = 2;
  first?.();
  await Promise.all([second, third]);
  expect(order).toEqual(['first', 'second', 'third']);
});

test('when too many wait, the next is told so', async () => {
  const slots = new Slots();
  const order: string[] = [];
  await taker(slots, 'first', order);
  for (let waiting = 0; waiting < 20; waiting++) void taker(slots, 'waiting', order);
  await taker(slots, 'one more', order);
  expect(order).toEqual(['first', 'one more left']);
});
