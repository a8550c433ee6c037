import type { TlObject } from '../../rpc.js';
import type { Box, LogEntry } from '../../world/box.js';
import { bareId, isChannelPeer } from '../../world/peer-id.js';
import type { World } from '../../world/world.js';
import type { Cast } from './cast.js';
import { tlPeer } from './chat.js';
import { tlMessage } from './message.js';

/**
 * An entry of a box's log as an update; undefined when its message is gone meanwhile (the deletion
 * follows in the log).
 */
export function tlUpdate(
  world: World,
  viewerId: number,
  box: Box,
  entry: LogEntry,
  cast: Cast,
): TlObject | undefined {
  const counters = { pts: entry.pts, pts_count: entry.count };
  const channel = isChannelPeer(box.owner);
  switch (entry.kind) {
    case 'new':
    case 'edit': {
      const message = world.state.message(box.numberOf(entry.id));
      if (!message) return undefined;
      const kind = entry.kind === 'new' ? 'New' : 'Edit';
      return {
        _: channel ? `update${kind}ChannelMessage` : `update${kind}Message`,
        message: tlMessage(world, viewerId, message, entry.id, cast),
        ...counters,
      };
    }
    case 'delete':
      if (!channel) return { _: 'updateDeleteMessages', messages: entry.ids, ...counters };
      cast.add(box.owner);
      return {
        _: 'updateDeleteChannelMessages',
        channel_id: BigInt(bareId(box.owner)),
        messages: entry.ids,
        ...counters,
      };
    case 'readInbox':
    case 'readOutbox': {
      cast.add(entry.peer);
      const update = { peer: tlPeer(entry.peer), max_id: entry.maxId, ...counters };
      if (entry.kind === 'readOutbox') return { _: 'updateReadHistoryOutbox', ...update };
      const still_unread_count = world.state.unread(viewerId, entry.peer);
      return { _: 'updateReadHistoryInbox', ...update, still_unread_count };
    }
  }
}

/** The container in which updates travel. `seq` 0: not part of the numbered sequence. */
export function tlUpdates(world: World, updates: readonly TlObject[], cast: Cast): TlObject {
  return {
    _: 'updates',
    updates,
    users: cast.users,
    chats: cast.chats,
    date: Math.floor(world.now() / 1_000),
    seq: 0,
  };
}
