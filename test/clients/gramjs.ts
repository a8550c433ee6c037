import { createPublicKey } from 'node:crypto';
import bigInt from 'big-integer';
import { TelegramClient } from 'telegram';
import { _serverKeys } from 'telegram/crypto/RSA.js';
import { Logger, LogLevel } from 'telegram/extensions/Logger.js';
import { PromisedNetSockets } from 'telegram/extensions/PromisedNetSockets.js';
import { StringSession } from 'telegram/sessions/index.js';
import { fingerprintOf } from '../../src/sandbox/mtproto/crypto/server-key.js';

/** Where the sandbox listens and how a client knows it. */
export interface GramjsOptions {
  readonly host: string;
  readonly port: number;
  readonly dcId: number;
  readonly publicKeyPem: string;
  /** What `client.session.save()` gave. @default a new session */
  readonly session?: string;
  /** @default 1 */
  readonly apiId?: number;
  /** @default 'hash' */
  readonly apiHash?: string;
}

/** Teaches GramJS, which keeps its keys in one table, the server's public key. */
function addServerKey(pem: string): void {
  const { n = '', e = '' } = createPublicKey(pem).export({ format: 'jwk' });
  const hex = (text: string): string => Buffer.from(text, 'base64url').toString('hex');
  _serverKeys.set(fingerprintOf(pem).toString(), {
    n: bigInt(hex(n), 16),
    e: Number.parseInt(hex(e), 16),
  });
}

/** The unmodified client, connected to a sandbox. End it with `client.destroy()`. */
export async function connectGramjs(options: GramjsOptions): Promise<TelegramClient> {
  const client = makeGramjs(options);
  await client.connect();
  return client;
}

/** The unmodified client, not connected yet. */
export function makeGramjs(options: GramjsOptions): TelegramClient {
  addServerKey(options.publicKeyPem);
  const session = new StringSession(options.session ?? '');
  // It ignores a session's port and dials 80, so the socket itself must know better.
  class SandboxSocket extends PromisedNetSockets {
    override connect(): Promise<unknown> {
      return super.connect(options.port, options.host);
    }
  }
  if (!options.session) session.setDC(options.dcId, options.host, 80);
  return new TelegramClient(session, options.apiId ?? 1, options.apiHash ?? 'hash', {
    networkSocket: SandboxSocket,
    baseLogger: new Logger(LogLevel.NONE),
    connectionRetries: Number.POSITIVE_INFINITY,
    securityChecks: true,
    floodSleepThreshold: 0,
  });
}
