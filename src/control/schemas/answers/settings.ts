import { z } from 'zod';
import type {
  Allowlist,
  ChangedSetting,
  RunTimeLimits,
  Setting,
  SettingsReport,
} from '../../contract/settings.js';

const setting = z.strictObject({
  name: z.string(),
  meaning: z.string(),
  value: z.string(),
  source: z.string(),
  secret: z.boolean(),
  change: z.enum(['live', 'restart', 'file']),
}) satisfies z.ZodType<Setting>;

/** A row of the difference between two configurations. */
export const changedSetting = z.strictObject({
  name: z.string(),
  from: z.string(),
  to: z.string(),
  needsRestart: z.boolean(),
}) satisfies z.ZodType<ChangedSetting>;

const settingsReport = z.strictObject({
  changes: z.array(changedSetting),
  warnings: z.array(z.string()),
  file: z.string().nullable(),
}) satisfies z.ZodType<SettingsReport>;

const limits = z.strictObject({
  messagesPerDay: z.number().nullable(),
  messagesPerHour: z.number().nullable(),
  minIntervalSeconds: z.number(),
  minIntervalPerChatSeconds: z.number(),
  newConversationsPerDay: z.number(),
  answersPerDay: z.number(),
  activeWindows: z.string(),
}) satisfies z.ZodType<RunTimeLimits>;

const allowlist = z.strictObject({
  groups: z.array(z.string()),
  channels: z.array(z.string()),
}) satisfies z.ZodType<Allowlist>;

/** What is answered about the configuration. */
export const SETTINGS_ANSWERS = {
  settings: z.array(setting),
  changedSetting,
  settingsReport,
  limits,
  allowlist,
};
