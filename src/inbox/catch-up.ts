import type { PeerId } from '../core/peer.js';
import type { Difference } from '../core/updates.js';
import { backfillCommon } from './backfill.js';
import type { CatchUpDependencies, Caught } from './catching-up.js';
import {
  type ChannelFigures,
  type CommonFigures,
  type Figures,
  withoutBackfill,
} from './figures.js';
import { type HeardEvent, heardMessage, heardUpdate } from './inbox-rows.js';
import type { Batch } from './intake.js';
import { type Listed, listChats, newChannels } from './learn.js';

/**
 * Makes up for all that was missed of people and basic groups, part by part; each part is committed with
 * the state after it.
 * @throws what the source or the database throws; what is committed stays
 */
export async function catchUpCommon(
  dependencies: CatchUpDependencies,
  signal: AbortSignal,
): Promise<Caught> {
  const { source, keeper } = dependencies;
  for (;;) {
    const { common } = await keeper.read();
    if (!common) return begin(dependencies, signal);
    if (common.backfillAfter !== undefined) {
      const wait = await backfillCommon(dependencies, common, signal);
      if (wait) return wait;
    }
    const difference = await source.difference(common, signal);
    if (difference.kind === 'wait') return difference;
    if (difference.kind === 'too-long') await remember(dependencies, difference.pts);
    else {
      await keeper.commit((figures) => partBatch(difference, figures, dependencies));
      if (difference.final) return 'done';
    }
  }
}

/**
 * Hearing begins: from what was pushed already, else from where Telegram stands now. The chats are listed
 * before: every message up to the newest listed one came before hearing began.
 */
async function begin(dependencies: CatchUpDependencies, signal: AbortSignal): Promise<Caught> {
  const { source, keeper, held } = dependencies;
  const listed = await listOrPutOff(dependencies, signal);
  const state = await source.state(signal);
  if ('kind' in state) return state;
  await keeper.commit((figures) => {
    const pts = Math.min(state.pts, held.startOf('pts') ?? state.pts);
    const common = { ...state, pts, lastMessageId: listed?.lastMessageId ?? 0 };
    return { events: [], changes: { ...newChannels(figures, listed), common } };
  });
  return 'done';
}

/** Hearing must not wait for the list. */
async function listOrPutOff(
  { source, lines, logger }: CatchUpDependencies,
  signal: AbortSignal,
): Promise<Listed | undefined> {
  try {
    return await listChats(source, signal);
  } catch (error) {
    signal.throwIfAborted();
    logger.warn('the chats could not be listed; trying again', { error });
    lines.want('dialogs', 'the chats could not be listed');
    return undefined;
  }
}

/** From here on the histories are read, also after a crash; what happens meanwhile comes by a difference. */
async function remember({ keeper, logger }: CatchUpDependencies, pts: number): Promise<void> {
  await keeper.commit(({ common }) => {
    if (!common) return undefined;
    const { backfillAfter, lastMessageId } = common;
    const after = backfillAfter ?? lastMessageId;
    if (after > 0) {
      return { events: [], changes: { common: { ...common, pts, backfillAfter: after } } };
    }
    logger.warn('too much was missed to be told, and no message is known to read on from');
    return { events: [], changes: { common: { ...withoutBackfill(common), pts } } };
  });
}

/** A part of the common difference, and the channels that it says have moved: theirs is asked for after it. */
function partBatch(
  { messages, updates, state }: Extract<Difference, { kind: 'part' }>,
  figures: Figures,
  { lines, unknown }: CatchUpDependencies,
): Batch | undefined {
  if (!figures.common) return undefined;
  const events: HeardEvent[] = messages.map(heardMessage);
  const moved = new Map<PeerId, ChannelFigures>();
  const notice = (channel: PeerId, first?: ChannelFigures) => {
    const known = moved.get(channel) ?? figures.channels.get(channel) ?? first;
    if (known) moved.set(channel, { ...known, behind: true });
    else {
      unknown.add(channel);
      lines.want('dialogs', 'an unknown chat');
    }
    if (known) lines.want(channel, 'named by the difference');
  };
  for (const update of updates) {
    if (update.kind === 'channel-too-long') notice(update.channel);
    if (update.kind !== 'sequenced') continue;
    const { sequence, pts, count, incoming } = update;
    if (sequence.of === 'channel') {
      const messageId = incoming?.kind === 'message' ? incoming.messageId - 1 : 0;
      notice(sequence.channel, { pts: pts - count, lastMessageId: messageId, behind: true });
    } else if (incoming) events.push(heardUpdate(sequence, pts, incoming));
  }
  const lastMessageId = newestMessage(figures.common.lastMessageId, events);
  const common: CommonFigures = { ...figures.common, ...state, lastMessageId };
  return { events, changes: { common, channels: moved } };
}

/** The newest message id of all these and `known`. */
export function newestMessage(known: number, events: readonly HeardEvent[]): number {
  return events.reduce(
    (newest, { incoming }) =>
      incoming.kind === 'message' ? Math.max(newest, incoming.messageId) : newest,
    known,
  );
}
