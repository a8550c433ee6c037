import { z } from 'zod';
import type { DayStatistics, LogLine, Readiness, ThawReport } from '../../contract/operations.js';
import { count, logLevel, peerId, serviceName, time, timeOrNull } from '../parts.js';

const thaw = z.strictObject({
  frozen: z.boolean().nullable(),
  problem: z.string().nullable(),
  lifted: z.array(z.strictObject({ id: z.int(), code: z.string() })),
  left: z.array(z.strictObject({ id: z.int(), code: z.string(), until: timeOrNull })),
}) satisfies z.ZodType<ThawReport>;

const logLine = z.strictObject({
  at: time,
  level: logLevel,
  message: z.string(),
  fields: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<LogLine>;

const day = z.strictObject({
  day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  sent: z.partialRecord(serviceName, count),
  refused: count,
  failed: count,
  expired: count,
  heard: count,
}) satisfies z.ZodType<DayStatistics>;

const readiness = z.strictObject({
  ready: z.boolean(),
  connected: z.boolean(),
  leased: z.boolean(),
  migrated: z.boolean(),
}) satisfies z.ZodType<Readiness>;

const recording = z.strictObject({
  from: time,
  to: time,
  heard: z.array(z.strictObject({ peer: peerId, at: time, count: count.exactOptional() })),
  state: z.unknown().describe('Where the account stands, as a simulation reads it').exactOptional(),
});

/** What is answered about the daemon itself. */
export const OPERATIONS_ANSWERS = {
  thaw,
  log: z.array(logLine),
  days: z.array(day),
  readiness,
  metrics: z.string(),
  recording,
};
