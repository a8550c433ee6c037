import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { Clock } from '../../../core/clock.js';
import type { Delivery } from '../../../core/messenger.js';
import type { Outcome } from '../../../core/outcome.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Caller } from '../caller.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { outcomeOf } from '../outcomes.js';
import type { PeerBook } from '../peers/peer-book.js';
import type { PeerFinder } from '../peers/peer-finder.js';
import { inputPeer, peersIn } from '../peers/peers.js';
import { readHistory } from '../updates/history.js';
import { toApiEntities } from './entities.js';
import { receiptIn } from './receipt.js';
import { SentMemory } from './sent-memory.js';
import { FileUnfit, uploadMedia } from './upload.js';

export interface Postman {
  readonly caller: Caller;
  readonly peers: PeerBook;
  readonly finder: PeerFinder;
  readonly clock: Clock;
  readonly selfId: PeerId;
  /** How far the server's clock is ahead, in milliseconds. */
  readonly serverOffsetMs: () => number;
}

type Sent = Extract<Outcome, { status: 'sent' }>;

/** How far back an accepted message is looked for. */
const SEARCHED_MESSAGES = 100;

/**
 * Sends, one call at a time: GramJS chains sends that go out together, and the failure of one would be
 * the next one's. Other calls are not chained.
 */
export class Deliveries {
  readonly #postman: Postman;
  readonly #sent = new SentMemory();
  #last: Promise<unknown> = Promise.resolve();

  constructor(postman: Postman) {
    this.#postman = postman;
  }

  /**
   * @throws the signal's reason; nothing that Telegram or the network may answer
   */
  deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    const work = this.#last.then(() => this.#deliver(delivery, signal));
    this.#last = work.catch(() => undefined);
    return work;
  }

  async #deliver(delivery: Delivery, signal: AbortSignal): Promise<Outcome> {
    signal.throwIfAborted();
    const [randomId, ...more] = delivery.randomIds;
    if (randomId === undefined || more.length > 0) {
      throw new Error('a text or a single medium has exactly one random id');
    }
    let peer: KnownPeer | undefined;
    try {
      peer = await withoutEffect(this.#postman.finder.find(delivery.peer, signal));
      if (!peer) return unknownPeer(delivery.peer);
      const request = await this.#request(delivery, peer, randomId, signal);
      return request instanceof FileUnfit
        ? { status: 'refused', scope: 'intent', code: request.code, reason: request.reason }
        : await this.#send(request, delivery, randomId, signal);
    } catch (error) {
      signal.throwIfAborted();
      if (peer && isDuplicate(error)) return this.#findSent(delivery, peer, randomId, signal);
      return outcomeOf(error);
    }
  }

  async #send(
    request: Api.messages.SendMessage | Api.messages.SendMedia,
    delivery: Delivery,
    randomId: bigint,
    signal: AbortSignal,
  ): Promise<Outcome> {
    const { caller, peers, clock, serverOffsetMs } = this.#postman;
    const began = clock.now() + serverOffsetMs();
    const answer = await caller.invoke(request, signal);
    if (answer instanceof Api.Updates) peers.learn(peersIn(answer.users, answer.chats));
    const receipt = receiptIn(answer, randomId);
    if (!receipt) return { status: 'unknown', code: 'NO_MESSAGE_ID' };
    // Its second was over before this attempt began: an earlier attempt had its effect.
    const older = receipt.at + 1_000 <= began;
    const duplicate = older || this.#sent.get(delivery.peer, randomId) !== undefined;
    const sent = { messageIds: [receipt.messageId], sentAt: receipt.at };
    this.#sent.put(delivery.peer, randomId, sent);
    return { status: 'sent', ...sent, duplicate };
  }

  /** Media are uploaded before: whatever fails there had no effect, and is tried again. */
  async #request(
    { content, ...place }: Delivery,
    known: KnownPeer,
    randomId: bigint,
    signal: AbortSignal,
  ): Promise<Api.messages.SendMessage | Api.messages.SendMedia | FileUnfit> {
    const common = {
      peer: inputPeer(known),
      message: content.text,
      randomId: returnBigInt(randomId),
      ...(content.entities ? { entities: toApiEntities(content.entities) } : {}),
      ...replyTo(place),
    };
    if (content.kind === 'text') {
      const noWebpage = content.linkPreview === false;
      return new Api.messages.SendMessage({ ...common, noWebpage });
    }
    try {
      const media = await withoutEffect(uploadMedia(content, this.#postman.caller, signal));
      return new Api.messages.SendMedia({ ...common, media });
    } catch (error) {
      if (error instanceof FileUnfit) return error;
      throw error;
    }
  }

  /**
   * Telegram has the message already. Which one it is, is told by this process's memory, else by the newest
   * message of the account's own with the same text there; when neither knows, it is `sent` without an id.
   */
  async #findSent(
    delivery: Delivery,
    known: KnownPeer,
    randomId: bigint,
    signal: AbortSignal,
  ): Promise<Sent> {
    const { caller, clock, selfId, serverOffsetMs } = this.#postman;
    const remembered = this.#sent.get(delivery.peer, randomId);
    if (remembered) return { status: 'sent', ...remembered, duplicate: true };
    const { topicId, content } = delivery;
    const options = { limit: SEARCHED_MESSAGES, ...(topicId === undefined ? {} : { topicId }) };
    const found = await readHistory(caller, known, options, selfId, signal).then(
      ({ messages }) => messages.find(({ own, text }) => own && text === content.text.trim()),
      () => undefined,
    );
    signal.throwIfAborted();
    const sentAt = found?.at ?? Math.floor((clock.now() + serverOffsetMs()) / 1_000) * 1_000;
    return { status: 'sent', messageIds: found ? [found.id] : [], sentAt, duplicate: true };
  }
}

/** Of what comes before the send itself, a missing answer leaves nobody in doubt: nothing was sent. */
async function withoutEffect<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    throw error instanceof NoAnswer ? new NoAnswer('OFFLINE', { cause: error }) : error;
  }
}

/** A topic is named as what is replied to, too, where nothing else is. */
function replyTo({ replyTo: answered, topicId }: Pick<Delivery, 'replyTo' | 'topicId'>): {
  replyTo?: Api.InputReplyToMessage;
} {
  const replyToMsgId = answered ?? topicId;
  if (replyToMsgId === undefined) return {};
  const topic = topicId === undefined ? {} : { topMsgId: topicId };
  return { replyTo: new Api.InputReplyToMessage({ replyToMsgId, ...topic }) };
}

function isDuplicate(error: unknown): boolean {
  return error instanceof TelegramError && error.text === 'RANDOM_ID_DUPLICATE';
}

function unknownPeer(id: PeerId): Outcome {
  return {
    status: 'refused',
    scope: 'peer',
    code: 'PEER_UNKNOWN',
    reason: `The account has never met ${id}. Name it by @username or invite link, or write to it from the account once.`,
  };
}
