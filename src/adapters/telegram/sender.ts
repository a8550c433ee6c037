import { AuthKey } from 'telegram/crypto/AuthKey.js';
import type { Logger as GramJsLogger } from 'telegram/extensions/Logger.js';
import type { TelegramClient } from 'telegram/index.js';
import { MTProtoSender } from 'telegram/network/index.js';
import type { TLMessage } from 'telegram/tl/core/TLMessage.js';
import type { Api } from 'telegram/tl/index.js';
import { TelegramError } from './failure.js';

/** What a sender tells. */
export interface SenderEvents {
  /** The connection is of no use any more. Told at least once when it is so. */
  lost(): void;
  /** The server answers -404: it does not know the key. */
  keyForgotten(): void;
  updates(updates: Api.TypeUpdates): void;
  /** The server's time in milliseconds, as its answers show it. */
  serverTime(ms: number): void;
}

interface RpcResult {
  readonly reqMsgId: Parameters<MTProtoSender['_popStates']>[0];
  readonly error?: { readonly errorCode: number; readonly errorMessage: string };
}

/**
 * GramJS's MTProto engine, without its habits: it does not reconnect by itself (and so never sends a
 * call again that nobody waits for), an error in a container does not swallow the rest of it, and
 * errors keep Telegram's own words.
 */
export class Sender extends MTProtoSender {
  readonly #events: SenderEvents;

  private constructor(authKey: AuthKey, events: SenderEvents, options: SenderOptions) {
    super(authKey, options);
    this.#events = events;
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

  override async _handleContainer(message: TLMessage): Promise<void> {
    const inner: readonly TLMessage[] = message.obj.messages;
    for (const one of inner) {
      try {
        await this._processMessage(one);
      } catch {
        // What could not be read was this one alone; its call ends by its deadline.
      }
    }
  }

  override _handleRPCResult(message: TLMessage): void {
    this.#events.serverTime(timeOf(message.msgId));
    const result: RpcResult = message.obj;
    if (!result.error) {
      super._handleRPCResult(message);
      return;
    }
    const { errorCode, errorMessage } = result.error;
    const state = this._pendingState.getAndDelete(result.reqMsgId);
    state?.reject(new TelegramError(errorCode, errorMessage));
  }

  override async _handleUpdate(message: TLMessage): Promise<void> {
    const updates: Api.TypeUpdates = message.obj;
    if (updates.SUBCLASS_OF_ID === UPDATES) this.#events.updates(updates);
  }
}

type SenderOptions = ConstructorParameters<typeof MTProtoSender>[1];

/** The TL type `Updates`. */
const UPDATES = 0x8af52aac;

/**
 * The upper half of a message's id is seconds, the lower half their fraction.
 * @see https://core.telegram.org/mtproto/description#message-identifier-msg-id
 */
function timeOf(messageId: TLMessage['msgId']): number {
  return Number((BigInt(messageId.toString()) * 1_000n) >> 32n);
}
