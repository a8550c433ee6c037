import { z } from 'zod';
import type { SentEntry } from '../../../core/sent-entry.js';
import type { TargetReport } from '../../../core/target-report.js';
import { intentState, peerId, serviceName, time } from '../parts.js';
import { why } from './why.js';

/** A person or a chat. */
export const peer = z.strictObject({
  id: peerId,
  kind: z.enum(['user', 'group', 'supergroup', 'channel']),
  title: z.string(),
  username: z.string().exactOptional(),
  bot: z.literal(true).exactOptional(),
});

/** What was found out about a place. */
export const target = z.strictObject({
  written: z.string(),
  peer: peer.exactOptional(),
  topicId: z.int().exactOptional(),
  reachable: z.boolean(),
  problems: z.array(
    z.strictObject({
      code: z.string(),
      level: z.enum(['error', 'warning']),
      problem: z.string(),
      remedy: z.string(),
    }),
  ),
}) satisfies z.ZodType<TargetReport>;

const sentEntry = z.strictObject({
  id: z.int(),
  service: serviceName,
  peer: peerId,
  name: z.string(),
  state: intentState,
  text: z.string().nullable(),
  reason: z.string().nullable(),
  at: time,
}) satisfies z.ZodType<SentEntry>;

/** What is answered about messages and the places that they go to. */
export const MESSAGE_ANSWERS = {
  peer,
  target,
  targets: z.array(target),
  queued: z.strictObject({ id: z.int() }),
  why,
  sent: z.array(sentEntry),
};
