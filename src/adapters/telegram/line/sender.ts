import { AuthKey } from 'telegram/crypto/AuthKey.js';
import { TypeNotFoundError } from 'telegram/errors/Common.js';
import { BinaryReader } from 'telegram/extensions/BinaryReader.js';
import type { Logger as GramJsLogger } from 'telegram/extensions/Logger.js';
import type { TelegramClient } from 'telegram/index.js';
import { MTProtoSender } from 'telegram/network/index.js';
import { MTProtoState } from 'telegram/network/MTProtoState.js';
import type { TLMessage } from 'telegram/tl/core/TLMessage.js';
import type { Api } from 'telegram/tl/index.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { readContainersLeniently } from './lenient-container.js';

/** What a sender tells. */
export interface SenderEvents {
  /** The connection is of no use any more. Told at least once when it is so. */
  lost(): void;
  /** The server answers -404: it does not know the key. */
  keyForgotten(): void;
  updates(updates: Api.TypeUpdates): void;
  /**
   * A call was answered; in the order in which answers and updates arrive, and also when nobody waits for
   * the answer any more.
   */
  answered(request: unknown, answer: unknown): void;
  /** Something arrived that nobody will be told of: it could not be read, or the session is a new one. */
  missed(reason: string): void;
  /** The server's time in milliseconds, as its answers show it. */
  serverTime(ms: number): void;
}

interface RpcResult {
  readonly reqMsgId: Parameters<MTProtoSender['_popStates']>[0];
  readonly body?: Buffer;
  readonly error?: { readonly errorCode: number; readonly errorMessage: string };
}

/**
 * GramJS's MTProto engine, without its habits: it does not reconnect by itself (and so never sends a
 * call again that nobody waits for), an error in a container does not swallow the rest of it, what it cannot
 * read is told, and errors keep Telegram's own words.
 */
export class Sender extends MTProtoSender {
  readonly #events: SenderEvents;

  private constructor(authKey: AuthKey, events: SenderEvents, options: SenderOptions) {
    super(authKey, options);
    this.#events = events;
    this.#reportUnreadable();
  }

  /**
   * @param authKey undefined makes a new one when connecting
   * @param onError hears why connecting failed: `connect` itself only says that it did
   */
  static async create(
    authKey: Buffer | undefined,
    dcId: number,
    events: SenderEvents,
    logger: GramJsLogger,
    onError: (error: Error) => void,
  ): Promise<Sender> {
    readContainersLeniently();
    const key = new AuthKey();
    if (authKey) await key.setKey(authKey);
    const client = { _errorHandler: async (error: Error) => onError(error) } as TelegramClient;
    return new Sender(key, events, {
      client,
      dcId,
      logger,
      retries: 1,
      reconnectRetries: 0,
      delay: 0,
      connectTimeout: null,
      authKeyCallback: null,
      autoReconnect: false,
      isMainSender: true,
      securityChecks: true,
      _exportedSenderPromises: new Map(),
    });
  }

  override reconnect(): void {
    this.#events.lost();
  }

  override _handleBadAuthKey(shouldSkipForMain = false): void {
    if (!shouldSkipForMain) this.#events.keyForgotten();
  }

  /** What could not be read was this message alone: whatever it came with goes on. */
  override async _processMessage(message: TLMessage): Promise<void> {
    try {
      await super._processMessage(message);
    } catch (error) {
      this.#events.missed(unreadable(error));
    }
  }

  override _handleRPCResult(message: TLMessage): void {
    this.#events.serverTime(timeOf(message.msgId));
    const result: RpcResult = message.obj;
    const state = this._pendingState.getAndDelete(result.reqMsgId);
    if (!state) return;
    if (result.error) {
      const { errorCode, errorMessage } = result.error;
      state.reject(new TelegramError(errorCode, errorMessage));
      return;
    }
    let answer: unknown;
    try {
      answer = state.request.readResult(new BinaryReader(result.body ?? Buffer.alloc(0)));
    } catch (error) {
      state.reject(new NoAnswer('UNREADABLE', { cause: error }));
      throw error;
    }
    state.resolve(answer);
    // Whoever waits goes on a little later: the answer is heard of first.
    this.#events.answered(state.request, answer);
  }

  override async _handleNewSessionCreated(message: TLMessage): Promise<void> {
    await super._handleNewSessionCreated(message);
    this.#events.missed('the server has made a new session');
  }

  override async _handleUpdate(message: TLMessage): Promise<void> {
    const updates: Api.TypeUpdates = message.obj;
    if (updates.SUBCLASS_OF_ID === UPDATES) this.#events.updates(updates);
  }

  /** GramJS passes over a packet of an unknown type without a word. */
  #reportUnreadable(): void {
    const state: unknown = Reflect.get(this, '_state');
    if (!(state instanceof MTProtoState)) throw new Error('GramJS has no protocol state');
    const decrypt = state.decryptMessageData.bind(state);
    state.decryptMessageData = async (body) => {
      try {
        return await decrypt(body);
      } catch (error) {
        if (error instanceof TypeNotFoundError) this.#events.missed(unreadable(error));
        throw error;
      }
    };
  }
}

type SenderOptions = ConstructorParameters<typeof MTProtoSender>[1];

function unreadable(error: unknown): string {
  const why =
    error instanceof TypeNotFoundError
      ? `unknown type ${error.invalidConstructorId.toString(16)}`
      : String(error);
  return `something that Telegram sent could not be read: ${why}`;
}

/** The TL type `Updates`. */
const UPDATES = 0x8af52aac;

/**
 * The upper half of a message's id is seconds, the lower half their fraction.
 * @see https://core.telegram.org/mtproto/description#message-identifier-msg-id
 */
function timeOf(messageId: TLMessage['msgId']): number {
  return Number((BigInt(messageId.toString()) * 1_000n) >> 32n);
}
