import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Dialog } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { NoAnswer } from '../failure.js';
import { channelPeerId, peerIdOf } from './peer-ids.js';
import { inputPeer, peersIn } from './peers.js';

const PAGE = 100;
/** The list of chats, and the archive. @see https://core.telegram.org/api/folders#peer-folders */
const FOLDERS = [0, 1] as const;

/** A part of the list of chats. */
export interface DialogPage {
  readonly dialogs: readonly Dialog[];
  readonly peers: readonly KnownPeer[];
}

interface Offset {
  readonly offsetDate: number;
  readonly offsetId: number;
  readonly offsetPeer: Api.TypeInputPeer;
  readonly excludePinned: boolean;
}

const START: Offset = {
  offsetDate: 0,
  offsetId: 0,
  offsetPeer: new Api.InputPeerEmpty(),
  excludePinned: false,
};

/**
 * The account's chats, page by page: pinned ones first, then those with the newest messages; at last the
 * archived ones likewise.
 * @throws TelegramError, NoAnswer or the signal's reason
 */
export async function* dialogPages(
  caller: Caller,
  signal: AbortSignal,
): AsyncGenerator<DialogPage, void> {
  const seen = new Set<PeerId>();
  for (const folderId of FOLDERS) {
    let offset: Offset | undefined = START;
    while (offset) {
      const hash = returnBigInt(0);
      const request = new Api.messages.GetDialogs({ ...offset, folderId, limit: PAGE, hash });
      const answer: Api.messages.TypeDialogs = await caller.invoke(request, signal);
      if (answer instanceof Api.messages.DialogsNotModified) break;
      const peers = peersIn(answer.users, answer.chats);
      // What moved up between two pages comes twice; nothing new is the end.
      const dialogs = dialogsIn(answer).filter(({ peer }) => !seen.has(peer));
      for (const { peer } of dialogs) seen.add(peer);
      if (dialogs.length === 0) break;
      yield { dialogs, peers };
      offset = answer instanceof Api.messages.Dialogs ? undefined : nextOffset(answer, peers);
    }
  }
}

function dialogsIn({ dialogs, messages, chats }: Api.messages.Dialogs | Api.messages.DialogsSlice) {
  const dates = new Map(messages.flatMap((message) => datedMessage(message)));
  const shut = new Set(chats.filter(isShut).map(({ id }) => channelPeerId(id)));
  return dialogs
    .filter((dialog) => dialog instanceof Api.Dialog)
    .filter(({ peer }) => !shut.has(peerIdOf(peer)))
    .map(({ peer, topMessage, pts }): Dialog => {
      const id = peerIdOf(peer);
      return {
        peer: id,
        topMessageId: topMessage,
        at: (dates.get(`${id} ${topMessage}`) ?? 0) * 1_000,
        // 0 and null, as GramJS reads what is absent, are no places in a sequence.
        ...(pts ? { pts } : {}),
      };
    });
}

/** Channels that were left, or that the account was thrown out of, stay in the list for a while. */
function isShut(chat: Api.TypeChat): boolean {
  return (
    chat instanceof Api.ChannelForbidden || (chat instanceof Api.Channel && chat.left === true)
  );
}

/** Ids of messages repeat from one channel to the next. */
function datedMessage(message: Api.TypeMessage): [key: string, date: number][] {
  if (message instanceof Api.MessageEmpty) return [];
  return [[`${peerIdOf(message.peerId)} ${message.id}`, message.date]];
}

/**
 * Dialogs are listed by the date of their last message: the next page begins at the last one whose date is
 * told. Pinned ones stand where they are put, whatever their date.
 */
function nextOffset(answer: Api.messages.DialogsSlice, peers: readonly KnownPeer[]): Offset {
  const pinned = new Set(
    answer.dialogs.filter((dialog) => dialog.pinned).map(({ peer }) => peerIdOf(peer)),
  );
  for (const dialog of dialogsIn(answer).toReversed()) {
    const peer = peers.find(({ id }) => id === dialog.peer);
    if (!peer || dialog.at === 0 || pinned.has(dialog.peer)) continue;
    return {
      offsetDate: dialog.at / 1_000,
      offsetId: dialog.topMessageId,
      offsetPeer: inputPeer(peer),
      excludePinned: true,
    };
  }
  // A page of nothing but pinned chats: the next one begins with the newest of the others.
  if (pinned.size === answer.dialogs.length) return { ...START, excludePinned: true };
  throw new NoAnswer('UNREADABLE', {
    cause: 'no chat of the page tells where the next one begins',
  });
}
