import { ACCOUNT_ROUTES } from './account.js';
import { COMMENT_ROUTES } from './comments.js';
import { MESSAGE_ROUTES } from './messages.js';
import { OPERATIONS_ROUTES } from './operations.js';
import { PEOPLE_ROUTES } from './people.js';
import type { Question, Route, RouteFace, RoutesFor } from './route.js';
import { SETTINGS_ROUTES } from './settings.js';

/** Every question of the contract that a handler answers: the server, the client and the document go by it. */
export const ROUTE_TABLE = {
  ...ACCOUNT_ROUTES,
  ...MESSAGE_ROUTES,
  ...PEOPLE_ROUTES,
  ...COMMENT_ROUTES,
  ...SETTINGS_ROUTES,
  ...OPERATIONS_ROUTES,
} as const satisfies RoutesFor<Question>;

/** The rows with their names. */
export const ROUTES: readonly (readonly [Question, Route])[] = Object.entries(
  ROUTE_TABLE,
) as (readonly [Question, Route])[];

/** What the server answers by itself. */
export const OWN_ROUTES = {
  alive: {
    method: 'GET',
    path: '/health',
    topic: 'daemon',
    summary: 'Is the process alive? Nothing else is asked.',
    request: 'nothing',
    answer: 'alive',
    access: 'open',
  },
  events: {
    method: 'GET',
    path: '/v1/events',
    topic: 'daemon',
    summary: 'What happens, live, as server-sent events; `Last-Event-ID` goes on where one was.',
    request: 'eventsQuery',
    answer: 'liveEvent',
    access: 'token',
    mediaType: 'text/event-stream',
  },
  document: {
    method: 'GET',
    path: '/v1/openapi.json',
    topic: 'daemon',
    summary: 'This document.',
    request: 'nothing',
    answer: 'document',
    access: 'token',
  },
} as const satisfies Record<string, RouteFace>;

/** All of them. */
export const FACES: readonly RouteFace[] = [
  ...ROUTES.map(([, route]) => route),
  ...Object.values(OWN_ROUTES),
];
