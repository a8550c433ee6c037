import type { Clock } from '../../core/clock.js';
import type { Database, Queryable } from '../../core/database.js';
import type { DmSettings } from '../../core/dm-settings.js';
import type { Messenger, Resolution } from '../../core/messenger.js';
import type { Peer, PeerId } from '../../core/peer.js';
import { isTelegramsOwn, type People, type Person } from '../../core/people.js';
import type { Limits } from '../../core/settings.js';
import type { ReadTakeover } from '../../core/takeovers.js';
import { DAY_MS } from '../../lib/local-time.js';
import { beginsWith, type DaysAhead, mayBegin } from './beginnings.js';
import { type Conversation, type Step, TAKEN_OVER } from './conversation.js';
import { lockDue, saveConversation } from './conversation-rows.js';
import { type Facts, readFacts } from './facts.js';
import { withProposed } from './newest-intent.js';
import { later, lookAt, over, type View } from './outlook.js';
import { type SayingDependencies, say } from './say.js';

/** What a turn stands on. */
export interface TurnDependencies extends SayingDependencies {
  readonly clock: Clock;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'resolve' | 'self'>;
  readonly people: Pick<People, 'read'>;
  readonly readTakeover: ReadTakeover;
  readonly settings: () => DmSettings;
  readonly limits: () => Limits;
  readonly days: DaysAhead;
}

/** What came of a turn: `elsewhere` when it is not due any more, or somebody else works on it just now. */
export type Turn = 'proposed' | 'put-off' | 'elsewhere';

/** Whoever is not known to the account is looked for again after so long: the person may write by then. */
const UNMET_MS = DAY_MS;

/**
 * Gives a person whose next step is due a turn, in one transaction: the step is proposed, put off or dropped,
 * and the one behind it is planned. Done twice (after a crash, after an unknown commit) it is done once.
 */
export async function takeTurn(
  dependencies: TurnDependencies,
  person: PeerId,
  signal: AbortSignal,
): Promise<Turn> {
  const { account, clock, database, messenger } = dependencies;
  // No network inside the transaction: who it is, is found out before.
  const found = await messenger.resolve({ by: 'id', id: person }, signal);
  const now = clock.now();
  return database.transaction(async (tx) => {
    const before = await lockDue(tx, account, person, now);
    if (!before) return 'elsewhere';
    const { conversation, proposed } = await decide(tx, dependencies, before, found, now);
    await saveConversation(tx, account, conversation, now);
    return proposed ? 'proposed' : 'put-off';
  });
}

interface Decided {
  readonly conversation: Conversation;
  readonly proposed: boolean;
}

async function decide(
  tx: Queryable,
  dependencies: TurnDependencies,
  before: Conversation,
  found: Resolution,
  now: number,
): Promise<Decided> {
  const { account, people, readTakeover } = dependencies;
  const limits = dependencies.limits();
  const kept = (conversation: Conversation): Decided => ({ conversation, proposed: false });
  const known = await people.read(tx, before.person);
  if (!known?.consent || known.refusal) return kept(over(before, withoutConsent(known)));
  const facts = await readFacts(tx, account, before.person, limits.people);
  const settings = dependencies.settings();
  const view = {
    conversation: before,
    ...{ consent: known.consent, facts, settings, limits: limits.people, now },
  };
  const { conversation, step } = lookAt(view);
  if (!step) return kept(conversation);
  const taken = await readTakeover(tx, account, before.person);
  const takenUntil = taken ? taken.at + limits.people.takeoverMs : now;
  if (takenUntil > now) return kept(leftToOperator(conversation, step, takenUntil));
  const stranger = obstacle(found, dependencies, now);
  if (stranger) return kept(stranger(conversation, step));
  if (found.status !== 'found') throw new Error('nobody was found, and nothing stands against it');
  if (
    (await beginsWith(tx, account, before.person)) &&
    !(await mayBegin(tx, account, limits, now))
  ) {
    const at = dependencies.days.next(limits, now);
    const reason = 'as many new conversations as a day may have are begun or on their way';
    return kept(later(conversation, { ...step, at }, reason));
  }
  return propose(
    tx,
    dependencies,
    { ...view, conversation },
    step,
    found.peer,
    before.due?.at ?? now,
  );
}

function withoutConsent(known: Person | undefined): string {
  return known?.refusal
    ? `the person refused: ${known.refusal.how}`
    : 'there is no consent to write to this person';
}

/** The operator talks there: what follows is the schedule after a talk by hand, and later. */
function leftToOperator(conversation: Conversation, step: Step, until: number): Conversation {
  const entered =
    conversation.state === 'manual'
      ? conversation
      : { ...conversation, state: 'manual' as const, stage: 0 };
  return later(entered, { ...step, at: until }, TAKEN_OVER);
}

/** What there is in the way of writing to whoever was found, if anything. */
function obstacle(
  found: Resolution,
  { messenger }: TurnDependencies,
  now: number,
): ((conversation: Conversation, step: Step) => Conversation) | undefined {
  switch (found.status) {
    case 'wait':
      return (conversation, step) => {
        const at = now + Math.max(1_000, found.waitMs);
        return later(conversation, { ...step, at }, `the person can't be looked up: ${found.code}`);
      };
    case 'not-found':
      return (conversation, step) => {
        const reason = 'the account has never met this person: it can write once the person has';
        return later(conversation, { ...step, at: now + UNMET_MS }, reason);
      };
    case 'found': {
      const reason = nobodyToTalkWith(found.peer, messenger.self.id);
      return reason === undefined ? undefined : (conversation) => over(conversation, reason);
    }
  }
}

/** Why a peer is no person to be written to; undefined when it is one. */
export function nobodyToTalkWith(peer: Peer, self: PeerId): string | undefined {
  if (peer.kind !== 'user') return 'a group or channel, not a person';
  if (peer.bot) return 'a bot, not a person';
  if (peer.id === self) return 'the account itself';
  return isTelegramsOwn(peer) ? 'an account of Telegram itself' : undefined;
}

async function propose(
  tx: Queryable,
  dependencies: TurnDependencies,
  view: View,
  step: Step,
  peer: Peer,
  dueAt: number,
): Promise<Decided> {
  const { conversation, facts, settings, now } = view;
  const { timeZone } = dependencies.limits();
  const { words } = facts;
  const saying = { step, conversation, dueAt, peer, words, settings, timeZone, now };
  const newest = await say(tx, dependencies, saying);
  const after = withProposed(conversation, step);
  // What comes behind it is planned as if it went at once.
  const asSaid: Facts = newest
    ? {
        words: { ...words, ownAt: now, ownId: Number.MAX_SAFE_INTEGER },
        unsolicited: { lastAt: now },
        newest,
      }
    : { words, unsolicited: facts.unsolicited };
  const next = lookAt({ ...view, conversation: after, facts: asSaid });
  return { conversation: next.conversation, proposed: newest !== undefined };
}
