import { Api } from 'telegram/tl/index.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { ChannelDifference } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { TelegramError } from '../failure.js';
import { inputChannel, inputPeer, peersIn } from '../peers/peers.js';
import { isBeyondTelling } from './call-failure.js';
import type { Told } from './difference.js';
import { readMessages } from './messages.js';
import { updatesOf } from './update-of.js';

/** What user accounts are to ask for. @see https://core.telegram.org/method/updates.getChannelDifference */
const LIMIT = 100;

/** Telegram's ways to say that the account may not see the channel (any more). */
const GONE = /^(CHANNEL_(PRIVATE|INVALID|PUBLIC_GROUP_NA)|USER_BANNED_IN_CHANNEL|CHAT_FORBIDDEN)$/;

/** What happened in a channel or supergroup since. */
export async function askChannelDifference(
  caller: Caller,
  { channel, pts }: { readonly channel: KnownPeer; readonly pts: number },
  selfId: PeerId,
  signal: AbortSignal,
): Promise<Told<ChannelDifference>> {
  const request = new Api.updates.GetChannelDifference({
    channel: inputChannel(channel),
    filter: new Api.ChannelMessagesFilterEmpty(),
    pts,
    limit: LIMIT,
  });
  try {
    return await caller.invoke(request, signal).then(
      (answer) => read(answer, selfId),
      (error: unknown) => {
        if (isBeyondTelling(error)) return askStand(caller, channel, signal);
        throw error;
      },
    );
  } catch (error) {
    if (!(error instanceof TelegramError) || !GONE.test(error.text)) throw error;
    return { difference: { kind: 'gone', code: error.text }, peers: [] };
  }
}

function read(answer: Api.updates.TypeChannelDifference, selfId: PeerId): Told<ChannelDifference> {
  if (answer instanceof Api.updates.ChannelDifferenceEmpty) {
    const { pts } = answer;
    return { difference: { kind: 'part', messages: [], updates: [], pts, final: true }, peers: [] };
  }
  const peers = peersIn(answer.users, answer.chats);
  if (answer instanceof Api.updates.ChannelDifferenceTooLong) {
    return { difference: standOf(answer.dialog), peers };
  }
  const difference: ChannelDifference = {
    kind: 'part',
    messages: readMessages(answer.newMessages, selfId),
    updates: updatesOf(answer.otherUpdates, selfId),
    pts: answer.pts,
    final: answer.final === true,
  };
  return { difference, peers };
}

/** Where a channel stands, when its difference can't be told. */
async function askStand(
  caller: Caller,
  channel: KnownPeer,
  signal: AbortSignal,
): Promise<Told<ChannelDifference>> {
  const peer = new Api.InputDialogPeer({ peer: inputPeer(channel) });
  const answer = await caller.invoke(new Api.messages.GetPeerDialogs({ peers: [peer] }), signal);
  const [dialog] = answer.dialogs;
  return { difference: standOf(dialog), peers: peersIn(answer.users, answer.chats) };
}

function standOf(dialog: Api.TypeDialog | undefined): ChannelDifference {
  if (!(dialog instanceof Api.Dialog) || !dialog.pts) {
    throw new Error('Telegram does not tell where the channel stands');
  }
  return { kind: 'too-long', pts: dialog.pts, topMessageId: dialog.topMessage };
}
