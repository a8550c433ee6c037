import type { VirtualChat } from '../../../src/adapters/virtual/chat.js';
import { accountKey } from '../../../src/daemon/account-record.js';

const DAY = 86_400_000;

export const SELF = { id: 777_000_002, firstName: 'Ayşe', username: 'ayse' };

/** The account's name in the tables. */
export const ACCOUNT = accountKey(SELF.id);

/** A channel that may be commented in, and how lively it is. */
export interface AgreedChannel {
  readonly id: number;
  readonly group: number;
  /** Between two posts in its busiest hours, on average, in milliseconds. */
  readonly gapMs: number;
  /** Comments are open in it: until this time after the beginning, in milliseconds. */
  readonly closesAfterMs?: number;
  /** The account is thrown out of its group after this time. */
  readonly barsAfterMs?: number;
  readonly slowModeSeconds: number;
  /** The account is a member, and is told of its posts. */
  readonly member: boolean;
}

/** Posts a day, each for one or several of the twenty. */
const PACES = [24, 12, 12, 8, 8, 6, 6, 4, 4, 4, 3, 3, 2, 2, 2, 1, 1, 0.5, 0.5, 8];

/** Twenty channels: some post every hour, some hardly ever; four of them are special. */
export const CHANNELS: readonly AgreedChannel[] = PACES.map((perDay, n) => ({
  id: -1_001_000_000_001 - n,
  group: -1_002_000_000_001 - n,
  gapMs: DAY / perDay,
  slowModeSeconds: n === 3 ? 5_400 : 0,
  member: n !== 4,
  ...(n === 5 && { closesAfterMs: 1.6 * DAY }),
  ...(n === 6 && { barsAfterMs: 1.4 * DAY }),
}));

/** A channel in which nothing is agreed; the account reads it. */
export const OTHER_CHANNEL = -1_001_000_000_900;
const OTHER_GROUP = -1_002_000_000_900;

/** All of them with the groups in which they are discussed, as the account meets them. */
export function chats(): readonly VirtualChat[] {
  const agreed = CHANNELS.flatMap(({ id, group, member, slowModeSeconds }, n): VirtualChat[] => [
    { id, kind: 'channel', title: `Kanal ${n + 1}`, username: `kanal${n + 1}`, member },
    // In some the account writes as a guest.
    {
      ...{ id: group, kind: 'supergroup', title: `Sohbet ${n + 1}`, slowModeSeconds },
      ...{ discusses: id, member: member && n % 3 !== 0 },
    },
  ]);
  return [
    ...agreed,
    { id: OTHER_CHANNEL, kind: 'channel', title: 'Başka kanal', username: 'baskakanal' },
    { id: OTHER_GROUP, kind: 'supergroup', title: 'Başka sohbet', discusses: OTHER_CHANNEL },
  ];
}
