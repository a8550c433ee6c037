import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { KnownPeer } from '../../core/peers.js';
import type { Caller } from './caller.js';
import { peerIdOf } from './peer-ids.js';
import { inputPeer, peersIn } from './peers.js';

const PAGE = 100;
/** A thousand dialogs: beyond, a chat has to be named otherwise. */
const MOST_PAGES = 10;

interface Offset {
  readonly offsetDate: number;
  readonly offsetId: number;
  readonly offsetPeer: Api.TypeInputPeer;
}

/** The peers of the account's dialogs, page by page, the most recent first. */
export async function* dialogPeers(
  caller: Caller,
  signal: AbortSignal,
): AsyncGenerator<readonly KnownPeer[]> {
  let offset: Offset | undefined = {
    offsetDate: 0,
    offsetId: 0,
    offsetPeer: new Api.InputPeerEmpty(),
  };
  for (let page = 0; page < MOST_PAGES && offset; page++) {
    const request = new Api.messages.GetDialogs({ ...offset, limit: PAGE, hash: returnBigInt(0) });
    const answer: Api.messages.TypeDialogs = await caller.invoke(request, signal);
    if (answer instanceof Api.messages.DialogsNotModified) return;
    const peers = peersIn(answer.users, answer.chats);
    yield peers;
    const last = answer instanceof Api.messages.Dialogs || answer.dialogs.length < PAGE;
    offset = last ? undefined : nextOffset(answer, peers);
  }
}

/** Dialogs are listed by the date of their last message: the next page begins at the last one's. */
function nextOffset(
  answer: Api.messages.DialogsSlice,
  peers: readonly KnownPeer[],
): Offset | undefined {
  const dialog = answer.dialogs.at(-1);
  if (!(dialog instanceof Api.Dialog)) return undefined;
  const id = peerIdOf(dialog.peer);
  const peer = peers.find((candidate) => candidate.id === id);
  const message = answer.messages.find(
    (candidate) =>
      candidate.id === dialog.topMessage &&
      candidate instanceof Api.Message &&
      peerIdOf(candidate.peerId) === id,
  );
  if (!peer || !(message instanceof Api.Message)) return undefined;
  return {
    offsetDate: message.date,
    offsetId: dialog.topMessage,
    offsetPeer: inputPeer(peer),
  };
}
