import { expect, test } from '@jest/globals';
import { shareNext } from './share-next.js';

/** Work that ends when it is told to; each time gives its number. */
function stage() {
  const ends: ((error?: Error) => void)[] = [];
  const ask = shareNext(
    () =>
      new Promise<number>((resolve, reject) => {
        const number = ends.length + 1;
        ends.push((error) => (error ? reject(error) : resolve(number)));
      }),
  );
  return { ask, ends };
}

test('who asks while it is being done shares the next time, and is never given what began before', async () => {
  const { ask, ends } = stage();
  const first = ask();
  const others = [ask(), ask(), ask()];
  expect(ends).toHaveLength(1);
  ends[0]?.();
  expect(await first).toBe(1);
  await Promise.resolve();
  expect(ends).toHaveLength(2);
  ends[1]?.();
  expect(await Promise.all(others)).toEqual([2, 2, 2]);
  const later = ask();
  ends[2]?.();
  expect(await later).toBe(3);
});

test('a failure is those’s who shared it, and the next time is another', async () => {
  const { ask, ends } = stage();
  const failing = ask();
  const other = ask();
  ends[0]?.(new Error('away'));
  await expect(failing).rejects.toThrow('away');
  await Promise.resolve();
  ends[1]?.();
  expect(await other).toBe(2);
});
