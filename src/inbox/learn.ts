import type { PeerId } from '../core/peer.js';
import type { UpdateSource } from '../core/updates.js';
import type { CatchUpDependencies, Caught } from './catching-up.js';
import type { ChannelFigures, FigureChanges, Figures } from './figures.js';

/** What the list of chats says about where they stand. */
export interface Listed {
  readonly channels: ReadonlyMap<PeerId, ChannelFigures>;
  /** The newest message of people and basic groups; 0 when there is none. */
  readonly lastMessageId: number;
}

/** Walks through all of the account's chats. @throws what ends the listing */
export async function listChats(source: UpdateSource, signal: AbortSignal): Promise<Listed> {
  const channels = new Map<PeerId, ChannelFigures>();
  let lastMessageId = 0;
  for await (const page of source.dialogs(signal)) {
    for (const { peer, topMessageId, pts } of page) {
      if (pts === undefined) lastMessageId = Math.max(lastMessageId, topMessageId);
      else if (!channels.has(peer)) {
        channels.set(peer, { pts, lastMessageId: topMessageId, behind: false });
      }
    }
  }
  return { channels, lastMessageId };
}

/**
 * Learns where chats stand of which that is not known: hearing begins there.
 * @throws what the source or the database throws
 */
export async function learn(
  { source, keeper, unknown, logger }: CatchUpDependencies,
  signal: AbortSignal,
): Promise<Caught> {
  const listed = await listChats(source, signal);
  const figures = await keeper.commit((known) => {
    const { common } = known;
    const changes = newChannels(known, listed);
    if (common?.lastMessageId !== 0) return { events: [], changes };
    const { lastMessageId } = listed;
    return { events: [], changes: { ...changes, common: { ...common, lastMessageId } } };
  });
  for (const channel of unknown) {
    if (!figures.channels.has(channel))
      logger.info('a chat is not in the list of chats', { channel });
  }
  unknown.clear();
  return 'done';
}

/** Those of the list that were not known of. */
export function newChannels(figures: Figures, listed: Listed | undefined): FigureChanges {
  const all = [...(listed?.channels ?? [])];
  return { channels: new Map(all.filter(([channel]) => !figures.channels.has(channel))) };
}
