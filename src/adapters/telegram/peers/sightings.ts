import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { PeerId, Sighting } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Push } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';
import { bareId } from './peer-ids.js';
import { inputPeer, peersIn } from './peers.js';

/** So many are kept in memory, the oldest dropped first. */
const REMEMBERED = 1_000;

/**
 * Where strangers were seen last. Telegram shows people whom the account never had to do with in a short
 * form only, without an access hash: a message of theirs is how they can be named.
 * @see https://core.telegram.org/api/min
 */
export class Sightings {
  readonly #last = new Map<PeerId, Sighting>();

  of(id: PeerId): Sighting | undefined {
    return this.#last.get(id);
  }

  note(push: Push): void {
    if (push.kind !== 'updates') return;
    for (const update of push.updates) {
      const message = update.kind === 'sequenced' ? update.incoming : undefined;
      if (message?.kind !== 'message' || message.own || message.peer > 0) continue;
      const { senderId = 0, peer, messageId } = message;
      if (senderId <= 0) continue;
      this.#last.delete(senderId);
      this.#last.set(senderId, { peer, messageId });
    }
    for (const id of this.#last.keys()) {
      if (this.#last.size <= REMEMBERED) break;
      this.#last.delete(id);
    }
  }
}

/**
 * Asks who said a message.
 * @returns nobody when the message is gone, or Telegram does not say
 * @throws TelegramError (a flood wait, an ended session), NoAnswer or the signal's reason
 */
export async function askSeen(
  caller: Caller,
  id: PeerId,
  { chat, messageId }: { readonly chat: KnownPeer; readonly messageId: number },
  signal: AbortSignal,
): Promise<readonly KnownPeer[]> {
  const userId = returnBigInt(bareId(id));
  const user = new Api.InputUserFromMessage({ peer: inputPeer(chat), msgId: messageId, userId });
  try {
    return peersIn(await caller.invoke(new Api.users.GetUsers({ id: [user] }), signal), []);
  } catch (error) {
    if (error instanceof TelegramError && outcomeOf(error).status === 'refused') return [];
    throw error;
  }
}
