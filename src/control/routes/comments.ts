import type { CommentControl } from '../contract/comments.js';
import type { RoutesFor } from './route.js';

/** Drafts, and the channels that they are for. */
export const COMMENT_ROUTES = {
  drafts: {
    method: 'GET',
    path: '/v1/drafts',
    topic: 'comments',
    summary: 'The texts that wait for approval, oldest first.',
    request: 'nothing',
    takes: [],
    answer: 'drafts',
    access: 'token',
  },
  approve: {
    method: 'POST',
    path: '/v1/drafts/approve',
    topic: 'comments',
    summary: 'Lets a draft go its way, as it is or with another text.',
    request: 'approveBody',
    takes: ['id', 'text'],
    answer: 'done',
    access: 'token',
  },
  reject: {
    method: 'POST',
    path: '/v1/drafts/reject',
    topic: 'comments',
    summary: 'Drops a draft.',
    request: 'rejectBody',
    takes: ['id', 'reason'],
    answer: 'done',
    access: 'token',
  },
  channels: {
    method: 'GET',
    path: '/v1/channels',
    topic: 'comments',
    summary: 'What came of each allowlisted channel.',
    request: 'nothing',
    takes: [],
    answer: 'channels',
    access: 'token',
  },
  checkChannels: {
    method: 'POST',
    path: '/v1/channels/check',
    topic: 'comments',
    summary: 'Asks Telegram what the account may do in each allowlisted channel.',
    request: 'nothing',
    takes: [],
    answer: 'channelChecks',
    access: 'token',
  },
} as const satisfies RoutesFor<keyof CommentControl>;
