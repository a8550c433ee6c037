import { type Moment, readMoment } from '../moment.js';

/** Telegram's first day: nobody agreed to anything there before. */
const EARLIEST = Date.UTC(2013, 7, 14);

/**
 * Reads when somebody agreed, as `readMoment` does.
 * @param now milliseconds since the epoch: nobody has agreed in the future
 */
export function readConsentDate(written: string, now: number, timeZone: string): Moment {
  const moment = readMoment(written, timeZone);
  if ('problem' in moment) return moment;
  if (moment.at > now) return { problem: 'lies in the future' };
  if (moment.at < EARLIEST) return { problem: 'lies before there was a Telegram' };
  return moment;
}
