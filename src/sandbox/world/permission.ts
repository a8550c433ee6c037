import type { PeerId } from '../../core/peer.js';
import { canView, isAdmin, membership } from './access.js';
import type { Chat, Member, Right } from './chat.js';
import { type Person, SPAM_BOT_ID } from './person.js';
import { type Refusal, refusal } from './refusal.js';
import { isUnder } from './sanctions.js';
import type { World } from './world.js';

/** What is about to be said, as far as rights go. */
export interface Attempt {
  readonly from: Person;
  readonly peer: PeerId;
  readonly content: 'text' | 'photo' | 'document';
  /** More than one message at once: an album or several forwards. */
  readonly several: boolean;
}

/**
 * Why this may not be said, in the order in which Telegram was seen to answer; undefined when it may.
 * @see https://core.telegram.org/method/messages.sendMessage
 */
export function sendRefusal(world: World, attempt: Attempt): Refusal | undefined {
  const { from, peer } = attempt;
  // Whoever is held back may still ask why.
  if (peer === SPAM_BOT_ID) return undefined;
  if (isUnder(world, from, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  if (peer > 0) return personRefusal(world, from, peer);
  const chat = world.state.chats.get(peer);
  if (!chat) return refusal(400, 'PEER_ID_INVALID');
  return (
    chatRefusal(world, from, chat) ??
    contentRefusal(world, attempt, chat) ??
    slowModeRefusal(world, attempt, chat)
  );
}

/**
 * Why nobody may see this person type there. Neither slow mode nor what kind of content is allowed counts.
 * @see https://core.telegram.org/method/messages.setTyping
 */
export function typingRefusal(world: World, from: Person, peer: PeerId): Refusal | undefined {
  if (isUnder(world, from, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  if (peer > 0) return closedRefusal(world, from, peer);
  const chat = world.state.chats.get(peer);
  return chat ? chatRefusal(world, from, chat) : refusal(400, 'PEER_ID_INVALID');
}

function personRefusal(world: World, from: Person, toId: number): Refusal | undefined {
  const { state } = world;
  if (toId === from.id) return undefined;
  const closed = closedRefusal(world, from, toId);
  if (closed) return closed;
  const to = state.persons.get(toId);
  if (!to) return refusal(400, 'PEER_ID_INVALID');
  const wroteFirst = hasWritten({ state }, to.id, from.id);
  if (from.botToken !== undefined && !wroteFirst) return refusal(400, 'PEER_ID_INVALID');
  if (wroteFirst || to.contacts.includes(from.id)) return undefined;
  if (isUnder(world, from, 'limited')) return refusal(400, 'PEER_FLOOD');
  if (to.privacy === 'premiumOnly') return refusal(406, 'PRIVACY_PREMIUM_REQUIRED');
  if (to.privacy === 'paidMessages') return refusal(403, 'ALLOW_PAYMENT_REQUIRED_50');
  if (to.privacy === 'nobody') return refusal(403, 'USER_PRIVACY_RESTRICTED');
  return undefined;
}

/** Somebody who takes nothing from this person, whoever wrote first. */
function closedRefusal(world: World, from: Person, toId: number): Refusal | undefined {
  if (toId === from.id) return undefined;
  const to = world.state.persons.get(toId);
  if (!to) return refusal(400, 'PEER_ID_INVALID');
  if (isUnder(world, to, 'deactivated')) return refusal(400, 'INPUT_USER_DEACTIVATED');
  if (to.blocked.includes(from.id)) return refusal(403, 'USER_IS_BLOCKED');
  if (from.blocked.includes(to.id)) return refusal(400, 'YOU_BLOCKED_USER');
  const bots = from.botToken !== undefined && to.botToken !== undefined;
  return bots ? refusal(400, 'USER_IS_BOT') : undefined;
}

function hasWritten({ state }: Pick<World, 'state'>, writerId: number, readerId: number): boolean {
  const box = state.box(readerId);
  return box.idsOf(writerId).some((id) => state.message(box.numberOf(id))?.from === writerId);
}

function chatRefusal({ state }: World, from: Person, chat: Chat): Refusal | undefined {
  if (!canView(state, chat, from.id)) {
    return chat.kind === 'group'
      ? refusal(400, 'PEER_ID_INVALID')
      : refusal(400, 'CHANNEL_PRIVATE');
  }
  if (isAdmin(state, chat.peer, from.id)) return undefined;
  if (chat.kind === 'channel') return refusal(400, 'CHAT_ADMIN_REQUIRED');
  const member = membership(state, chat.peer, from.id);
  if (!member && chat.linked === undefined) return refusal(403, 'CHAT_WRITE_FORBIDDEN');
  if (!member && chat.joinToSend) return refusal(403, 'CHAT_GUEST_SEND_FORBIDDEN');
  if (member?.forbidden.includes('send_messages')) return refusal(400, 'USER_BANNED_IN_CHANNEL');
  const silent = forbiddenTo(member, chat).includes('send_messages');
  return silent ? refusal(403, 'CHAT_WRITE_FORBIDDEN') : undefined;
}

function forbiddenTo(member: Member | undefined, chat: Chat): readonly Right[] {
  return [...chat.forbidden, ...(member?.forbidden ?? [])];
}

function contentRefusal({ state }: World, { from, content }: Attempt, chat: Chat) {
  if (isAdmin(state, chat.peer, from.id)) return undefined;
  const forbidden = forbiddenTo(membership(state, chat.peer, from.id), chat);
  if (content === 'text') {
    return forbidden.includes('send_plain') ? refusal(403, 'CHAT_SEND_PLAIN_FORBIDDEN') : undefined;
  }
  if (forbidden.includes('send_media')) return refusal(403, 'CHAT_SEND_MEDIA_FORBIDDEN');
  if (content === 'photo' && forbidden.includes('send_photos')) {
    return refusal(403, 'CHAT_SEND_PHOTOS_FORBIDDEN');
  }
  if (content === 'document' && forbidden.includes('send_docs')) {
    return refusal(403, 'CHAT_SEND_DOCS_FORBIDDEN');
  }
  return undefined;
}

function slowModeRefusal(world: World, attempt: Attempt, chat: Chat): Refusal | undefined {
  const { from, peer, several } = attempt;
  if (chat.slowModeSeconds === 0 || isAdmin(world.state, peer, from.id)) return undefined;
  if (several) return refusal(400, 'SLOWMODE_MULTI_MSGS_DISABLED');
  const openAtMs = slowModeOpensAtMs(world, chat, from.id);
  const waitMs = openAtMs - world.now();
  return waitMs > 0 ? refusal(420, `SLOWMODE_WAIT_${Math.ceil(waitMs / 1_000)}`) : undefined;
}

/** When slow mode lets this person speak again (ms since the epoch; in the past when it does now). */
export function slowModeOpensAtMs({ state }: World, chat: Chat, userId: number): number {
  return (state.lastSaidAtMs(chat.peer, userId) ?? 0) + chat.slowModeSeconds * 1_000;
}
