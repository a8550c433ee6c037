import type { ThawReport } from '../control/contract/operations.js';
import { describeLocal, localClock } from '../lib/local-time.js';
import type { Reader } from './reader.js';

/** What Telegram said of the account, what was lifted, and what still holds. */
export function thawLines(report: ThawReport, { timeZone }: Pick<Reader, 'timeZone'>): string[] {
  const { frozen, problem, lifted, left } = report;
  const clock = localClock(timeZone);
  return [
    frozen === null
      ? `telegram   could not be asked: ${problem ?? ''}. Nothing was lifted.`
      : `telegram   the account is ${frozen ? 'still frozen: nothing was lifted' : 'not frozen'}`,
    ...lifted.map(({ id, code }) => `lifted     ${id} ${code}`),
    ...left.map(({ id, code, until }) => {
      const end =
        until === null ? 'until Telegram ends it' : `until ${describeLocal(clock, until)}`;
      return `holds      ${id} ${code}, ${end}`;
    }),
  ];
}
