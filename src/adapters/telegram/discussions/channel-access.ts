import { Api } from 'telegram/tl/index.js';
import type { ChannelAccess } from '../../../core/discussions.js';
import type { Peer } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Caller } from '../caller.js';
import { channelPeerId } from '../peers/peer-ids.js';
import { inputChannel, peersIn, publicPeer } from '../peers/peers.js';
import { type CommentBar, commentBar } from './comment-rights.js';

/** What is known of a channel, and whom the answers told of. */
export interface AskedAccess {
  readonly access: ChannelAccess;
  readonly peers: readonly KnownPeer[];
}

/**
 * Asks for a channel and for the group that discusses it.
 * @throws TelegramError, NoAnswer or the signal's reason
 */
export async function askAccess(
  caller: Caller,
  known: KnownPeer,
  signal: AbortSignal,
): Promise<AskedAccess> {
  const { full, chats, peers } = await askFull(caller, known, signal);
  const channel = publicPeer(peers.find(({ id }) => id === known.id) ?? known);
  const own = chats.find((chat) => chat.id.equals(full?.id ?? 0));
  const member = own instanceof Api.Channel && !own.left;
  // GramJS reads what is absent as null, whatever its types say.
  const linkedId = full?.linkedChatId ?? undefined;
  if (!linkedId) {
    const none = shut(channel, 'NO_DISCUSSION', 'The channel has no group for comments.');
    return { access: { ...none, member }, peers };
  }
  const linked = chats.find((chat) => chat.id.equals(linkedId));
  const group = peers.find(({ id }) => id === channelPeerId(linkedId));
  const bar = commentBar(linked);
  if (!group) return { access: { ...shut(channel, HIDDEN.code, HIDDEN.reason), member }, peers };
  const discussed = await askFull(caller, group, signal);
  return {
    access: {
      channel,
      member,
      group: publicPeer(group),
      canComment: bar === undefined,
      ...bar,
      slowModeSeconds: discussed.full?.slowmodeSeconds ?? 0,
    },
    peers: [...peers, ...discussed.peers],
  };
}

const HIDDEN: CommentBar = {
  code: 'CHANNEL_PRIVATE',
  reason: 'The account may not see the group for comments.',
};

/** A channel under which the account may not comment. */
export function shut(peer: Peer, code: string, reason: string): ChannelAccess {
  const channel = publicPeer(peer);
  return { channel, member: false, canComment: false, code, reason, slowModeSeconds: 0 };
}

async function askFull(caller: Caller, known: KnownPeer, signal: AbortSignal) {
  const request = new Api.channels.GetFullChannel({ channel: inputChannel(known) });
  const { fullChat, chats, users } = await caller.invoke(request, signal);
  const full = fullChat instanceof Api.ChannelFull ? fullChat : undefined;
  return { full, chats, peers: peersIn(users, chats) };
}
