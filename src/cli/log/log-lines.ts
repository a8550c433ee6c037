import type { LogLine } from '../../control/contract/operations.js';
import { describeLocalSeconds, localClock } from '../../lib/local-time.js';
import { visible } from '../visible.js';

/** Of one field of a line. */
const SHOWN_OF_A_FIELD = 300;

/** A line of the log for a person: local time, level, message, and its fields. */
export function logLine({ at, level, message, fields }: LogLine, timeZone: string): string {
  const time = describeLocalSeconds(localClock(timeZone), at);
  const more = Object.entries(fields).map(([name, value]) => {
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return ` ${name}=${visible(text, SHOWN_OF_A_FIELD)}`;
  });
  return `${time} ${level.padEnd(5)} ${visible(message, 1_000)}${more.join('')}`;
}
