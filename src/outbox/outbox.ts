import type { Clock } from '../core/clock.js';
import type { Queryable, Row } from '../core/database.js';
import type { EventBus, LiveEvent } from '../core/events.js';
import { type IntentDraft, PRIORITIES, type Proposed } from '../core/intent.js';
import type { Outbox } from '../core/outbox.js';
import { cancel } from './cancel.js';
import { makeRandomId } from './random-ids.js';
import { validateDraft } from './validate.js';

export interface OutboxOptions {
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  /** Tells the sender; see `Sender.kick`. */
  readonly kick: () => void;
}

/** Events of proposals whose commit has not been told yet: no more than this many are kept. */
const REMEMBERED_EVENTS = 1_000;

/** The one road's beginning: what is proposed is remembered, with its random ids, or was there already. */
export function createOutbox({ clock, events, kick }: OutboxOptions): Outbox {
  const proposed: LiveEvent[] = [];
  return {
    async propose(tx, draft) {
      validateDraft(draft);
      const now = clock.now();
      const result = await insert(tx, draft, now);
      if (result.created && proposed.length < REMEMBERED_EVENTS) {
        proposed.push(queued(draft, result.id, now));
      }
      return result;
    },
    async cancel(tx, cancelled) {
      const ended = await cancel(tx, cancelled, clock.now());
      proposed.push(...ended.slice(0, REMEMBERED_EVENTS - proposed.length));
      return ended.length;
    },
    kick() {
      for (const event of proposed.splice(0)) events.publish(event);
      kick();
    },
  };
}

async function insert(tx: Queryable, draft: IntentDraft, now: number): Promise<Proposed> {
  const [created] = await tx.query<Row & { id: number }>(
    `insert into ${tx.schema}.outbox (account, service, budget, lane, thread, op, peer_id, topic_id, content,
       random_ids, dedupe_key, priority, precondition, state, not_before, expires_at, next_at, created_at,
       reply_to, instant)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $18, $14, $15, $14, $16, $17, $19)
     on conflict (account, dedupe_key) do nothing returning id`,
    [
      draft.account,
      draft.service,
      draft.budget,
      draft.lane,
      draft.thread ?? null,
      draft.op,
      draft.peer,
      draft.topicId ?? null,
      JSON.stringify(draft.content),
      [makeRandomId()],
      draft.dedupeKey,
      PRIORITIES.indexOf(draft.priority),
      draft.precondition ? JSON.stringify(draft.precondition) : null,
      new Date(draft.notBefore),
      draft.expiresAt === undefined ? null : new Date(draft.expiresAt),
      new Date(now),
      draft.replyTo ?? null,
      draft.approval ? 'draft' : 'queued',
      draft.instant ?? false,
    ],
  );
  if (created) return { id: created.id, created: true };
  const [known] = await tx.query<Row & { id: number }>(
    `select id from ${tx.schema}.outbox where account = $1 and dedupe_key = $2`,
    [draft.account, draft.dedupeKey],
  );
  if (!known) throw new Error(`the intent ${draft.dedupeKey} was there and is gone`);
  return { id: known.id, created: false };
}

function queued(draft: IntentDraft, id: number, now: number): LiveEvent {
  return {
    type: 'intent',
    at: now,
    id,
    service: draft.service,
    peer: draft.peer,
    state: draft.approval ? 'draft' : 'queued',
    text: draft.content.text,
    ...(draft.notBefore > now && { until: draft.notBefore }),
  };
}
