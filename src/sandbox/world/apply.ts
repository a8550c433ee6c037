import type { PeerId } from '../../core/peer.js';
import type { Box, LogEntry } from './box.js';
import type { Member } from './chat.js';
import type { Fact } from './facts.js';
import { type Message, peerFor } from './message.js';
import { isChannelPeer, isUserPeer } from './peer-id.js';
import type { State } from './state.js';

/** What a fact means for those who watch. */
export type Change =
  | { readonly kind: 'log'; readonly box: Box; readonly entry: LogEntry }
  /** Somebody's own view of a chat changed: joined, left, kicked. */
  | { readonly kind: 'chat'; readonly userId: number; readonly peer: PeerId }
  | {
      readonly kind: 'readChannel';
      readonly userId: number;
      readonly peer: PeerId;
      readonly maxId: number;
    };

/** Makes a fact true. Deterministic: replaying the same facts gives the same state, ids and pts. */
export function apply(state: State, fact: Fact): readonly Change[] {
  switch (fact.is) {
    case 'said':
      return said(state, fact.message);
    case 'edited':
      return edited(state, fact);
    case 'erased':
      return erased(state, fact);
    case 'reacted':
      reacted(state, fact);
      return [];
    case 'read':
      return read(state, fact);
    case 'member':
      return joined(state, fact.peer, fact.member);
    case 'left':
      state.members(fact.peer).delete(fact.userId);
      return [{ kind: 'chat', userId: fact.userId, peer: fact.peer }];
    case 'topic':
      state.topics(fact.peer).set(fact.topic.id, fact.topic);
      return [];
    case 'person':
      state.setPerson(fact.person);
      return [];
    case 'chat':
      state.setChat(fact.chat);
      return [];
    case 'file':
      state.files.set(fact.file.id, fact.file);
      return [];
  }
}

/** Who joins has nothing unread: the history before is there, but it is not news. */
function joined(state: State, peer: PeerId, member: Member): readonly Change[] {
  const { userId } = member;
  if (isChannelPeer(peer)) state.setReadInbox(userId, peer, state.box(peer).lastId);
  state.members(peer).set(userId, member);
  return [{ kind: 'chat', userId, peer }];
}

/** The boxes that hold a message: the channel's, or one for each person who takes part. */
function boxesOf(state: State, message: Message): readonly Box[] {
  if (isChannelPeer(message.peer)) return [state.box(message.peer)];
  if (isUserPeer(message.peer)) {
    return [...new Set([message.from, message.peer])].map((id) => state.box(id));
  }
  const members = [...state.members(message.peer).values()].filter(({ role }) => role !== 'kicked');
  return members.map(({ userId }) => state.box(userId));
}

function said(state: State, message: Message): readonly Change[] {
  state.messages[message.number] = message;
  const { atMs, number } = message;
  const changes = boxesOf(state, message).map((box): Change => {
    const peer = peerFor(message, box.owner);
    const id = box.add(number, peer);
    if (box.owner === message.from) state.setReadInbox(message.from, peer, id);
    return { kind: 'log', box, entry: box.record({ kind: 'new', id }, 1, atMs) };
  });
  if (isChannelPeer(message.peer) && message.from > 0) {
    const id = state.box(message.peer).idOf(number) ?? 0;
    state.setReadInbox(message.from, message.peer, id);
  }
  if (message.randomId !== undefined) {
    state.randomIds.remember(message.authorId, message.randomId, number, atMs);
  }
  countAnswer(state, message, 1);
  if (message.from > 0 && !message.action) state.setLastSaid(message.peer, message.from, atMs);
  const post = message.origin?.savedFrom;
  if (post && message.from === post.peer) {
    const postNumber = state.box(post.peer).numberOf(post.id);
    if (postNumber !== undefined) state.noteCopy(message, postNumber);
  }
  return changes;
}

function edited(state: State, fact: Extract<Fact, { is: 'edited' }>): readonly Change[] {
  const message = state.messages[fact.number];
  if (!message) return [];
  const { media: _, ...kept } = message;
  state.messages[fact.number] = { ...kept, ...fact.said, editedAtMs: fact.atMs };
  return boxesOf(state, message).flatMap((box): Change[] => {
    const id = box.idOf(fact.number);
    if (id === undefined) return [];
    return [{ kind: 'log', box, entry: box.record({ kind: 'edit', id }, 1, fact.atMs) }];
  });
}

function erased(state: State, fact: Extract<Fact, { is: 'erased' }>): readonly Change[] {
  const gone = new Map<Box, number[]>();
  for (const number of fact.numbers) {
    const message = state.messages[number];
    if (!message || message.deletedAtMs !== undefined) continue;
    if (fact.onlyFor === undefined) {
      state.messages[number] = { ...message, deletedAtMs: fact.atMs };
      countAnswer(state, message, -1);
    }
    for (const box of boxesOf(state, message)) {
      if (fact.onlyFor !== undefined && box.owner !== fact.onlyFor) continue;
      const id = box.remove(number, peerFor(message, box.owner));
      if (id !== undefined) gone.set(box, [...(gone.get(box) ?? []), id]);
    }
  }
  return [...gone].map(([box, ids]) => {
    const entry = box.record({ kind: 'delete', ids }, ids.length, fact.atMs);
    return { kind: 'log', box, entry };
  });
}

function reacted(state: State, { number, userId, emoji }: Extract<Fact, { is: 'reacted' }>): void {
  const reactions = state.reactions.get(number) ?? new Map<number, string>();
  state.reactions.set(number, reactions);
  if (emoji === undefined) reactions.delete(userId);
  else reactions.set(userId, emoji);
}

function countAnswer(state: State, { thread, replyTo }: Message, more: 1 | -1): void {
  if (thread !== undefined) add(state.threadSizes, thread, more);
  if (replyTo !== undefined) add(state.replies, replyTo, more);
}

function add(counts: Map<number, number>, number: number, more: number): void {
  counts.set(number, (counts.get(number) ?? 0) + more);
}

function read(state: State, fact: Extract<Fact, { is: 'read' }>): readonly Change[] {
  const { userId, peer, maxId, atMs } = fact;
  if (maxId <= state.readInbox(userId, peer)) return [];
  state.setReadInbox(userId, peer, maxId);
  if (isChannelPeer(peer)) return [{ kind: 'readChannel', userId, peer, maxId }];
  const box = state.box(userId);
  const changes: Change[] = [
    { kind: 'log', box, entry: box.record({ kind: 'readInbox', peer, maxId }, 1, atMs) },
  ];
  if (!isUserPeer(peer) || peer === userId) return changes;
  const number = box.numberOf(maxId);
  const other = state.box(peer);
  const theirs = number === undefined ? undefined : other.idOf(number);
  if (theirs === undefined) return changes;
  state.setReadOutbox(peer, userId, theirs);
  const entry = other.record({ kind: 'readOutbox', peer: userId, maxId: theirs }, 1, atMs);
  return [...changes, { kind: 'log', box: other, entry }];
}
