import { z } from 'zod';
import {
  CONSENT_BASES,
  CONVERSATION_STATES,
  type Erasure,
  type ImportOutcome,
  type PeopleStatistics,
  type Person,
} from '../../../core/people.js';
import type { PlanItem } from '../../../core/plan.js';
import type { ContactReport } from '../../contract/people.js';
import type { TakeoverStatus } from '../../contract/status.js';
import { count, peerId, serviceName, time, timeOrNull } from '../parts.js';

const basis = z.enum(CONSENT_BASES);

/** Something that will be said, unless something comes between. */
export const planItem = z.strictObject({
  at: time,
  service: serviceName,
  peer: peerId,
  name: z.string(),
  what: z.enum(['message', 'answer', 'comment', 'welcome', 'invite', 'follow-up']),
  text: z.string().exactOptional(),
  intent: z.int().exactOptional(),
  note: z.string().exactOptional(),
}) satisfies z.ZodType<PlanItem>;

/** A chat that the operator has taken over. */
export const takeover = z.strictObject({
  peer: peerId,
  name: z.string(),
  since: time,
  until: time,
}) satisfies z.ZodType<TakeoverStatus>;

const person = z.strictObject({
  id: peerId,
  name: z.string(),
  username: z.string().exactOptional(),
  language: z.string().exactOptional(),
  firstSeenAt: time,
  lastHeardAt: time.exactOptional(),
  lastHeardId: z.int().exactOptional(),
  lastSaidAt: time.exactOptional(),
  heard: count,
  said: count,
  consent: z.strictObject({ basis, source: z.string(), at: time }).exactOptional(),
  refusal: z.strictObject({ at: time, how: z.string() }).exactOptional(),
}) satisfies z.ZodType<Person>;

const contact = z.strictObject({
  person,
  log: z.array(
    z.strictObject({
      at: time,
      change: z.enum(['granted', 'refused']),
      basis: basis.exactOptional(),
      how: z.string(),
    }),
  ),
  planned: z.array(planItem),
  takenOverUntil: timeOrNull,
}) satisfies z.ZodType<ContactReport>;

const people = z.strictObject({
  people: count,
  consenting: count,
  byBasis: z.record(basis, count),
  refused: count,
  forgotten: count,
  byLanguage: z.record(z.string(), count),
  today: z.strictObject({ wrote: count, writtenTo: count, met: count }),
  conversations: z.record(z.enum(CONVERSATION_STATES), count),
  planned: count,
  recent: z.array(person),
}) satisfies z.ZodType<PeopleStatistics>;

const outcome = z.strictObject({
  line: z.int(),
  result: z.enum(['added', 'known', 'duplicate', 'refused']),
  reason: z.string().exactOptional(),
}) satisfies z.ZodType<ImportOutcome>;

const erasure = z.strictObject({
  erased: z.record(z.string(), count),
  inDoubt: count,
}) satisfies z.ZodType<Erasure>;

/** What is answered about people. */
export const PEOPLE_ANSWERS = {
  planItem,
  plan: z.array(planItem),
  takeover,
  takeovers: z.array(takeover),
  person,
  contact,
  people,
  importOutcomes: z.array(outcome),
  erasure,
};
