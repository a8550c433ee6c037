import { describe, expect, test } from '@jest/globals';
import {
  abandoned,
  admit,
  answered,
  type BreakerState,
  CLOSED,
  FAILURES,
  FIRST_PAUSE_MS,
  failed,
  LONGEST_PAUSE_MS,
} from './breaker.js';

const NOW = 1_000_000;
const DAY_MS = 86_400_000;
const closed = (failures: number): BreakerState => ({ name: 'closed', failures });
const open = (inMs: number, pauseMs = FIRST_PAUSE_MS): BreakerState => ({
  name: 'open',
  untilMs: NOW + inMs,
  pauseMs,
});
const trying = (pauseMs = FIRST_PAUSE_MS): BreakerState => ({ name: 'half-open', pauseMs });

describe('the circuit breaker', () => {
  test.each([
    [closed(0), undefined, closed(1)],
    [closed(FAILURES - 2), undefined, closed(FAILURES - 1)],
    [closed(FAILURES - 1), undefined, open(FIRST_PAUSE_MS)],
    [open(5), undefined, open(5)],
    [trying(), undefined, open(2 * FIRST_PAUSE_MS, 2 * FIRST_PAUSE_MS)],
    [trying(LONGEST_PAUSE_MS - 1), undefined, open(LONGEST_PAUSE_MS, LONGEST_PAUSE_MS)],
    [closed(0), 20_000, open(20_000)],
    [open(5), 20_000, open(20_000)],
    [open(30_000), 20_000, open(30_000)],
    [trying(240_000), 20_000, open(20_000, 240_000)],
    [closed(0), 400 * DAY_MS, open(DAY_MS)],
  ])('%o, after a failure that asks for a rest of %p, is %o', (before, restMs, after) => {
    expect(failed(before, NOW, restMs)).toEqual(after);
  });

  test.each([
    [closed(4), 0, closed(4)],
    [open(1), 1, open(1)],
    [open(0), 0, trying()],
    [open(-5, 240_000), 0, trying(240_000)],
    [trying(), 5_000, trying()],
  ])('%o lets somebody ask in %i ms, and is %o', (before, waitMs, state) => {
    expect(admit(before, NOW)).toEqual({ waitMs, state });
  });

  test.each([
    [closed(3), closed(3)],
    [open(5), open(5)],
    [trying(120_000), open(0, 120_000)],
  ])('%o, when an attempt was given up, is %o', (before, after) => {
    expect(abandoned(before, NOW)).toEqual(after);
  });

  test('an answer closes it', () => {
    expect(answered()).toEqual(CLOSED);
  });

  test('a day without a model costs some hundred attempts', () => {
    let state = CLOSED;
    let attempts = 0;
    for (let now = 0; now < DAY_MS; now += 1_000) {
      const admitted = admit(state, now);
      state = admitted.state;
      if (admitted.waitMs > 0) continue;
      attempts++;
      state = failed(state, now);
    }
    expect(attempts).toBeGreaterThan(90);
    expect(attempts).toBeLessThan(110);
  });
});
