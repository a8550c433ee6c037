import { Api } from 'telegram/tl/index.js';
import type { Logger } from '../../../core/logger.js';
import type { Signals } from '../../../core/signals.js';
import type { Caller } from '../caller.js';
import type { PeerBook } from '../peers/peer-book.js';
import { inputPeer } from '../peers/peers.js';

/** In milliseconds; shown later than that, it would only lag behind the message. */
const LATEST_MS = 3_000;

export interface TypistOptions {
  readonly caller: Caller;
  readonly peers: PeerBook;
  /** Is there a line just now? */
  readonly online: () => boolean;
  readonly logger: Logger;
  /** How long any call may take, in milliseconds. */
  readonly callDeadlineMs: number;
}

/**
 * What others see of the account, apart from what it says. It has no part in the order of the sends: GramJS
 * chains those only, so a call of its own neither delays nor fails one.
 */
export class Typist implements Signals {
  readonly #options: TypistOptions;

  constructor(options: TypistOptions) {
    this.#options = options;
  }

  async typing(place: Parameters<Signals['typing']>[0], signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    try {
      await this.#show(place, signal);
    } catch (error) {
      signal.throwIfAborted();
      // Nobody misses it: it is shown with the next message, or not at all.
      this.#options.logger.debug('typing was not shown', { error: String(error) });
    }
  }

  async #show(
    { peer, topicId }: Parameters<Signals['typing']>[0],
    signal: AbortSignal,
  ): Promise<void> {
    const { caller, peers, online, callDeadlineMs } = this.#options;
    if (!online()) return;
    const known = await peers.get(peer);
    signal.throwIfAborted();
    // The line may have gone meanwhile: the call would wait for the next one.
    if (!known || !online()) return;
    const request = new Api.messages.SetTyping({
      peer: inputPeer(known),
      action: new Api.SendMessageTypingAction(),
      ...(topicId === undefined ? {} : { topMsgId: topicId }),
    });
    await caller.invoke(request, signal, Math.min(LATEST_MS, callDeadlineMs));
  }
}
