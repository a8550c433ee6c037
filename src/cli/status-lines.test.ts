import { expect, test } from '@jest/globals';
import { STATUS } from '../../test/support/control-handlers.js';
import { statusLines } from './status-lines.js';

test('the status shows people and the chats that were taken over', () => {
  expect(
    statusLines(STATUS, { language: 'en', timeZone: 'UTC', now: 3_600_005 }).slice(-2),
  ).toEqual([
    'people     3 known, 2 may be written to, 1 do not want it; 1 with something planned',
    'takeover   Can (7): silent for 5 h (postaci takeovers lift 7)',
  ]);
});
