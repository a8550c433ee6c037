import { z } from 'zod';
import type { HealthReport, SpamBotReport } from '../../contract/health.js';
import { BUDGET_NAMES, type Status } from '../../contract/status.js';
import {
  accountHealth,
  connectionState,
  count,
  intentState,
  pauseScope,
  peerId,
  ruleName,
  serviceName,
  time,
  timeOrNull,
} from '../parts.js';
import { planItem, takeover } from './people.js';

const restriction = z.strictObject({
  id: z.int(),
  scope: z.enum(['account', 'people', 'peer']),
  peer: peerId.exactOptional(),
  code: z.string(),
  reason: z.string(),
  until: timeOrNull,
});

const account = z.strictObject({
  key: z.string(),
  name: z.string(),
  username: z.string().nullable(),
  phone: z.string().nullable(),
  health: accountHealth,
  healthReason: z.string(),
  healthSince: time,
  healthUntil: timeOrNull,
  remedy: z.string(),
});

const hearing = z.strictObject({
  waiting: count,
  failed: count,
  waitingSince: timeOrNull,
  lastHeardAt: timeOrNull,
  catchingUp: z.array(z.union([peerId, z.literal('common')])),
  pending: count,
});

const queue = z.strictObject({
  states: z.record(intentState, count),
  waiting: z.partialRecord(ruleName, count),
  next: z
    .strictObject({
      id: z.int(),
      peer: peerId,
      at: time,
      rule: z.string().nullable(),
      reason: z.string().nullable(),
    })
    .nullable(),
  spent: z.strictObject({
    today: count,
    dayCap: count.nullable(),
    lastHour: count,
    hourCap: count.nullable(),
  }),
});

const status = z.strictObject({
  at: time,
  timeZone: z.string(),
  version: z.string(),
  customer: z.string(),
  processId: z.int(),
  startedAt: time,
  database: z.enum(['postgres', 'embedded']),
  account,
  connection: connectionState,
  services: z.array(
    z.strictObject({
      name: serviceName,
      state: z.enum(['running', 'restarting', 'stopped']),
      paused: z.boolean(),
    }),
  ),
  pauses: z.array(z.strictObject({ service: pauseScope, since: time, by: z.string() })),
  hearing,
  queue,
  budgets: z.array(
    z.strictObject({
      name: z.enum(BUDGET_NAMES),
      spent: z.number(),
      cap: z.number().nullable(),
      freeAt: timeOrNull,
    }),
  ),
  next: planItem.nullable(),
  lastSentAt: timeOrNull,
  drafts: count,
  progress: z.array(
    z.strictObject({
      what: z.enum(['import', 'catching-up', 'looking-up']),
      done: count,
      total: count.nullable(),
    }),
  ),
  configuration: z.strictObject({
    loadedAt: time,
    needRestart: z.array(z.string()),
    problem: z.string().nullable(),
  }),
  debug: z.boolean(),
  restrictions: z.array(restriction),
  takeovers: z.array(takeover),
  people: z.strictObject({ people: count, consenting: count, refused: count, planned: count }),
}) satisfies z.ZodType<Status>;

const health = z.strictObject({
  health: accountHealth,
  reason: z.string(),
  since: time,
  until: timeOrNull,
  remedy: z.string(),
  connection: connectionState,
  restrictions: z.array(restriction),
  floodWaits: z.array(z.strictObject({ method: z.string(), code: z.string(), until: time })),
}) satisfies z.ZodType<HealthReport>;

const spamBot = z.strictObject({
  asked: z.enum(['now', 'earlier']),
  askedAt: time,
  words: z.string().nullable(),
  problem: z.string().nullable(),
  read: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('free') }),
      z.strictObject({ kind: z.literal('limited'), until: timeOrNull }),
      z.strictObject({ kind: z.literal('unreadable') }),
    ])
    .nullable(),
}) satisfies z.ZodType<SpamBotReport>;

/** What is answered about the account. */
export const ACCOUNT_ANSWERS = { status, health, spamBot, restriction };
