import { z } from 'zod';
import type { WhyReport } from '../../../core/why.js';
import { intentState, peerId, ruleName, serviceName, time, timeOrNull } from '../parts.js';
import { finding, withdrawal } from './finding.js';

const said = z.enum(['allow', 'wait', 'hold', 'refuse']);

const decision = z.strictObject({
  at: time,
  verdict: said,
  rule: ruleName.nullable(),
  until: timeOrNull,
  rules: z.array(
    z.strictObject({
      rule: ruleName,
      said,
      reason: z.string().nullable(),
      figure: z.string().nullable(),
      found: finding.nullable(),
    }),
  ),
});

const cause = z.strictObject({
  code: z.string(),
  reason: z.string(),
  withdrawal: withdrawal.nullable(),
});

const behind = z.strictObject({ id: z.int(), rule: z.string(), reason: z.string().nullable() });

/** What happened to a message. */
export const why = z.strictObject({
  sentences: z.array(z.string()),
  asked: z.int().nullable(),
  message: z
    .strictObject({
      id: z.int(),
      service: serviceName,
      peer: peerId,
      name: z.string(),
      state: intentState,
      proposedAt: time,
      plannedFor: time,
      nextAt: timeOrNull,
      attempts: z.int(),
      settledAt: timeOrNull,
      messageIds: z.array(z.int()),
      cause: cause.nullable(),
      behind: behind.nullable(),
    })
    .nullable(),
  decisions: z.array(decision),
}) satisfies z.ZodType<WhyReport>;
