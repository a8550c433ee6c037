import { expect, test } from '@jest/globals';
import { Releasers } from '../../lib/releasers.js';
import { untilStop } from './until-stop.js';

test('whoever waits is told that the daemon is stopping, before anything else is released', async () => {
  const releasers = new Releasers();
  let toldBefore = false;
  releasers.add('what it stands on', () => {
    toldBefore = signal.aborted;
  });
  const signal = untilStop(releasers);
  expect(signal.aborted).toBe(false);
  await releasers.release();
  expect(toldBefore).toBe(true);
  expect(signal.reason).toMatchObject({ code: 'DAEMON_NOT_RUNNING' });
});
