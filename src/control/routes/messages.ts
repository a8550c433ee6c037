import type { RoutesFor } from './route.js';
import { toFields, toQuestion } from './why-question.js';

/** What is said, where, and why or why not. */
export const MESSAGE_ROUTES = {
  checkGroups: {
    method: 'POST',
    path: '/v1/groups/check',
    topic: 'messages',
    summary: 'Asks Telegram what the account may do in each configured group.',
    request: 'nothing',
    takes: [],
    answer: 'targets',
    access: 'token',
  },
  sendTest: {
    method: 'POST',
    path: '/v1/send-test',
    topic: 'messages',
    summary: 'Queues one message of your own to a configured group.',
    request: 'sendTestBody',
    takes: 'request',
    answer: 'queued',
    access: 'token',
  },
  why: {
    method: 'GET',
    path: '/v1/why',
    topic: 'messages',
    summary: 'What happened to a message: by its number, the newest to somebody, or the newest.',
    request: 'whyQuery',
    takes: {
      toArguments: (fields) => [toQuestion(fields)],
      toRequest: toFields,
    },
    answer: 'why',
    access: 'token',
  },
  settled: {
    method: 'GET',
    path: '/v1/settled',
    topic: 'messages',
    summary: 'Waits until a message has its end or is held back (a minute at most), and tells.',
    request: 'settledQuery',
    takes: ['id'],
    answer: 'why',
    access: 'token',
  },
  sent: {
    method: 'GET',
    path: '/v1/sent',
    topic: 'messages',
    summary: 'The messages that were tried, the newest first.',
    request: 'sentQuery',
    takes: ['limit'],
    answer: 'sent',
    access: 'token',
  },
  plan: {
    method: 'GET',
    path: '/v1/plan',
    topic: 'messages',
    summary: 'What is due next, soonest first.',
    request: 'planQuery',
    takes: ['limit'],
    answer: 'plan',
    access: 'token',
  },
} as const satisfies RoutesFor<'checkGroups' | 'sendTest' | 'why' | 'settled' | 'sent' | 'plan'>;
