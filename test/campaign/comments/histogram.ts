import type { DayWindow } from '../../../src/core/settings.js';
import { localMoment } from '../local-time.js';

const TENTHS = 10;

/** How many comments each tenth of a window holds. */
export interface WindowHistogram {
  readonly window: DayWindow;
  readonly tenths: readonly number[];
  readonly count: number;
  /** Of the fullest tenth, 0 to 1; 0 without comments. */
  readonly largestShare: number;
}

/** Counts moments by the tenth of the window in which they lie; windows that pass midnight are none of S1's. */
export function histogramsOf(
  moments: readonly number[],
  windows: readonly DayWindow[],
  timeZone: string,
): readonly WindowHistogram[] {
  const minutes = moments.map((at) => localMoment(at, timeZone).minute);
  return windows.map((window) => {
    const { startMinute, endMinute } = window;
    const inside = minutes.filter((minute) => minute >= startMinute && minute < endMinute);
    const tenths = Array.from({ length: TENTHS }, () => 0);
    for (const minute of inside) {
      const tenth = Math.floor((TENTHS * (minute - startMinute)) / (endMinute - startMinute));
      tenths[tenth] = (tenths[tenth] ?? 0) + 1;
    }
    const count = inside.length;
    return { window, tenths, count, largestShare: count === 0 ? 0 : Math.max(...tenths) / count };
  });
}

/** For people to read: a line a window. */
export function describeHistogram({
  window,
  tenths,
  count,
  largestShare,
}: WindowHistogram): string {
  const hours = `${window.startMinute / 60}-${window.endMinute / 60}`;
  const share = Math.round(100 * largestShare);
  return `${hours}: ${tenths.join(' ')} (${count} comments, the fullest tenth ${share} %)`;
}
