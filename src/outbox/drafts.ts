import type { Clock } from '../core/clock.js';
import type { Content } from '../core/content.js';
import type { Database, Queryable, Row } from '../core/database.js';
import { PostaciError } from '../core/errors.js';
import type { EventBus, LiveEvent } from '../core/events.js';
import type { IntentState, ServiceName } from '../core/intent.js';
import type { PeerId } from '../core/peer.js';
import { WITHDRAWALS } from '../core/withdrawal.js';
import { INTENT_COLUMNS, type IntentRow, toIntent } from './intent-row.js';
import { validateDraft } from './validate.js';

/** Something that waits for the operator's word. Times are milliseconds since the epoch. */
export interface WaitingDraft {
  readonly id: number;
  readonly service: ServiceName;
  readonly peer: PeerId;
  readonly text: string;
  readonly createdAt: number;
  /** Not approved by then, it is dropped; undefined: it keeps. */
  readonly expiresAt?: number;
}

/** What a draft is let go with. */
export interface Approval {
  /** Instead of what was written. */
  readonly text?: string;
  /** Until when it is to be sent, in the place of the time for approving it; milliseconds since the epoch. */
  readonly expiresAt?: number;
}

export interface DraftDeskOptions {
  readonly account: string;
  readonly database: Database;
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  /** Tells the sender; see `Sender.kick`. */
  readonly kick: () => void;
}

/** Where the operator decides about what was written. */
export interface DraftDesk {
  /** What waits, oldest first. */
  list(): Promise<readonly WaitingDraft[]>;
  /**
   * Queues a draft: the guard is asked about it as about everything else.
   * @throws PostaciError `USAGE` when it is no draft (any more); `INTENT_INVALID` when the text cannot be sent
   */
  accept(id: number, approval?: Approval): Promise<void>;
  /** @throws PostaciError `USAGE` when it is no draft (any more) */
  reject(id: number, reason?: string): Promise<void>;
  /** Ends what nobody approved in time. */
  expire(): Promise<void>;
}

/** Makes the desk; nothing happens before it is asked. */
export function createDraftDesk(options: DraftDeskOptions): DraftDesk {
  const { account, database, clock, events, kick } = options;
  return {
    list: () => listDrafts(database, account, clock.now()),
    async accept(id, { text, expiresAt } = {}) {
      const now = clock.now();
      const event = await database.transaction(async (tx) => {
        const draft = await lockDraft(tx, account, id, now);
        const content: Content = text === undefined ? draft.content : { ...plain(draft), text };
        validateDraft({ ...toIntent(draft), content });
        await tx.query(
          `update ${tx.schema}.outbox set state = 'queued', content = $2, next_at = greatest(not_before, $3),
             expires_at = coalesce($4, expires_at) where id = $1`,
          [
            id,
            JSON.stringify(content),
            new Date(now),
            expiresAt === undefined ? null : new Date(expiresAt),
          ],
        );
        return eventOf(draft, 'queued', now, { text: content.text });
      });
      events.publish(event);
      kick();
    },
    async reject(id, reason: string = WITHDRAWALS.rejected) {
      const now = clock.now();
      const event = await database.transaction(async (tx) => {
        const draft = await lockDraft(tx, account, id, now);
        await tx.query(
          `update ${tx.schema}.outbox set state = 'refused', rule = 'approval', reason = $2,
             settled_at = $3, next_at = $3 where id = $1`,
          [id, reason, new Date(now)],
        );
        return eventOf(draft, 'refused', now, { reason });
      });
      events.publish(event);
    },
    async expire() {
      const now = clock.now();
      const reason = WITHDRAWALS['not-approved'];
      const ended = await database.query<DraftRow>(
        `update ${database.schema}.outbox set state = 'expired', rule = 'approval', reason = $3,
           settled_at = $2, next_at = $2
         where account = $1 and state = 'draft' and expires_at <= $2 returning id, service, peer_id`,
        [account, new Date(now), reason],
      );
      for (const draft of ended) events.publish(eventOf(draft, 'expired', now, { reason }));
    },
  };
}

interface DraftRow extends Row {
  readonly id: number;
  readonly service: ServiceName;
  readonly peer_id: PeerId;
}

async function listDrafts(
  db: Queryable,
  account: string,
  now: number,
): Promise<readonly WaitingDraft[]> {
  const rows = await db.query<
    DraftRow & { text: string; created_at: number; expires_at: number | null }
  >(
    `select id, service, peer_id, content ->> 'text' as text, created_at, expires_at
     from ${db.schema}.outbox
     where account = $1 and state = 'draft' and (expires_at is null or expires_at > $2) order by id`,
    [account, new Date(now)],
  );
  return rows.map(({ id, service, peer_id, text, created_at, expires_at }) => ({
    ...{ id, service, peer: peer_id, text, createdAt: created_at },
    ...(expires_at !== null && { expiresAt: expires_at }),
  }));
}

async function lockDraft(
  tx: Queryable,
  account: string,
  id: number,
  now: number,
): Promise<IntentRow> {
  const [draft] = await tx.query<IntentRow>(
    `select ${INTENT_COLUMNS} from ${tx.schema}.outbox
     where account = $1 and id = $2 and state = 'draft' and (expires_at is null or expires_at > $3)
     for update`,
    [account, id, new Date(now)],
  );
  if (draft) return draft;
  throw new PostaciError(
    'USAGE',
    `${id} is no draft (any more)`,
    `postaci approve lists what waits, postaci why ${id} says what became of it.`,
  );
}

/** What is said without its formatting, which belongs to the old words. */
function plain({ content }: IntentRow): Content {
  const { entities: _ofOldWords, ...rest } = content;
  return rest;
}

function eventOf(
  { id, service, peer_id: peer }: DraftRow,
  state: IntentState,
  at: number,
  more: { readonly text?: string; readonly reason?: string },
): LiveEvent {
  return { type: 'intent', at, id, service, peer, state, ...more };
}
