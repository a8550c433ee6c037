import type { Queryable } from '../core/database.js';
import type { LiveEvent } from '../core/events.js';
import type { Decision, Guard } from '../core/guard.js';
import type { Intent } from '../core/intent.js';
import type { Attempt } from './attempt.js';
import { claim, park } from './claim.js';
import { intentEvent, parkedEvent } from './intent-event.js';
import type { LaneMemory } from './lane-memory.js';
import { type Lane, pickDue } from './pick.js';

/** How many intents are picked at once. */
const BATCH = 100;
/** How many decisions one transaction holds at most, so that none grows long. */
const DECISIONS = 50;

/** What one look at the queue led to. */
export interface Turn {
  readonly attempt?: Attempt;
  /** Nothing is left that could go now. */
  readonly idle: boolean;
  /** To publish once it is committed. */
  readonly events: readonly LiveEvent[];
}

/** Throws when this process no longer owns the account; serialises those that think they do. */
export type Fence = (tx: Queryable) => Promise<void>;

/**
 * Without a fence: only one sender decides for an account at a time. Two that count the same ledger at
 * once would both find room below a cap.
 */
export function advisoryFence(account: string): Fence {
  return async (tx) => {
    const key = `${tx.schema} ${account}`;
    await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [key]);
  };
}

/** Goes through the due intents in order until the guard lets one go, and claims that. */
export async function claimNext(
  tx: Queryable,
  lane: Lane,
  guard: Guard,
  memory: LaneMemory,
  now: number,
): Promise<Turn> {
  const events: LiveEvent[] = [];
  if (now < memory.restUntil) return { idle: true, events };
  for (let decisions = 0; decisions < DECISIONS; decisions++) {
    const intent = memory.next(now) ?? (await refill(tx, lane, memory, now));
    if (!intent) return { idle: true, events };
    const decision = await guard.decide(tx, intent, now);
    const attempt = await act(tx, intent, decision, now, events);
    if (attempt) return { attempt, idle: false, events };
    memory.noteParked(intent, decision);
  }
  return { idle: false, events };
}

async function refill(
  tx: Queryable,
  lane: Lane,
  memory: LaneMemory,
  now: number,
): Promise<Intent | undefined> {
  memory.refill(await pickDue(tx, lane, now, memory.gates.shutAt(now), BATCH), now);
  return memory.next(now);
}

/** @returns what is to be done on the network, if anything */
async function act(
  tx: Queryable,
  intent: Intent,
  decision: Decision,
  now: number,
  events: LiveEvent[],
): Promise<Attempt | undefined> {
  const inDoubt = intent.state === 'sending';
  if (decision.verdict.type === 'allow') {
    if (!(await claim(tx, intent, decision, now))) return undefined;
    events.push(intentEvent(intent, now, 'sending'));
    const claimed: Intent = {
      ...intent,
      state: 'sending',
      attempts: intent.attempts + 1,
      firstAttemptAt: intent.firstAttemptAt ?? now,
    };
    return { type: 'deliver', intent: claimed, inDoubt };
  }
  if (inDoubt) return { type: 'look-up', intent, decision };
  if (await park(tx, intent, decision, now)) events.push(parkedEvent(intent, decision, now));
  return undefined;
}
