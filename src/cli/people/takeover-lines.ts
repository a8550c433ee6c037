import type { TakeoverStatus } from '../../control/contract/status.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { PEOPLE_REPORT } from '../../words/people-report.js';
import { STATUS_REPORT } from '../../words/status-report.js';
import { labelled, lengthOfTime, type Reader } from '../reader.js';
import { whoIs } from './names.js';

/** Chats that the operator has taken over, a line each. */
export function takeoverLines(takeovers: readonly TakeoverStatus[], reader: Reader): string[] {
  const words = PEOPLE_REPORT[reader.language];
  if (takeovers.length === 0) return [words.noTakeover];
  const clock = localClock(reader.timeZone);
  return takeovers.map((one) =>
    words.takeover(
      whoIs(one),
      describeLocal(clock, one.since),
      describeLocal(clock, one.until),
      lengthOfTime(one.until - reader.now, reader),
      one.peer,
    ),
  );
}

/** The same for the status report, which names lengths of time only. */
export function takeoverStatusLines(
  takeovers: readonly TakeoverStatus[],
  reader: Reader,
): string[] {
  const { labels, silentFor } = STATUS_REPORT[reader.language];
  return takeovers.map((one) =>
    labelled(
      labels.takeover,
      silentFor(whoIs(one), lengthOfTime(one.until - reader.now, reader), one.peer),
    ),
  );
}
