import type { Clock } from '../../src/core/clock.js';
import { MtprotoServer } from '../../src/sandbox/mtproto/server.js';
import type { KeyStore } from '../../src/sandbox/mtproto/session/key-ring.js';
import { testServerKey } from '../support/server-key.js';
import { type ClientTransport, RawClient } from './raw-client.js';
import { exchangeKeys } from './raw-exchange.js';
import { realClock, StubWorld } from './stub-world.js';

/** One key for all servers of a test file: making one takes a tenth of a second. */
export const serverKey = testServerKey();

/** A listening server over a stub world, and the raw clients that were connected to it. */
export class SandboxServer {
  readonly world = new StubWorld();
  readonly faults: unknown[] = [];
  readonly server: MtprotoServer;
  readonly #clients: RawClient[] = [];

  private constructor(clock: Clock, keyStore?: KeyStore) {
    this.server = new MtprotoServer({
      invoke: this.world.invoke,
      serverKey,
      clock,
      // Raw clients find the factors of any, and many exchange keys here.
      easyFactors: true,
      ...(keyStore ? { keyStore } : {}),
      onFault: (error) => this.faults.push(error),
    });
  }

  static async start({
    clock = realClock,
    keyStore,
  }: {
    clock?: Clock;
    keyStore?: KeyStore;
  } = {}): Promise<SandboxServer> {
    const sandbox = new SandboxServer(clock, keyStore);
    const { port } = await sandbox.server.start({ host: '127.0.0.1', port: 0 });
    sandbox.world.port = port;
    return sandbox;
  }

  get port(): number {
    return this.world.port;
  }

  async stop(): Promise<void> {
    for (const client of this.#clients) client.close();
    await this.server.stop();
  }

  /** A client that is connected and has done nothing yet. */
  async connect(transport?: ClientTransport): Promise<RawClient> {
    const client = await RawClient.connect(this.port, transport);
    this.#clients.push(client);
    return client;
  }

  /** A client with a key of its own. */
  async connectWithKey(): Promise<RawClient> {
    const client = await this.connect();
    await exchangeKeys(client, serverKey.publicPem);
    return client;
  }

  /** A client with a key, a salt and a layer: its calls are answered. */
  async connectReady(): Promise<RawClient> {
    const client = await this.connectWithKey();
    await client.call(initialized({ _: 'help.getConfig' }));
    return client;
  }

  /** Resolves once the server has noticed that a client's line is gone. */
  async lineLost(client: RawClient): Promise<void> {
    await client.until(() => client.closed || undefined);
    // A connection made later is accepted after the loss of the earlier one was read.
    await this.connectWithKey();
  }

  /** Resolves once the server has read what a client sent before. */
  async allRead(client: RawClient): Promise<void> {
    await client.flushed();
    const probe = await this.connect();
    await exchangeKeys(probe, serverKey.publicPem);
  }

  /** The same client after its line broke: the same key and session on a new connection. */
  async reconnect(client: RawClient): Promise<RawClient> {
    const again = await this.connect();
    again.continueFrom(client);
    return again;
  }
}

/** Wraps a call as the first of a connection is. */
export function initialized<Call>(query: Call, layer = 198) {
  return {
    _: 'invokeWithLayer',
    layer,
    query: {
      _: 'initConnection',
      api_id: 1,
      device_model: 'test',
      system_version: '1',
      app_version: '1',
      system_lang_code: 'tr',
      lang_pack: '',
      lang_code: 'tr',
      query,
    },
  };
}
