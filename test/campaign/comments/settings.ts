import { type CommentSettings, NO_COMMENTS } from '../../../src/core/comment-settings.js';
import { DEFAULT_PEOPLE_LIMITS, type Limits } from '../../../src/core/settings.js';
import { CHANNELS } from './population.js';

const HOUR = 60;

/** S1's limits, where the clocks change. */
export const S1_LIMITS: Limits = {
  timeZone: 'Europe/Berlin',
  activeWindows: [
    { startMinute: 5 * HOUR, endMinute: 10 * HOUR },
    { startMinute: 18 * HOUR, endMinute: 24 * HOUR },
  ],
  blackoutDays: [],
  messagesPerDay: 40,
  messagesPerHour: 8,
  minIntervalMs: 90_000,
  minIntervalPerPeerMs: 2_400_000,
  maxInstantPerChatPerHour: 2,
  people: DEFAULT_PEOPLE_LIMITS,
};

/** S1's settings for the twenty channels, named as operators name them: by id, or by username. */
export const S1_SETTINGS: CommentSettings = {
  ...NO_COMMENTS,
  channels: CHANNELS.map(({ id, member }, n) => {
    const username = `kanal${n + 1}`;
    // What the account is no member of it can only find by name.
    return n % 2 === 0 && member
      ? { written: String(id), peer: { by: 'id', id } }
      : { written: `@${username}`, peer: { by: 'username', username } };
  }),
};
