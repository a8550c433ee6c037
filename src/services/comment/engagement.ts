import type { Clock } from '../../core/clock.js';
import type { Database, Queryable, Row } from '../../core/database.js';
import type { Engagement } from '../../core/discussions.js';
import type { Logger } from '../../core/logger.js';
import type { Messenger } from '../../core/messenger.js';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';

/** So long after a comment it is looked at what came of it. */
const AFTER_MS = [HOUR_MS, 6 * HOUR_MS, DAY_MS, 3 * DAY_MS];
/** Older ones are left as they are: somebody started postaci after a long time. */
const FORGET_MS = 7 * DAY_MS;
const EVERY_MS = 15 * 60_000;
const BATCH = 100;
/** Between two groups. */
const PACE_MS = 1_000;

/** What looking at comments stands on. */
export interface EngagementDependencies {
  readonly account: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly database: Database;
  readonly messenger: Pick<Messenger, 'discussions'>;
}

/** Looks at what came of comments, in batches, until the signal aborts. */
export async function watchEngagement(
  dependencies: EngagementDependencies,
  signal: AbortSignal,
): Promise<void> {
  const { account, clock, database } = dependencies;
  while (!signal.aborted) {
    let restMs = 0;
    for (const batch of await dueComments(database, account, clock.now())) {
      restMs = Math.max(restMs, await lookAtBatch(dependencies, batch, signal));
      await clock.sleepUntil(clock.now() + PACE_MS, signal);
    }
    await clock.sleepUntil(clock.now() + Math.max(EVERY_MS, restMs), signal);
  }
}

interface Batch extends Row {
  readonly group_id: PeerId;
  readonly ids: readonly number[];
}

/** Comments that are due to be looked at, by group; at most `BATCH` of each. */
function dueComments(db: Queryable, account: string, now: number): Promise<readonly Batch[]> {
  return db.query<Batch>(
    `with due as (
       select group_id, comment_id,
         row_number() over (partition by group_id order by commented_at) as place
       from ${db.schema}.comment_posts
       where account = $1 and commented_at > $3 and comment_id is not null and exists (
         select 1 from jsonb_array_elements_text($4::jsonb) after
         where commented_at + after::bigint * interval '1 millisecond' <= $2
           and (looked_at is null
             or looked_at < commented_at + after::bigint * interval '1 millisecond')))
     select group_id, jsonb_agg(comment_id order by place) as ids
     from due where place <= $5 group by group_id order by group_id`,
    [account, new Date(now), new Date(now - FORGET_MS), JSON.stringify(AFTER_MS), BATCH],
  );
}

/** @returns for how long Telegram wants patience; milliseconds */
async function lookAtBatch(
  { account, clock, logger, database, messenger }: EngagementDependencies,
  { group_id: group, ids }: Batch,
  signal: AbortSignal,
): Promise<number> {
  try {
    const found = await messenger.discussions.engagement(group, ids, signal);
    if ('kind' in found) return found.waitMs;
    await saveEngagement(database, account, group, found, clock.now());
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    logger.debug('what came of comments could not be asked; it is tried again', { group, error });
  }
  return 0;
}

async function saveEngagement(
  db: Queryable,
  account: string,
  group: PeerId,
  found: readonly Engagement[],
  now: number,
): Promise<void> {
  await db.query(
    `update ${db.schema}.comment_posts post
     set looked_at = $4,
       replies = greatest(post.replies, seen.replies),
       reactions = case when seen.gone then post.reactions else seen.reactions end,
       reason = case when seen.gone then 'somebody deleted the comment' else reason end
     from jsonb_to_recordset($3::jsonb)
       as seen("messageId" integer, replies integer, reactions integer, gone boolean)
     where post.account = $1 and post.group_id = $2 and post.comment_id = seen."messageId"`,
    [account, group, JSON.stringify(found), new Date(now)],
  );
}
