import type { PeerId } from '../core/peer.js';
import type { ChannelDifference, Wait } from '../core/updates.js';
import { HISTORY_PAGE } from './backfill.js';
import { newestMessage } from './catch-up.js';
import type { CatchUpDependencies, Caught } from './catching-up.js';
import type { ChannelFigures, Figures } from './figures.js';
import { type HeardEvent, heardMessage, heardUpdate } from './inbox-rows.js';
import type { Batch } from './intake.js';

/** What catching up with a channel stands on. */
export interface ChannelCatchUpDependencies extends CatchUpDependencies {
  /** The account is not in the channel any more. */
  readonly onGone: (channel: PeerId, code: string) => void;
}

/**
 * Makes up for all that was missed of one channel or supergroup, part by part; each part is committed with
 * the state after it.
 * @throws what the source or the database throws; what is committed stays
 */
export async function catchUpChannel(
  dependencies: ChannelCatchUpDependencies,
  channel: PeerId,
  signal: AbortSignal,
): Promise<Caught> {
  const { source, keeper, lines, unknown } = dependencies;
  for (;;) {
    const figures = (await keeper.read()).channels.get(channel);
    if (!figures) {
      unknown.add(channel);
      lines.want('dialogs', 'an unknown chat');
      return 'done';
    }
    if (figures.backfillTo !== undefined) {
      const wait = await backfillChannel(dependencies, channel, signal);
      if (wait) return wait;
    }
    const difference = await source.channelDifference(channel, figures.pts, signal);
    if (difference.kind === 'wait') return difference;
    if (difference.kind === 'gone') {
      await forget(dependencies, channel, difference.code);
      return 'done';
    }
    await keeper.commit((all) => differenceBatch(difference, channel, all, dependencies));
    if (difference.kind === 'part' && difference.final) return 'done';
  }
}

function differenceBatch(
  difference: Exclude<ChannelDifference, { kind: 'gone' }>,
  channel: PeerId,
  { channels }: Figures,
  dependencies: ChannelCatchUpDependencies,
): Batch | undefined {
  const figures = channels.get(channel);
  if (!figures) return undefined;
  if (difference.kind === 'too-long') {
    return change(channel, tooLong(difference, channel, figures, dependencies));
  }
  const { lines, held } = dependencies;
  const events: HeardEvent[] = difference.messages.map(heardMessage);
  for (const update of difference.updates) {
    if (update.kind !== 'sequenced') continue;
    const { sequence, pts, incoming } = update;
    // Another sequence's is as good as pushed.
    if (sequence.of !== 'channel' || sequence.channel !== channel) held.addUpdate(update);
    else if (incoming) events.push(heardUpdate(sequence, pts, incoming));
  }
  const next: ChannelFigures = {
    ...figures,
    pts: difference.pts,
    lastMessageId: newestMessage(figures.lastMessageId, events),
    behind: !difference.final || lines.isWanted(channel),
  };
  return { ...change(channel, next), events };
}

function tooLong(
  { pts, topMessageId }: Extract<ChannelDifference, { kind: 'too-long' }>,
  channel: PeerId,
  figures: ChannelFigures,
  { logger }: ChannelCatchUpDependencies,
): ChannelFigures {
  const { backfillTo: _, ...rest } = figures;
  if (figures.lastMessageId === 0) {
    logger.warn('too much was missed to be told, and no message is known to read on from', {
      channel,
    });
    return { ...rest, pts, lastMessageId: topMessageId, behind: true };
  }
  if (topMessageId <= figures.lastMessageId) return { ...rest, pts, behind: true };
  return { ...rest, pts, backfillTo: topMessageId, behind: true };
}

/** Reads the history from the last message heard up to where the channel's new state has it covered. */
async function backfillChannel(
  { source, keeper }: ChannelCatchUpDependencies,
  channel: PeerId,
  signal: AbortSignal,
): Promise<Wait | undefined> {
  for (;;) {
    const figures = (await keeper.read()).channels.get(channel);
    if (figures?.backfillTo === undefined) return undefined;
    const { backfillTo, lastMessageId, ...rest } = figures;
    const page = await source.messagesAfter(channel, lastMessageId, HISTORY_PAGE, signal);
    if ('kind' in page) return page;
    const events = page.filter(({ messageId }) => messageId <= backfillTo).map(heardMessage);
    const last = page.at(-1)?.messageId ?? backfillTo;
    const next: ChannelFigures =
      last < backfillTo
        ? { ...figures, lastMessageId: last }
        : { ...rest, lastMessageId: backfillTo };
    await keeper.commit(({ channels }) =>
      channels.has(channel) ? { ...change(channel, next), events } : undefined,
    );
  }
}

async function forget(
  { keeper, held, onGone }: ChannelCatchUpDependencies,
  channel: PeerId,
  code: string,
): Promise<void> {
  await keeper.commit(({ channels }) =>
    channels.has(channel)
      ? { events: [], changes: { channels: new Map([[channel, 'forgotten']]) } }
      : undefined,
  );
  held.take(channel);
  onGone(channel, code);
}

function change(channel: PeerId, figures: ChannelFigures): Batch {
  return { events: [], changes: { channels: new Map([[channel, figures]]) } };
}
