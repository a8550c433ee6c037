import type { PeerId } from '../../src/core/peer.js';
import type { Limits } from '../../src/core/settings.js';
import { localMoment } from './local-time.js';
import { daemonMessages, type RecordedMessage, type WorldRecord } from './record.js';
import { heldAttempts } from './restrictions.js';

/** What was promised about a run. */
export interface Promises {
  readonly limits: Limits;
  /** Never twice in a row when nobody spoke in between. */
  readonly onlyAfterOthers: boolean;
  readonly slowModeSeconds: ReadonlyMap<PeerId, number>;
}

/** A promise that was broken. */
export interface Violation {
  readonly rule: string;
  readonly at: number;
  readonly what: string;
}

/**
 * Judges a run by the world's record alone. Each check is deliberately naive: it looks at every message
 * and every pair, and shares nothing with the guard.
 */
export function judge(record: WorldRecord, promises: Promises): readonly Violation[] {
  const sent = daemonMessages(record);
  const { limits, slowModeSeconds } = promises;
  return [
    ...outsideWindows(sent, limits),
    ...onBlackoutDays(sent, limits),
    ...aboveDayCap(sent, limits),
    ...aboveHourCap(sent, limits),
    ...tooSoon('minimum-interval', sent, limits.minIntervalMs),
    ...[...byChat(sent)].flatMap(([chat, messages]) => [
      ...tooSoon('peer-interval', messages, limits.minIntervalPerPeerMs),
      ...tooSoon('slow-mode', messages, (slowModeSeconds.get(chat) ?? 0) * 1_000),
    ]),
    ...(promises.onlyAfterOthers ? twiceInARow(record) : []),
    ...duplicates(sent),
    ...heldAttempts(record),
  ];
}

function outsideWindows(
  sent: readonly RecordedMessage[],
  { activeWindows, timeZone }: Limits,
): Violation[] {
  if (activeWindows.length === 0) return [];
  return sent.flatMap(({ arrivedAt }) => {
    const { minute } = localMoment(arrivedAt, timeZone);
    const inside = activeWindows.some(({ startMinute, endMinute }) =>
      startMinute < endMinute
        ? startMinute <= minute && minute < endMinute
        : startMinute <= minute || minute < endMinute,
    );
    return inside ? [] : [violation('window', arrivedAt, `local minute ${minute} of the day`)];
  });
}

function onBlackoutDays(
  sent: readonly RecordedMessage[],
  { blackoutDays, timeZone }: Limits,
): Violation[] {
  return sent.flatMap(({ arrivedAt }) => {
    const { date } = localMoment(arrivedAt, timeZone);
    return blackoutDays.includes(date) ? [violation('blackout', arrivedAt, date)] : [];
  });
}

function aboveDayCap(
  sent: readonly RecordedMessage[],
  { messagesPerDay, timeZone }: Limits,
): Violation[] {
  if (messagesPerDay === undefined) return [];
  const counts = new Map<string, number>();
  return sent.flatMap(({ arrivedAt }) => {
    const { date } = localMoment(arrivedAt, timeZone);
    const count = (counts.get(date) ?? 0) + 1;
    counts.set(date, count);
    return count > messagesPerDay
      ? [violation('day-cap', arrivedAt, `${count} of ${messagesPerDay} on ${date}`)]
      : [];
  });
}

function aboveHourCap(sent: readonly RecordedMessage[], { messagesPerHour }: Limits): Violation[] {
  if (messagesPerHour === undefined) return [];
  return sent.flatMap(({ arrivedAt }) => {
    const count = sent.filter(
      (other) => other.arrivedAt > arrivedAt - 3_600_000 && other.arrivedAt <= arrivedAt,
    ).length;
    return count > messagesPerHour
      ? [violation('hour-cap', arrivedAt, `${count} of ${messagesPerHour} within an hour`)]
      : [];
  });
}

function tooSoon(
  rule: string,
  messages: readonly RecordedMessage[],
  intervalMs: number,
): Violation[] {
  return messages.slice(1).flatMap(({ arrivedAt }, index) => {
    const gapMs = arrivedAt - (messages[index]?.arrivedAt ?? Number.NEGATIVE_INFINITY);
    return gapMs < intervalMs
      ? [violation(rule, arrivedAt, `${gapMs} ms after the one before, ${intervalMs} wanted`)]
      : [];
  });
}

function twiceInARow({ messages }: WorldRecord): Violation[] {
  return [...byChat(messages)].flatMap(([chat, all]) =>
    all.flatMap(({ randomId, arrivedAt }, index) =>
      randomId !== undefined && all[index - 1]?.randomId !== undefined
        ? [violation('somebody-spoke', arrivedAt, `twice in a row in ${chat}`)]
        : [],
    ),
  );
}

function duplicates(sent: readonly RecordedMessage[]): Violation[] {
  const seen = new Set<bigint | undefined>();
  return sent.flatMap(({ randomId, arrivedAt }) => {
    if (seen.has(randomId)) return [violation('exactly-once', arrivedAt, `${randomId} again`)];
    seen.add(randomId);
    return [];
  });
}

function byChat(messages: readonly RecordedMessage[]): Map<PeerId, RecordedMessage[]> {
  const chats = new Map<PeerId, RecordedMessage[]>();
  for (const message of messages) {
    const chat = chats.get(message.chat);
    if (chat) chat.push(message);
    else chats.set(message.chat, [message]);
  }
  return chats;
}

function violation(rule: string, at: number, what: string): Violation {
  return { rule, at, what };
}
