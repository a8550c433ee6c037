import { describe, expect, test } from '@jest/globals';
import type { RecordedMessage, Recording } from '../../core/recording.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { heardHours, trafficOf } from './traffic.js';

/** A Monday, five past noon. */
const TAKEN = Date.UTC(2026, 4, 11, 12, 5);
const NOON = Date.UTC(2026, 4, 11, 12);
const GROUP = -1_001;

const all = () => true;
const recordingOf = (days: number, heard: Recording['heard']): Recording => ({
  from: NOON - days * DAY_MS,
  to: TAKEN,
  heard,
});
const hereafter = (days: number) => ({ from: TAKEN, to: TAKEN + days * DAY_MS });

describe('what others say in a simulation', () => {
  test('is what they said at the same hour a week ago', () => {
    const tuesday = NOON - 6 * DAY_MS + 90_000;
    const recording = recordingOf(7, [
      { peer: GROUP, at: NOON - 7 * DAY_MS },
      { peer: GROUP, at: tuesday },
    ]);
    expect(trafficOf(recording, hereafter(7), all, () => 0)).toEqual([
      { peer: GROUP, at: tuesday + 7 * DAY_MS },
      { peer: GROUP, at: NOON + 7 * DAY_MS },
    ]);
    expect(trafficOf(recording, hereafter(14), all, () => 0)).toHaveLength(4);
  });

  test('is spread over the hour where only the hour is known, the same for a seed', () => {
    const hour = NOON - 7 * DAY_MS + 3 * HOUR_MS;
    const recording = recordingOf(7, [{ peer: GROUP, at: hour, count: 40 }]);
    const said = trafficOf(recording, hereafter(7), all, seededRandom(5));
    expect(said).toHaveLength(40);
    for (const { at } of said) {
      expect(at).toBeGreaterThanOrEqual(hour + 7 * DAY_MS);
      expect(at).toBeLessThan(hour + 7 * DAY_MS + HOUR_MS);
    }
    expect(new Set(said.map(({ at }) => at)).size).toBeGreaterThan(30);
    expect(said).toEqual(trafficOf(recording, hereafter(7), all, seededRandom(5)));
    expect(said).not.toEqual(trafficOf(recording, hereafter(7), all, seededRandom(6)));
  });

  test('repeats days where less than a week is known, and never the hour that is not over', () => {
    const heard = [
      { peer: GROUP, at: NOON - 2 * DAY_MS },
      { peer: GROUP, at: NOON - 3 * HOUR_MS },
      { peer: GROUP, at: NOON + 60_000 },
    ];
    const said = trafficOf(recordingOf(2, heard), hereafter(3), all, () => 0);
    const nine = [1, 2, 3].map((day) => NOON - 3 * HOUR_MS + day * DAY_MS);
    expect(said.filter(({ at }) => nine.includes(at))).toHaveLength(3);
    expect(said.some(({ at }) => (at - NOON) % DAY_MS === 60_000)).toBe(false);
  });

  test('repeats hours where less than a day is known', () => {
    const recording = { ...recordingOf(7, []), heard: [] as RecordedMessage[] };
    recording.heard.push({ peer: GROUP, at: NOON - 2 * HOUR_MS, count: 1 });
    recording.heard.push({ peer: GROUP, at: NOON - HOUR_MS, count: 2 });
    const said = trafficOf(recording, { from: NOON, to: NOON + 4 * HOUR_MS }, all, () => 0);
    expect(said.map(({ at }) => (at - NOON) / HOUR_MS)).toEqual([0, 1, 1, 2, 3, 3]);
  });

  test('is nothing known before a whole hour was heard', () => {
    const recording = recordingOf(7, [{ peer: GROUP, at: NOON + 60_000 }]);
    expect(heardHours(recording)).toEqual({ from: NOON, to: NOON });
    expect(trafficOf(recording, hereafter(7), all, () => 0)).toEqual([]);
  });

  test('leaves out whom it does not concern, and says nothing where nothing was heard', () => {
    const recording = recordingOf(7, [{ peer: GROUP, at: NOON - DAY_MS, count: 3 }]);
    expect(
      trafficOf(
        recording,
        hereafter(7),
        (peer) => peer !== GROUP,
        () => 0,
      ),
    ).toEqual([]);
    expect(trafficOf(recordingOf(7, []), hereafter(7), all, () => 0)).toEqual([]);
  });
});
