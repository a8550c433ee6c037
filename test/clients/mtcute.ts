import {
  type ICorePlatform,
  IntermediatePacketCodec,
  MemoryStorage,
  ObfuscatedPacketCodec,
  PaddedIntermediatePacketCodec,
  type TelegramTransport,
} from '@mtcute/core';
import { BaseTelegramClient } from '@mtcute/core/client.js';
import { addPublicKey, type BasicDcOption } from '@mtcute/core/utils.js';
import { MtcuteCrypto } from './mtcute-crypto.js';
import { TcpConnection } from './tcp-connection.js';

/** Where the sandbox listens and how a client knows it. */
export interface MtcuteOptions {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  readonly publicKeyPem: string;
  /** What `client.exportSession()` gave. @default a new session */
  readonly session?: string;
  /** @default 1 */
  readonly apiId?: number;
  /** @default 'hash' */
  readonly apiHash?: string;
  /** @default 'intermediate' */
  readonly transport?: 'intermediate' | 'padded' | 'obfuscated';
  /** Uses a temporary key, bound to the permanent one. @default false */
  readonly usePfs?: boolean;
  /** Keeps track of updates, which needs updates.getDifference. @default false */
  readonly updates?: boolean;
}

const crypto = new MtcuteCrypto();

// A destroyed mtcute client leaves timers behind, of up to half an hour with temporary keys: none
// of them may keep a finished test alive.
const keepAliveTimeout = globalThis.setTimeout;
globalThis.setTimeout = Object.assign(
  (...parameters: Parameters<typeof keepAliveTimeout>) => keepAliveTimeout(...parameters).unref(),
  keepAliveTimeout,
);

const platform: ICorePlatform = {
  beforeExit: () => () => undefined,
  log: () => undefined,
  getDefaultLogLevel: () => 0,
  getDeviceModel: () => 'sandbox test',
};

function packetCodec(kind: MtcuteOptions['transport']) {
  switch (kind) {
    case 'padded':
      return new PaddedIntermediatePacketCodec();
    case 'obfuscated':
      return new ObfuscatedPacketCodec(new PaddedIntermediatePacketCodec());
    default:
      return new IntermediatePacketCodec();
  }
}

/** The unmodified client, connected to a sandbox. End it with `client.destroy()`. */
export async function connectMtcute(options: MtcuteOptions): Promise<BaseTelegramClient> {
  addPublicKey(crypto, options.publicKeyPem);
  const dc: BasicDcOption = { id: options.dcId, ipAddress: options.host, port: options.port };
  const transport: TelegramTransport = {
    connect: () => TcpConnection.open(options.host, options.port),
    packetCodec: () => packetCodec(options.transport),
  };
  const client = new BaseTelegramClient({
    apiId: options.apiId ?? 1,
    apiHash: options.apiHash ?? 'hash',
    storage: new MemoryStorage(),
    crypto,
    platform,
    transport,
    defaultDcs: { main: dc, media: dc },
    logLevel: 0,
    ...(options.updates ? {} : { updates: false }),
    network: { usePfs: options.usePfs ?? false },
  });
  if (options.session) await client.importSession(options.session);
  await client.connect();
  return client;
}
