import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { migrate } from '../../src/adapters/postgres/migrate.js';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { connectControl } from '../../src/control/client.js';
import type { Control } from '../../src/control/contract/control.js';
import type { StorageSettings } from '../../src/core/config.js';
import type { Database } from '../../src/core/database.js';
import { Releasers } from '../../src/lib/releasers.js';
import { secret } from '../../src/lib/secret.js';
import { PostaciProcess } from '../support/postaci-process.js';
import { mountSmallDisk, type SmallDisk } from '../support/small-disk.js';
import {
  postgresPrograms,
  startThrowawayPostgres,
  type ThrowawayPostgres,
} from '../support/throwaway-postgres.js';
import {
  redisInstalled,
  startThrowawayRedis,
  type ThrowawayRedis,
} from '../support/throwaway-redis.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';
import { DaemonKeeper } from './daemon.js';
import { makeProbeTable } from './probe.js';
import { POSTED } from './scenario.js';
import { TelegramProcess } from './telegram.js';

const ENV_FILE = 'chaos.env';
const SCHEMA = 'customerchaos';
const SMALL_DISK_KB = 512;
const TRY_AGAIN_MS = 500;

/** The same few words again and again: nothing may depend on texts being different. */
const MESSAGES = `
schedule: every 1s
templates: ["Merhaba", "Yeni ürünler geldi", "Bugün açığız"]
`;

export interface StageOptions {
  readonly seed: number;
  /** Without the campaign's own PostgreSQL, on the database that a daemon carries in itself. */
  readonly embedded: boolean;
}

/** All that a campaign runs: a customer with its daemon, its Telegram and what they stand on. */
export class Stage {
  readonly telegram: TelegramProcess;
  readonly daemon: DaemonKeeper;
  readonly #releasers = new Releasers();
  readonly #workspace: Workspace;
  readonly #options: StageOptions;
  #postgres: ThrowawayPostgres | undefined;
  #redis: ThrowawayRedis | undefined;
  #disks: readonly SmallDisk[] = [];

  constructor(options: StageOptions) {
    this.#options = options;
    this.#workspace = makeWorkspace({ 'data/chaos/messages.yaml': MESSAGES });
    this.#releasers.add('the folder', () => this.#workspace.remove());
    const cwd = this.#workspace.path;
    const { seed } = options;
    this.telegram = new TelegramProcess(cwd, { port: 0, seed, stateDir: this.stateDir, rules: {} });
    this.daemon = new DaemonKeeper({ cwd, envFile: ENV_FILE, logIn: () => this.#logInAtLast() });
  }

  /** Everything but the daemon; `close` what it began also when it fails. */
  async open(): Promise<void> {
    const { path } = this.#workspace;
    if (!this.#options.embedded && postgresPrograms()) {
      const postgres = await startThrowawayPostgres();
      this.#releasers.add('PostgreSQL', () => postgres.remove());
      this.#postgres = postgres;
    }
    if (redisInstalled()) {
      const redis = await startThrowawayRedis();
      this.#releasers.add('Redis', () => redis.remove());
      this.#redis = redis;
    }
    for (const folder of ['logs', 'sessions']) {
      const disk = await mountSmallDisk(join(path, folder), SMALL_DISK_KB);
      if (!disk) continue;
      this.#releasers.add(`the small disk under ${folder}`, () => disk.remove());
      this.#disks = [...this.#disks, disk];
    }
    this.#releasers.add('the sandbox', () => this.telegram.kill());
    await this.telegram.start();
    this.#writeCustomer();
    await this.#logIn();
    await this.withDatabase(async (database) => {
      await migrate(database);
      await makeProbeTable(database);
    });
    this.#releasers.add('the daemon', () => this.daemon.kill());
  }

  /** Ends and removes everything, in any state. */
  close(): Promise<void> {
    return this.#releasers.release();
  }

  get stateDir(): string {
    return join(this.#workspace.path, 'telegram');
  }

  get accountId(): number {
    return this.telegram.ready.accounts[0]?.id ?? 0;
  }

  get postgres(): ThrowawayPostgres | undefined {
    return this.#postgres;
  }

  get redis(): ThrowawayRedis | undefined {
    return this.#redis;
  }

  /** Empty where mounting is not permitted. */
  get disks(): readonly SmallDisk[] {
    return this.#disks;
  }

  /** What its operator asks the running daemon. */
  get control(): Control {
    return connectControl(join(this.#workspace.path, 'data/chaos/control.sock'));
  }

  /** Works with the customer's database; the embedded one is free only while no daemon runs. */
  async withDatabase<T>(work: (database: Database) => Promise<T>): Promise<T> {
    const database = await openDatabase(this.#storage());
    try {
      return await work(database);
    } finally {
      await database.close();
    }
  }

  #storage(): StorageSettings {
    const directory = join(this.#workspace.path, 'data/chaos/database');
    return this.#postgres
      ? { kind: 'postgres', url: secret(this.#postgres.url), schema: SCHEMA }
      : { kind: 'embedded', directory, schema: SCHEMA };
  }

  #writeCustomer(): void {
    const { accounts, mtproto } = this.telegram.ready;
    const lines = {
      CUSTOMER_ID: 'chaos',
      API_ID: 12345,
      API_HASH: '0123456789abcdef0123456789abcdef',
      PHONE_NUMBER: accounts[0]?.phone,
      GROUP_LINKS: POSTED.join(','),
      SERVICES: 'message',
      MESSAGE_ONLY_AFTER_OTHERS: false,
      MESSAGE_MISSED_RUNS: 'once',
      MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS: 0,
      MIN_INTERVAL_PER_CHAT_SECONDS: 0,
      LEASE_TTL_SECONDS: 2,
      TELEGRAM_DC_HOST: mtproto.host,
      TELEGRAM_DC_PORT: mtproto.port,
      TELEGRAM_DC_ID: mtproto.dcId,
      TELEGRAM_DC_KEY: 'sandbox.pem',
      ...(this.#postgres ? { DB_CONNECTION: `${this.#postgres.url}?schema=${SCHEMA}` } : {}),
      ...(this.#redis ? { REDIS_URL: this.#redis.url } : {}),
    };
    const text = Object.entries(lines).map(([name, value]) => `${name}=${value}\n`);
    this.#workspace.write({ [ENV_FILE]: text.join(''), 'sandbox.pem': mtproto.publicKeyPem });
  }

  async #logIn(): Promise<void> {
    const code = this.telegram.ready.accounts[0]?.code;
    const args = ['--interactive', '--env-file', ENV_FILE];
    const login = new PostaciProcess(args, this.#workspace.path, { input: `${code}\n` });
    const ended = await login.ended;
    if (ended.code !== 0) throw new Error(`the login failed:\n${ended.stderr}`);
  }

  /** An operator tries again until it works: the server may be down, the disk full. */
  async #logInAtLast(): Promise<void> {
    for (let tries = 0; ; tries++) {
      try {
        return await this.#logIn();
      } catch (error) {
        if (tries >= MOST_LOGINS) throw error;
        await pause(TRY_AGAIN_MS);
      }
    }
  }
}

const MOST_LOGINS = 120;
