import type { Dialog, Wait } from '../core/updates.js';
import type { CatchUpDependencies } from './catching-up.js';
import { type CommonFigures, withoutBackfill } from './figures.js';
import { heardMessage } from './inbox-rows.js';

/** Messages read at once: the most that one call gives. */
export const HISTORY_PAGE = 100;
/** A chat whose newest message is older than the last heard one by so much has nothing new. */
const MARGIN_MS = 24 * 3_600_000;
/** The list is walked again for chats that moved up while it was walked; each such walk is a short one. */
const MOST_WALKS = 10;
const WALK_MARGIN_MS = 60_000;

/**
 * Reads what people and basic groups said after `backfillAfter` from their histories, oldest first, page by
 * page; each page is committed. What happens meanwhile comes by a difference afterwards, so the newest
 * message known of does not move: a second "too long" reads from the same one on.
 * @returns when Telegram wants patience first
 */
export async function backfillCommon(
  dependencies: CatchUpDependencies,
  { backfillAfter = 0, date }: CommonFigures,
  signal: AbortSignal,
): Promise<Wait | undefined> {
  const { keeper, logger, progress } = dependencies;
  let since = date * 1000 - MARGIN_MS;
  for (let walks = 1; ; walks++) {
    const known = progress.size;
    const walked = await walk(dependencies, since, backfillAfter, signal);
    if (typeof walked === 'object') return walked;
    if (walks > 1 && progress.size === known) break;
    since = Math.max(since, walked - WALK_MARGIN_MS);
    if (walks < MOST_WALKS) continue;
    logger.warn('the list of chats moves faster than it can be read', { walks });
    break;
  }
  await keeper.commit(({ common }) =>
    common ? { events: [], changes: { common: withoutBackfill(common) } } : undefined,
  );
  progress.clear();
  return undefined;
}

/** Reads on in each chat of the list that was not read. @returns the date of the newest message at its beginning */
async function walk(
  dependencies: CatchUpDependencies,
  since: number,
  after: number,
  signal: AbortSignal,
): Promise<Wait | number> {
  let begunAt: number | undefined;
  for await (const page of dependencies.source.dialogs(signal)) {
    begunAt ??= page.reduce((newest, { at }) => Math.max(newest, at), since);
    for (const dialog of page) {
      if (isChannel(dialog) || dialog.topMessageId <= after) continue;
      const wait = await readOn(dependencies, dialog, after, signal);
      if (wait) return wait;
    }
    if (page.every(({ at }) => at < since)) break;
  }
  return begunAt ?? since;
}

async function readOn(
  { source, keeper, progress }: CatchUpDependencies,
  { peer, topMessageId }: Dialog,
  from: number,
  signal: AbortSignal,
): Promise<Wait | undefined> {
  for (let after = progress.get(peer) ?? from; after < topMessageId; ) {
    const page = await source.messagesAfter(peer, after, HISTORY_PAGE, signal);
    if ('kind' in page) return page;
    const last = page.at(-1);
    if (!last) break;
    await keeper.commit(() => ({ events: page.map(heardMessage), changes: {} }));
    after = last.messageId;
    progress.set(peer, after);
  }
  progress.set(peer, Number.POSITIVE_INFINITY);
  return undefined;
}

/** They have a sequence of their own. */
function isChannel({ pts }: Dialog): boolean {
  return pts !== undefined;
}
