import { expect, test } from '@jest/globals';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { ImportWatch } from './import-watch.js';

test('an import is told of while its pages come, and ten seconds more', async () => {
  const clock = new VirtualClock(0);
  const imports = new ImportWatch(clock);
  expect(imports.progress).toBeUndefined();
  imports.note({ done: 1_000, total: 2_500 });
  await clock.run(9_999);
  expect(imports.progress).toEqual({ what: 'import', done: 1_000, total: 2_500 });
  imports.note({ done: 2_500, total: 2_500 });
  await clock.run(19_998);
  expect(imports.progress).toEqual({ what: 'import', done: 2_500, total: 2_500 });
  await clock.run(19_999);
  expect(imports.progress).toBeUndefined();
});
