import { z } from 'zod';
import { PostaciError } from '../core/errors.js';

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
