import type { Clock } from '../../core/clock.js';
import type { HttpSettings } from '../../core/config.js';
import type { Refusal } from '../failure.js';
import type { RouteFace } from '../routes/route.js';
import { createBearerCheck } from './bearer.js';
import { FailedAttempts } from './failed-attempts.js';
import { isLoopback, isLoopbackOrigin, namesLoopback } from './same-machine.js';

/** Who asks, as the request's first lines tell. */
export interface Caller {
  readonly address: string;
  readonly host: string | undefined;
  readonly origin: string | undefined;
  readonly authorization: string | undefined;
}

/** Says no to those who may not ask, before anything else of their request is read. */
export type Guard = (caller: Caller, access: RouteFace['access']) => Refusal | undefined;

/**
 * The guard of the control contract over HTTP: on a loopback address only pages and programs of this machine
 * may ask; whatever is not open needs the token; whoever guesses is locked out.
 */
export function createGuard(settings: HttpSettings, clock: Clock): Guard {
  const { host, token, metricsOpen } = settings;
  const local = isLoopback(host);
  const attempts = new FailedAttempts(clock);
  const check = token && createBearerCheck(token);
  return (caller, access) => {
    const stranger = local ? refuseStranger(caller) : undefined;
    if (stranger) return stranger;
    if (access === 'open' || (access === 'metrics' && metricsOpen)) return undefined;
    if (!check) return NO_TOKEN_CONFIGURED;
    const lockedForMs = attempts.lockedForMs(caller.address);
    if (lockedForMs > 0) return lockedOut(lockedForMs);
    const said = check(caller.authorization);
    if (said === 'right') return undefined;
    // Only who says something guesses.
    if (said === 'wrong') attempts.note(caller.address);
    return said === 'wrong' ? WRONG_TOKEN : MISSING_TOKEN;
  };
}

function refuseStranger({ host, origin }: Caller): Refusal | undefined {
  if (host === undefined || !namesLoopback(host)) {
    return {
      status: 421,
      failure: {
        code: 'FORBIDDEN',
        problem: 'the Host header names another machine than this one',
        remedy: 'Ask for localhost or 127.0.0.1; a proxy has to send that as Host, too.',
      },
    };
  }
  if (origin === undefined || isLoopbackOrigin(origin)) return undefined;
  return {
    status: 403,
    failure: {
      code: 'FORBIDDEN',
      problem: 'a page of another site has asked',
      remedy: 'Ask from a program, or from a page of this machine.',
    },
  };
}

const BEARER = { 'www-authenticate': 'Bearer realm="postaci"' };
const REMEDY = 'Send the header: Authorization: Bearer <ADMIN_TOKEN>';

const MISSING_TOKEN: Refusal = {
  status: 401,
  failure: { code: 'UNAUTHORIZED', problem: 'this needs the token', remedy: REMEDY },
  headers: BEARER,
};

const WRONG_TOKEN: Refusal = {
  status: 401,
  failure: { code: 'UNAUTHORIZED', problem: 'this is not the token', remedy: REMEDY },
  headers: { 'www-authenticate': 'Bearer realm="postaci", error="invalid_token"' },
};

const NO_TOKEN_CONFIGURED: Refusal = {
  status: 403,
  failure: {
    code: 'FORBIDDEN',
    problem: 'without ADMIN_TOKEN only health, readiness and open metrics are served over HTTP',
    remedy: 'Set ADMIN_TOKEN and start again, or use the control socket.',
  },
};

function lockedOut(forMs: number): Refusal {
  const seconds = Math.ceil(forMs / 1_000);
  return {
    status: 429,
    failure: {
      code: 'TOO_MANY',
      problem: 'too many wrong tokens have come from this address',
      remedy: `Wait ${seconds} s, then send the right one.`,
    },
    headers: { 'retry-after': String(seconds) },
  };
}
