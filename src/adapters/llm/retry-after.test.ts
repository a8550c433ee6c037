import { expect, test } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

const NOW = Date.UTC(2026, 0, 1, 12);

test.each([
  [{}, undefined],
  [{ 'retry-after': '20' }, 20_000],
  [{ 'retry-after': '0' }, 0],
  [{ 'retry-after': '1.5' }, 1_500],
  [{ 'retry-after': 'Thu, 01 Jan 2026 12:01:00 GMT' }, 60_000],
  [{ 'retry-after': 'Thursday, 01-Jan-26 12:01:00 GMT' }, 60_000],
  [{ 'retry-after': 'Thu, 01 Jan 2026 11:00:00 GMT' }, 0],
  [{ 'retry-after-ms': '250', 'retry-after': '1' }, 250],
  [{ 'retry-after': '-5' }, undefined],
  [{ 'retry-after': '1e9' }, undefined],
  [{ 'retry-after': 'soon' }, undefined],
  [{ 'retry-after': 'Thu, later' }, undefined],
  [{ 'retry-after': '' }, undefined],
] as const)('%o asks for %p ms', (headers, ms) => {
  expect(retryAfterMs(new Headers({ ...headers }), NOW)).toBe(ms);
});
