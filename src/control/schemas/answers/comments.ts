import { z } from 'zod';
import type { ChannelCheck, ChannelReport, DraftReport } from '../../contract/comments.js';
import { count, peerId, serviceName, time, timeOrNull } from '../parts.js';
import { peer, target } from './messages.js';

const draft = z.strictObject({
  id: z.int(),
  service: serviceName,
  channel: z.strictObject({ id: peerId, title: z.string() }),
  link: z.string(),
  post: z.string().nullable(),
  text: z.string(),
  writtenAt: time,
  expiresAt: timeOrNull,
}) satisfies z.ZodType<DraftReport>;

const channel = z.strictObject({
  written: z.string(),
  agreed: z.string().nullable(),
  channel: peer.pick({ id: true, title: true, username: true }).nullable(),
  open: z.boolean().nullable(),
  reason: z.string().nullable(),
  days: count,
  posts: count,
  postsByHour: z.array(count).length(24),
  comments: count,
  replies: count,
  reactions: count,
  lastCommentAt: timeOrNull,
  waiting: count,
  skipped: z.array(z.strictObject({ reason: z.string(), count })),
}) satisfies z.ZodType<ChannelReport>;

const channelCheck = target.extend({
  access: z
    .strictObject({
      channel: peer,
      member: z.boolean(),
      group: peer.exactOptional(),
      canComment: z.boolean(),
      code: z.string().exactOptional(),
      reason: z.string().exactOptional(),
      slowModeSeconds: z.number(),
      paidMessageStars: z.number().exactOptional(),
    })
    .nullable(),
}) satisfies z.ZodType<ChannelCheck>;

/** What is answered about comments. */
export const COMMENT_ANSWERS = {
  drafts: z.array(draft),
  channels: z.array(channel),
  channelChecks: z.array(channelCheck),
};
