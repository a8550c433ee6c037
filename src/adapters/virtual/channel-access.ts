import type { ChannelAccess } from '../../core/discussions.js';
import type { PeerId } from '../../core/peer.js';
import type { VirtualChat } from './chat.js';
import { asPeer } from './lookup.js';
import type { VirtualWorld } from './world.js';

/** What the account may do under a channel's posts. */
export function channelAccess(world: VirtualWorld, id: PeerId): ChannelAccess {
  const chat = world.chat(id);
  if (!chat) {
    const channel = { id, kind: 'channel', title: String(id) } as const;
    return { channel, ...shut('PEER_UNKNOWN', `The account has never met ${id}`) };
  }
  const channel = asPeer(chat);
  if (chat.kind !== 'channel') {
    return { channel, ...shut('NOT_A_CHANNEL', `${chat.title} is no channel`) };
  }
  if (!isVisible(chat)) {
    return { channel, ...shut('CHANNEL_PRIVATE', `The account may not see ${chat.title}`) };
  }
  const member = chat.member !== false;
  const group = world.copies.groupOf(id);
  if (!group) {
    return { channel, ...shut('NO_DISCUSSION', `${chat.title} has no comments`), member };
  }
  const code = barIn(world, group);
  return {
    channel,
    member,
    group: asPeer(group),
    canComment: code === undefined,
    ...(code === undefined ? {} : { code, reason: `Telegram says ${code}` }),
    slowModeSeconds: group.slowModeSeconds ?? 0,
    ...(group.paidMessageStars === undefined ? {} : { paidMessageStars: group.paidMessageStars }),
  };
}

/** Does the account see a channel's posts? */
export function isVisible({ member, username }: VirtualChat): boolean {
  return member !== false || username !== undefined;
}

function barIn(world: VirtualWorld, group: VirtualChat): string | undefined {
  const bar = world.admission.writeBar(group.id);
  if (bar) return bar.text;
  return group.canSendText === false ? 'CHAT_SEND_PLAIN_FORBIDDEN' : undefined;
}

function shut(code: string, reason: string) {
  return { member: false, canComment: false, code, reason, slowModeSeconds: 0 } as const;
}
