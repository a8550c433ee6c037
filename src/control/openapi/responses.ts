import { referenceTo } from './components.js';

/** A response of an OpenAPI document, as far as it is written here. */
export interface ResponseObject {
  readonly description: string;
  readonly content?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

const failure = (description: string): ResponseObject => ({
  description,
  content: { 'application/json': { schema: referenceTo('failure') } },
});

/** Refusals that several routes have in common. */
export const SHARED_RESPONSES: Readonly<Record<string, ResponseObject>> = {
  Malformed: failure('The request is wrong, or asks for what is not there.'),
  Unauthorized: {
    ...failure('The token is missing or wrong.'),
    headers: { 'WWW-Authenticate': { schema: { type: 'string' } } },
  },
  Forbidden: failure('No token is configured, or a page of another site asks.'),
  Impossible: failure('The daemon cannot do it now.'),
  OtherHost: failure('The Host header names another machine; only on a loopback address.'),
  TooMany: {
    ...failure('Too many wrong tokens, or too many readers of events.'),
    headers: { 'Retry-After': { schema: { type: 'integer' } } },
  },
  Fault: failure('A fault of the program; the log tells more.'),
};

const to = (name: string) => ({ $ref: `#/components/responses/${name}` });

/** By status: those of every route, and those of routes that need the token. */
export const REFUSALS = {
  always: {
    400: to('Malformed'),
    403: to('Forbidden'),
    409: to('Impossible'),
    421: to('OtherHost'),
    500: to('Fault'),
  },
  guarded: { 401: to('Unauthorized'), 429: to('TooMany') },
};
