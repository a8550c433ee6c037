import type { Clock } from '../core/clock.js';
import type { Database, Queryable } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { Heard, IncomingHandler } from '../core/incoming-handler.js';
import type { Logger } from '../core/logger.js';
import type { PeerId } from '../core/peer.js';
import { isAbort } from '../lib/abort.js';
import { backoffMs } from '../lib/backoff.js';
import { finishWork, nextWork, noteFailure, type Work } from './handling-rows.js';

/** What handling stands on. */
export interface HandlingDependencies {
  readonly account: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly logger: Logger;
  /** In each transaction that commits an effect: throws when the session is another's by now. */
  readonly fence: (tx: Queryable) => Promise<void>;
}

/** After so many failed attempts, about an hour, a chat goes on without an event. */
const MOST_ATTEMPTS = 12;
const RETRY = { firstMs: 1_000, longestMs: 10 * 60_000 };
/** Trouble with the database is nobody's failed attempt. */
const PASSING = new Set(['DATABASE_UNREACHABLE', 'DATABASE_BUSY', 'COMMIT_UNKNOWN']);

/**
 * Hands the first of what waits in a chat to its handler, and commits what that decided together with
 * "handled": both happen, once, or neither.
 * @returns false when nothing is due in the chat (any more)
 * @throws PostaciError of the database or the lease; the signal's reason
 */
export async function handleNext(
  handler: IncomingHandler,
  chat: PeerId,
  dependencies: HandlingDependencies,
  signal: AbortSignal,
): Promise<boolean> {
  const { account, database, clock } = dependencies;
  const work = await nextWork(database, account, handler.name, chat, clock.now());
  if (!work) return false;
  try {
    const commit = await handler.decide(heardIn(work), signal);
    signal.throwIfAborted();
    await database.transaction(async (tx) => {
      await dependencies.fence(tx);
      if (!(await finishWork(tx, handler.name, work.ids))) {
        throw new Error('some of this was handled already');
      }
      await commit(tx);
    });
    return true;
  } catch (error) {
    if (isAbort(error, signal) || isOurs(error)) throw error;
    await onFailure(handler, work, error, dependencies);
    return true;
  }
}

function heardIn({ events }: Work): Heard {
  const [first, ...rest] = events;
  if (!first) throw new Error('there is work without an event');
  return [first, ...rest];
}

/** Not the handler's failure: whoever runs the handling has to deal with it. */
function isOurs(error: unknown): boolean {
  return error instanceof PostaciError && (PASSING.has(error.code) || error.code === 'LEASE_LOST');
}

async function onFailure(
  handler: IncomingHandler,
  work: Work,
  error: unknown,
  { database, clock, logger }: HandlingDependencies,
): Promise<void> {
  const reason = error instanceof Error ? error.message : String(error);
  const now = clock.now();
  const nextAt = now + backoffMs(work.attempts, RETRY);
  const givenUp = work.attempts + 1 >= MOST_ATTEMPTS;
  await noteFailure(database, handler.name, work.ids, {
    reason,
    nextAt,
    ...(givenUp && { givenUpAt: now }),
  });
  const about = { handler: handler.name, inbox: work.ids, attempt: work.attempts + 1, error };
  if (givenUp) logger.error('an event could not be handled; its chat goes on without it', about);
  else logger.warn('an event could not be handled; it is tried again', about);
}

/** Whether it is the database's trouble, which passes. */
export function isPassing(error: unknown): boolean {
  return error instanceof PostaciError && PASSING.has(error.code);
}
