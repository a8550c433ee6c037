import { expect, test } from '@jest/globals';
import { collectGarbage } from './collect-garbage.js';

test('what nobody holds is gone at once', async () => {
  const forgotten = new WeakRef({ big: new Array(100_000).fill(0) });
  // A reference made in this turn is kept until its end.
  await new Promise((resolve) => setImmediate(resolve));
  collectGarbage();
  expect(forgotten.deref()).toBeUndefined();
});
