import { z } from 'zod';
import { dryRun, textUpTo } from './fields.js';

/** What a limit may be at most; whether it makes sense, the configuration's own checks tell. */
const figure = z.int().nonnegative().max(1_000_000_000);

const places = z.array(textUpTo(256)).max(1_000).exactOptional();

/** What is changed of the configuration. */
export const SETTINGS_REQUESTS = {
  settingsBody: z.strictObject({
    values: z.record(
      z.string().regex(/^[A-Za-z]\w{0,63}$/, 'a variable of the configuration'),
      z.string().max(16_384).nullable(),
    ),
    dryRun,
  }),
  limitsBody: z.strictObject({
    messagesPerDay: figure.nullable().exactOptional(),
    messagesPerHour: figure.nullable().exactOptional(),
    minIntervalSeconds: figure.exactOptional(),
    minIntervalPerChatSeconds: figure.exactOptional(),
    newConversationsPerDay: figure.exactOptional(),
    answersPerDay: figure.exactOptional(),
    activeWindows: z.string().max(512).exactOptional(),
    dryRun,
  }),
  allowlistBody: z.strictObject({
    addGroups: places,
    removeGroups: places,
    addChannels: places,
    removeChannels: places,
    dryRun,
  }),
};
