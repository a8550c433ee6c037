import { z } from 'zod';
import type { StreamedEvent } from '../../contract/stream.js';
import {
  accountHealth,
  connectionState,
  intentState,
  peerId,
  ruleName,
  serviceName,
  time,
} from '../parts.js';
import { changedSetting } from './settings.js';

/** What the stream's lines of data hold. */
const liveEvent = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('intent'),
    at: time,
    id: z.int(),
    service: serviceName,
    peer: peerId,
    state: intentState,
    rule: ruleName.exactOptional(),
    until: time.exactOptional(),
    reason: z.string().exactOptional(),
    text: z.string().exactOptional(),

    code: z.string().exactOptional(),
    lateMs: z.number().exactOptional(),
    answeredInMs: z.number().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('heard'),
    at: time,
    peer: peerId,
    own: z.boolean(),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('takeover'), at: time, peer: peerId, messageId: z.int() }),
  z.strictObject({ type: z.literal('takeover-lifted'), at: time, peer: peerId }),
  z.strictObject({
    type: z.literal('consent'),
    at: time,
    person: peerId,
    change: z.enum(['granted', 'refused', 'forgotten']),
    how: z.string(),
  }),
  z.strictObject({
    type: z.literal('catching-up'),
    at: time,
    channel: peerId.exactOptional(),
    reason: z.string(),
    state: z.enum(['started', 'done']),
  }),
  z.strictObject({
    type: z.literal('configuration'),
    at: time,
    outcome: z.enum(['applied', 'kept']),
    changes: z.array(changedSetting),
    problem: z.string().exactOptional(),
  }),
  z.strictObject({
    type: z.literal('alert'),
    at: time,
    code: z.string(),
    severity: z.enum(['info', 'warning', 'critical']),
    text: z.string(),
  }),
  z.strictObject({ type: z.literal('connection'), at: time, state: connectionState }),
  z.strictObject({
    type: z.literal('health'),
    at: time,
    health: accountHealth,
    reason: z.string(),
  }),
  z.strictObject({
    type: z.literal('service'),
    at: time,
    service: serviceName,
    state: z.enum(['started', 'stopped', 'failed']),
    reason: z.string().exactOptional(),
  }),
  z.strictObject({ type: z.literal('missed'), at: time }),
]) satisfies z.ZodType<StreamedEvent['event']>;

/** What is told live. */
export const EVENT_ANSWERS = { liveEvent };
