import type { Incoming, IncomingMessage, MessageFacts } from '../../core/incoming.js';
import type { PeerId } from '../../core/peer.js';
import type {
  ChannelDifference,
  CommonState,
  Dialog,
  Difference,
  Sequence,
  Update,
} from '../../core/updates.js';
import { serverDate, type VirtualMessage } from './chat.js';
import { Refused } from './error-outcome.js';
import type { LogEntry, UpdateLog } from './update-log.js';
import { COMMON_BOX, type VirtualWorld } from './world.js';

const MOST_AT_ONCE = 100;

/** Where the common sequences stand. */
export function stateAt(world: VirtualWorld, now: number): CommonState {
  return { pts: world.log(COMMON_BOX).pts, qts: 0, seq: 0, date: Math.floor(now / 1_000) };
}

/**
 * What happened to people and basic groups since.
 * @throws Refused when the sequence never stood there
 */
export function differenceSince(world: VirtualWorld, since: CommonState, now: number): Difference {
  const log = world.log(COMMON_BOX);
  checkPosition(since.pts, log);
  const missed = log.after(since.pts);
  if (!missed) return { kind: 'too-long', pts: log.pts };
  const part = missed.slice(0, world.differences.slice);
  const told = split(world, COMMON_BOX, part);
  if (part.length < missed.length) {
    const pts = part.at(-1)?.pts ?? since.pts;
    // The date stays: what it says of channels is told with the last part only.
    return { kind: 'part', ...told, state: { ...since, pts }, final: false };
  }
  const updates = [...told.updates, ...channelNews(world, since.date)];
  return { kind: 'part', ...told, updates, state: stateAt(world, now), final: true };
}

/**
 * What happened in a channel or supergroup since.
 * @throws Refused when the sequence never stood there
 */
export function channelDifferenceSince(
  world: VirtualWorld,
  channel: PeerId,
  pts: number,
): ChannelDifference {
  const log = world.log(channel);
  if (!isMember(world, channel)) return { kind: 'gone', code: 'CHANNEL_PRIVATE' };
  checkPosition(pts, log);
  const missed = log.after(pts);
  if (!missed) return { kind: 'too-long', pts: log.pts, topMessageId: world.lastId(channel) };
  const part = missed.slice(0, MOST_AT_ONCE);
  const final = part.length === missed.length;
  const told = split(world, channel, part);
  return { kind: 'part', ...told, pts: part.at(-1)?.pts ?? log.pts, final };
}

/** The account's chats, those with the newest messages first. */
export function dialogLines(world: VirtualWorld): readonly Dialog[] {
  const lines = world.chats.flatMap(({ id, member }): Dialog[] => {
    if (member === false) return [];
    const channel = world.boxOf(id) === id;
    const top = world.messages(id).findLast(({ deletedAt }) => deletedAt === undefined);
    if (!top && !channel) return [];
    return [
      {
        peer: id,
        topMessageId: top?.id ?? world.lastId(id),
        at: serverDate(top?.arrivedAt ?? world.begunAt),
        ...(channel ? { pts: world.log(id).pts } : {}),
      },
    ];
  });
  return lines.sort((a, b) => b.at - a.at);
}

/** The oldest messages of a chat after an id, oldest first. */
export function messagesAfter(
  world: VirtualWorld,
  chat: PeerId,
  afterId: number,
  limit: number,
): readonly IncomingMessage[] {
  const all = world.messages(chat);
  const found: IncomingMessage[] = [];
  const most = Math.min(limit, MOST_AT_ONCE);
  const from = all.findLastIndex(({ id }) => id <= afterId) + 1;
  for (let at = from; at < all.length && found.length < most; at++) {
    const message = all[at];
    if (message && message.deletedAt === undefined && !message.service) {
      found.push(asIncoming(message));
    }
  }
  return found;
}

/** An entry of a box's log as it is pushed. */
export function asUpdate(world: VirtualWorld, box: PeerId, entry: LogEntry): Update {
  const incoming = incomingOf(world, box, entry);
  const { pts, count } = entry;
  const sequence = sequenceOf(box);
  return { kind: 'sequenced', sequence, pts, count, ...(incoming ? { incoming } : {}) };
}

export function sequenceOf(box: PeerId): Sequence {
  return box === COMMON_BOX ? { of: 'pts' } : { of: 'channel', channel: box };
}

/** A message as it is heard. */
export function asIncoming(message: VirtualMessage): IncomingMessage {
  return { kind: 'message', ...factsOf(message) };
}

export function isMember(world: VirtualWorld, chat: PeerId): boolean {
  const known = world.chat(chat);
  return known !== undefined && known.member !== false;
}

function checkPosition(pts: number, log: UpdateLog): void {
  if (pts >= 1 && pts <= log.pts) return;
  throw new Refused({ code: 400, text: 'PERSISTENT_TIMESTAMP_INVALID' });
}

/** New messages and all else, as differences keep them apart. */
function split(world: VirtualWorld, box: PeerId, entries: readonly LogEntry[]) {
  const messages: IncomingMessage[] = [];
  const updates: Update[] = [];
  for (const entry of entries) {
    if (entry.kind !== 'message') {
      updates.push(asUpdate(world, box, entry));
      continue;
    }
    const incoming = incomingOf(world, box, entry);
    if (incoming?.kind === 'message') messages.push(incoming);
  }
  return { messages, updates };
}

/** Undefined for what nobody listens for, and for messages that are gone meanwhile. */
function incomingOf(world: VirtualWorld, box: PeerId, entry: LogEntry): Incoming | undefined {
  if (entry.kind === 'deletion') {
    const { messageIds } = entry;
    return { kind: 'deletion', messageIds, ...(box === COMMON_BOX ? {} : { peer: box }) };
  }
  const message = world.message(entry.chat, entry.messageId);
  if (!message || message.service) return undefined;
  if (entry.kind === 'message') return asIncoming(message);
  return { kind: 'edit', ...factsOf(message), editedAt: serverDate(message.editedAt ?? 0) };
}

/** The channels in which something happened since a date, in Telegram's seconds. */
function channelNews(world: VirtualWorld, date: number): readonly Update[] {
  return world.chats
    .filter(({ id, member }) => world.boxOf(id) === id && member !== false)
    .filter(({ id }) => world.log(id).changedAt >= date * 1_000)
    .map(({ id }) => ({ kind: 'channel-too-long', channel: id }));
}

function factsOf(message: VirtualMessage): MessageFacts {
  const { id, chat, arrivedAt, own, senderId, text } = message;
  const { topicId, replyToId, mentioned, media, albumId } = message;
  return {
    peer: chat,
    messageId: id,
    at: serverDate(arrivedAt),
    own,
    // A channel's post is nobody's.
    ...(senderId === chat && chat < 0 ? {} : { senderId }),
    text,
    ...(topicId === undefined ? {} : { topicId }),
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(mentioned ? { mentioned } : {}),
    ...(media ? { media } : {}),
    ...(albumId === undefined ? {} : { albumId }),
  };
}
