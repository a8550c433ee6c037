import { z } from 'zod';
import type { Finding } from '../../../core/finding.js';
import { CONSENT_BASES } from '../../../core/people.js';
import { WITHDRAWALS, type Withdrawal } from '../../../core/withdrawal.js';
import { peerId, time, timeOrNull } from '../parts.js';

const length = z.number().describe('Milliseconds');
const messageId = z.int();
const figures = { count: z.number(), cap: z.number() };

/** One kind of finding, with what belongs to it. */
function found<Kind extends string, Shape extends z.core.$ZodLooseShape>(kind: Kind, shape: Shape) {
  return z.strictObject({ kind: z.literal(kind), ...shape });
}

/** What a rule of the guard found. */
export const finding = z.discriminatedUnion('kind', [
  found('time-left', { leftMs: length }),
  found('too-late', { lateMs: length }),
  found('paused', { what: z.string() }),
  found('restricted', { code: z.string(), content: z.string().nullable() }),
  found('own-chat', {}),
  found('not-own-chat', {}),
  found('agreed', { basis: z.enum(CONSENT_BASES), source: z.string() }),
  found('never-agreed', { known: z.boolean() }),
  found('forgotten', {}),
  found('opted-out', { at: time, word: z.string().nullable() }),
  found('by-hand', { agoMs: length, until: timeOrNull }),
  found('silent', { heard: messageId.nullable(), mark: messageId.nullable() }),
  found('spoke', { heard: messageId, mark: messageId.nullable() }),
  found('nothing-of-ours', {}),
  found('groups-unknown', {}),
  found('no-target', { peer: peerId }),
  found('open', { at: time }),
  found('closed', { at: time, opensAt: timeOrNull }),
  found('sent-today', { ...figures, tooLate: z.boolean() }),
  found('sent-in-hour', { ...figures, everyMs: length.nullable() }),
  found('instant-in-hour', figures),
  found('sent-to-person', { ...figures, windowMs: length }),
  found('begun-today', { ...figures, warmUpDay: z.int().nullable(), tooLate: z.boolean() }),
  found('answers', {
    here: z.number(),
    hereCap: z.number(),
    today: z.number(),
    todayCap: z.number(),
  }),
  found('since-last', {
    of: z.enum(['account', 'chat', 'person', 'answers']),
    sinceMs: length.nullable(),
    leastMs: length,
  }),
  found('slow-mode', { everyMs: length, sinceMs: length.nullable() }),
]) satisfies z.ZodType<Finding>;

const WAYS = Object.keys(WITHDRAWALS) as (keyof typeof WITHDRAWALS)[];

/** Why something that waited is not said any more. */
export const withdrawal = z.discriminatedUnion('why', [
  z.strictObject({ why: z.enum(WAYS) }),
  z.strictObject({ why: z.literal('opted-out'), word: z.string() }),
  z.strictObject({ why: z.literal('mode'), mode: z.string() }),
]) satisfies z.ZodType<Withdrawal>;
