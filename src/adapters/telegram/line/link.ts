import { PromisedNetSockets } from 'telegram/extensions/index.js';
import { returnBigInt } from 'telegram/Helpers.js';
import { ConnectionTCPMTProxyAbridged } from 'telegram/network/connection/TCPMTProxy.js';
import { type Connection, ConnectionTCPFull } from 'telegram/network/index.js';
import { LAYER } from 'telegram/tl/AllTLObjects.js';
import { Api } from 'telegram/tl/index.js';
import type { Clock } from '../../../core/clock.js';
import type { FloodWaits } from '../../../core/flood-waits.js';
import type { Logger } from '../../../core/logger.js';
import { packageVersion } from '../../../lib/package-version.js';
import { NoAnswer, type NoAnswerCode } from '../failure.js';
import { CONNECTING_METHODS, patiently, throwWhileResting } from '../flood-waits.js';
import { addressesIn, type DataCentreAddress } from './data-centres.js';
import { gramJsLogger } from './gramjs-logger.js';
import { Line } from './line.js';
import { PaddedMtProxyConnection } from './padded-connection.js';
import type { Route } from './route.js';
import { Sender } from './sender.js';

export interface LinkOptions {
  readonly apiId: number;
  readonly address: DataCentreAddress;
  /** Undefined makes a new key: for a login. */
  readonly authKey: Buffer | undefined;
  readonly route: Route;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onUpdates: (updates: Api.TypeUpdates) => void;
  /** What was answered to which call, in the order in which answers and updates arrive. */
  readonly onAnswer?: (request: unknown, answer: unknown) => void;
  /** Something was not told, nobody knows what. */
  readonly onMissed?: (reason: string) => void;
  /** Without it, every call leaves: for a login. */
  readonly floodWaits?: FloodWaits;
}

/** Telegram closes the line itself when it hears nothing for so long. */
const DISCONNECT_DELAY_SECONDS = 60;

/**
 * One connection to one data centre: opened, used, ended, never used again. Whatever goes wrong with it
 * ends it, and every call that waits for its answer is told so at once.
 */
export class Link {
  readonly #options: LinkOptions;
  readonly #line: Line;
  readonly #waiting = new Set<(error: NoAnswer) => void>();
  readonly #ended = new AbortController();
  #sender: Sender | undefined;
  #cause: unknown;
  #serverOffsetMs = 0;
  #dataCentres: readonly DataCentreAddress[] = [];
  #heardAt: number;

  private constructor(options: LinkOptions) {
    this.#options = options;
    this.#heardAt = options.clock.now();
    const { host, port } = options.address;
    const { socks } = options.route;
    const target = options.route.mtproxy ?? { host, port };
    this.#line = new Line({ ...target, ...(socks ? { socks } : {}) }, () => {
      this.#heardAt = options.clock.now();
    });
  }

  /**
   * Dials, agrees on a key when there is none, and introduces itself.
   * @throws NoAnswer when that fails or the signal aborts first; TelegramError when Telegram refuses
   */
  static async open(options: LinkOptions, signal: AbortSignal): Promise<Link> {
    const { floodWaits, clock } = options;
    // Nothing is dialled only to hear again what is known.
    if (floodWaits) throwWhileResting(floodWaits, CONNECTING_METHODS, clock);
    const link = new Link(options);
    const abort = () => link.end('DISCONNECTED', signal.reason);
    signal.throwIfAborted();
    signal.addEventListener('abort', abort, { once: true });
    try {
      await link.#connect();
      await link.#introduce();
      return link;
    } catch (error) {
      link.end('DISCONNECTED', error);
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  /** Aborts when the link has ended; the reason is a NoAnswer. */
  get ended(): AbortSignal {
    return this.#ended.signal;
  }

  /** The key that was agreed on, 256 bytes. */
  get authKey(): Buffer {
    const key = this.#sender?.authKey.getKey();
    if (!key) throw new Error('the link has no key before it is open');
    return key;
  }

  /** How far the server's clock is ahead of this machine's, as its last answer showed; late by its way here. */
  get serverOffsetMs(): number {
    return this.#serverOffsetMs;
  }

  /** Telegram's data centres, as it named them when the link was opened. */
  get dataCentres(): readonly DataCentreAddress[] {
    return this.#dataCentres;
  }

  /** When anything arrived last; milliseconds since the epoch. */
  get heardAt(): number {
    return this.#heardAt;
  }

  /**
   * Calls Telegram. Has no deadline of its own: it settles with the answer or the link's end.
   * @throws TelegramError, or NoAnswer
   */
  invoke<R extends Api.AnyRequest>(request: R): Promise<R['__response']> {
    const sender = this.#sender;
    if (!sender || this.#ended.signal.aborted) return Promise.reject(new NoAnswer('OFFLINE'));
    const { floodWaits, clock } = this.#options;
    return this.#untilEnded(
      patiently(floodWaits, request, clock, async () => sender.send(request)),
    );
  }

  /** One round trip. */
  async ping(): Promise<void> {
    const pingId = returnBigInt(Math.floor(Math.random() * Number.MAX_SAFE_INTEGER));
    const disconnectDelay = DISCONNECT_DELAY_SECONDS;
    await this.invoke(new Api.PingDelayDisconnect({ pingId, disconnectDelay }));
  }

  /** Ends it for good; leaves nothing running. */
  end(code: NoAnswerCode, cause?: unknown): void {
    if (this.#ended.signal.aborted) return;
    const reason = new NoAnswer(code, { cause });
    this.#ended.abort(reason);
    void this.#sender?.disconnect();
    void this.#line.close();
    for (const reject of this.#waiting) reject(reason);
    this.#waiting.clear();
  }

  async #connect(): Promise<void> {
    const { address, authKey, logger } = this.#options;
    const log = gramJsLogger(logger);
    const events = {
      lost: () => this.end('DISCONNECTED'),
      keyForgotten: () => this.end('KEY_FORGOTTEN'),
      updates: (updates: Api.TypeUpdates) => this.#options.onUpdates(updates),
      answered: (request: unknown, answer: unknown) => this.#options.onAnswer?.(request, answer),
      missed: (reason: string) => this.#options.onMissed?.(reason),
      serverTime: (ms: number) => {
        this.#serverOffsetMs = ms - this.#options.clock.now();
      },
    };
    this.#sender = await Sender.create(authKey, address.dcId, events, log, (error) => {
      this.#cause = error;
    });
    const connection = this.#connection(log);
    connection.socket = this.#line;
    const connected = await this.#untilEnded(this.#sender.connect(connection, false));
    if (!connected) throw new NoAnswer('DISCONNECTED', { cause: this.#cause });
  }

  #connection(loggers: ReturnType<typeof gramJsLogger>): Connection {
    const { host: ip, port, dcId } = this.#options.address;
    const { mtproxy } = this.#options.route;
    // The line takes the socket's place before anything is dialled.
    const common = { ip, port, dcId, loggers, socket: PromisedNetSockets, testServers: false };
    if (!mtproxy) return new ConnectionTCPFull(common);
    const { host, port: proxyPort, secret } = mtproxy;
    const proxy = { ip: host, port: proxyPort, secret, MTProxy: true } as const;
    return /^dd/i.test(secret)
      ? new PaddedMtProxyConnection({ ...common, proxy })
      : new ConnectionTCPMTProxyAbridged({ ...common, proxy });
  }

  async #introduce(): Promise<void> {
    const { mtproxy } = this.#options.route;
    const config: unknown = await this.invoke(
      new Api.InvokeWithLayer({
        layer: LAYER,
        query: new Api.InitConnection({
          apiId: this.#options.apiId,
          deviceModel: 'postaci',
          systemVersion: `Node.js ${process.versions.node}`,
          appVersion: packageVersion(),
          systemLangCode: 'en',
          langPack: '',
          langCode: 'en',
          ...(mtproxy
            ? { proxy: new Api.InputClientProxy({ address: mtproxy.host, port: mtproxy.port }) }
            : {}),
          query: new Api.help.GetConfig(),
        }),
      }),
    );
    if (config instanceof Api.Config) this.#dataCentres = addressesIn(config);
  }

  #untilEnded<T>(work: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#waiting.add(reject);
      work.then(resolve, reject).finally(() => this.#waiting.delete(reject));
    });
  }
}
