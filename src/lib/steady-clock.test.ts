import { describe, expect, test } from '@jest/globals';
import { type SteadyClockOptions, steadyClock } from './steady-clock.js';
import { clockOf } from './system-clock.js';

const HOUR_MS = 3_600_000;
const NOON = Date.UTC(2026, 0, 1, 12);

/** A machine whose clock can be set, and a steady clock on it. */
function machine(options: Partial<SteadyClockOptions> = {}) {
  let elapsed = 0;
  let aheadMs = 0;
  const wall = clockOf(() => NOON + elapsed + aheadMs);
  const clock = steadyClock({ wall, elapsed: () => elapsed, ...options });
  return {
    clock,
    wall,
    pass: (ms: number) => {
      elapsed += ms;
    },
    set: (ms: number) => {
      aheadMs += ms;
    },
  };
}

describe('a steady clock', () => {
  test('shows what the machine shows as long as nobody sets it', () => {
    const { clock, wall, pass } = machine();
    for (const ms of [0, 1, 250, HOUR_MS]) {
      pass(ms);
      expect(clock.now()).toBe(wall.now());
    }
  });

  test('follows at once when the machine’s is set ahead', () => {
    const { clock, set } = machine();
    set(HOUR_MS);
    expect(clock.now()).toBe(NOON + HOUR_MS);
  });

  test('never goes back when the machine’s is set back, and agrees with it again in the end', () => {
    const { clock, wall, pass, set } = machine();
    set(-HOUR_MS);
    expect(clock.now()).toBe(NOON);
    pass(HOUR_MS);
    expect(clock.now()).toBe(NOON + 0.9 * HOUR_MS);
    pass(9 * HOUR_MS - 100);
    expect(clock.now()).toBeGreaterThan(wall.now());
    pass(100);
    expect(clock.now()).toBe(wall.now());
  });

  test('goes on from what an earlier run has seen', () => {
    const { clock, pass } = machine({ notBefore: NOON + HOUR_MS });
    expect(clock.now()).toBe(NOON + HOUR_MS);
    pass(1_000);
    expect(clock.now()).toBe(NOON + HOUR_MS + 900);
  });

  test('goes back once when the machine’s is set back by days', () => {
    const { clock, wall, pass, set } = machine();
    set(-25 * HOUR_MS);
    expect(clock.now()).toBe(wall.now());
    pass(HOUR_MS);
    expect(clock.now()).toBe(wall.now());
  });

  test('goes on however often it is looked at', () => {
    const { clock, pass, set } = machine();
    set(-HOUR_MS);
    for (let look = 0; look < 10_000; look++) {
      pass(0.1);
      clock.now();
    }
    expect(clock.now()).toBeGreaterThanOrEqual(NOON + 899);
  });
});
