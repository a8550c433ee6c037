import type { DayWindow } from '../../core/settings.js';
import { splitList } from './list.js';
import { bad, good, type Parsed } from './parsed.js';

const REMEDY =
  'Write hours of the local day from 0 to 24, e.g. {name}=5-10,18-24, with minutes as 05:30-10, past midnight as 22-2';

/** `5-10,18-24`, `05:30-10`, `22-2`: from the first (included) to the second (not). */
export function parseActiveWindows(text: string): Parsed<readonly DayWindow[]> {
  const windows: DayWindow[] = [];
  for (const item of splitList(text.replace(/\s*[-–—]\s*/g, '-'))) {
    const [from, to, ...rest] = item.split('-');
    if (from === undefined || to === undefined || rest.length > 0) {
      return bad(`holds \`${item}\`, which is not a window of hours`, REMEDY);
    }
    const start = minuteOfDay(from);
    const end = minuteOfDay(to);
    if (start === undefined || end === undefined) {
      const wrong = start === undefined ? from : to;
      return bad(`holds the window \`${item}\`: \`${wrong}\` is no hour of a day`, REMEDY);
    }
    if (start % 1440 === end % 1440 && end - start !== 1440) {
      return bad(`holds the window \`${item}\`, which begins where it ends`, REMEDY);
    }
    windows.push({ startMinute: start % 1440, endMinute: end === 0 ? 1440 : end });
  }
  return good(windows);
}

function minuteOfDay(text: string): number | undefined {
  const match = /^(\d{1,2})(?::(\d{2}))?$/.exec(text);
  if (!match) return undefined;
  const [hour, minute] = [Number(match[1]), Number(match[2] ?? 0)];
  const total = hour * 60 + minute;
  return minute < 60 && total <= 1440 ? total : undefined;
}

/** The way back, for people. */
export function formatWindow({ startMinute, endMinute }: DayWindow): string {
  return `${clockTime(startMinute)}-${clockTime(endMinute)}`;
}

function clockTime(minute: number): string {
  const [hours, minutes] = [Math.floor(minute / 60), minute % 60];
  return `${String(hours).padStart(2, '0')}:${String(minutes).padStart(2, '0')}`;
}
