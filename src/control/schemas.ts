import { z } from 'zod';
import { PostaciError } from '../core/errors.js';
import { CONTACTS_A_PAGE } from './contract/people.js';

const serviceNames = [
  'message',
  'reply',
  'dm',
  'comment',
  'forward',
  'anonchat',
  'panel',
  'operator',
] as const;

/** Bodies of requests; everything else is refused with 400 and the reason. */
export const pauseBody = z.strictObject({ scope: z.enum(['*', ...serviceNames]) });

export const liftBody = z.strictObject({ restriction: z.int().positive() });

export const sendTestBody = z.strictObject({
  target: z.string().trim().min(1).max(256),
  text: z.string().trim().min(1).max(4096),
});

export const whyQuery = z.strictObject({
  id: z.coerce.number().int().positive().safe().optional(),
});

export const settledQuery = z.strictObject({ id: z.coerce.number().int().positive().safe() });

/** A person or a chat as an operator names it; who that is, the handler finds out. */
const who = z.string().trim().min(1).max(64);

export const whoBody = z.strictObject({ who });

export const whoQuery = whoBody;

const LARGEST_USER_ID = 2 ** 52 - 1;

const contact = z.strictObject({
  line: z.int().positive(),
  who: z.union([
    z.strictObject({ id: z.int().positive().max(LARGEST_USER_ID) }),
    z.strictObject({ username: z.string().regex(/^\w{4,32}$/) }),
  ]),
  consentedAt: z.int().positive().exactOptional(),
  language: z
    .string()
    .regex(/^[a-z]{2}$/)
    .exactOptional(),
});

export const contactsBody = z.strictObject({
  source: z.string().trim().min(1).max(256),
  dryRun: z.boolean(),
  contacts: z.array(contact).min(1).max(CONTACTS_A_PAGE),
});

const draft = z.int().positive();

export const approveBody = z.strictObject({
  id: draft,
  text: z.string().trim().min(1).max(4096).exactOptional(),
});

export const rejectBody = z.strictObject({
  id: draft,
  reason: z.string().trim().min(1).max(256).exactOptional(),
});

export const planQuery = z.strictObject({ limit: z.coerce.number().int().positive().max(1_000) });

/**
 * What was sent, checked.
 * @throws PostaciError `USAGE` naming each field that is wrong
 */
export function read<T>(schema: z.ZodType<T>, sent: unknown): T {
  const { success, data, error } = schema.safeParse(sent);
  if (success) return data;
  const problem = error.issues
    .map((issue) => `${issue.path.join('.') || 'the request'}: ${issue.message}`)
    .join('; ');
  throw new PostaciError('USAGE', problem, 'Correct the request.');
}
