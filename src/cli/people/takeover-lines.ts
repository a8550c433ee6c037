import type { TakeoverStatus } from '../../control/contract/status.js';
import { describeDuration } from '../../lib/duration.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { whoIs } from './names.js';

/** Chats that the operator has taken over, a line each. */
export function takeoverLines(
  takeovers: readonly TakeoverStatus[],
  now: number,
  timeZone: string,
): string[] {
  if (takeovers.length === 0) return ['You have taken over no chat: postaci answers everywhere.'];
  const clock = localClock(timeZone);
  return takeovers.map(
    (one) =>
      `${whoIs(one)}: yours since ${describeLocal(clock, one.since)}, silent until ${describeLocal(clock, one.until)} (${describeDuration(one.until - now)} more; postaci takeovers lift ${one.peer})`,
  );
}

/** The same for the status report, which names lengths of time only. */
export function takeoverStatusLines(takeovers: readonly TakeoverStatus[], now: number): string[] {
  return takeovers.map(
    (one) =>
      `takeover   ${whoIs(one)}: silent for ${describeDuration(one.until - now)} (postaci takeovers lift ${one.peer})`,
  );
}
