import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { connectControl } from '../../src/control/client.js';
import type { Control } from '../../src/control/contract/control.js';
import { secret } from '../../src/lib/secret.js';
import type { Sandbox } from '../../src/sandbox/sandbox.js';
import type { Message } from '../../src/sandbox/world/message.js';
import { TEST_DATABASE_URL } from './databases.js';
import { type Ended, PostaciProcess, type ProcessOptions } from './postaci-process.js';
import { WarmPostaci } from './warm-postaci.js';
import { makeWorkspace, type Workspace } from './workspace.js';

/** Lines of an env file by their variable; undefined takes one out. */
export type EnvLines = Readonly<Record<string, string | number | undefined>>;

/** Says something in each group every second, so that there is always something under way. */
const CHATTY = `
schedule: every 1s
templates: ["Merhaba", "Yeni ürünler geldi", "Bugün açığız"]
`;

const LOOK_EVERY_MS = 20;
const LONGEST_WAIT_MS = 30_000;

/** A customer of the sandbox in a folder of its own, where `postaci` is run as its operator runs it. */
export class Customer {
  readonly workspace: Workspace;
  readonly #lines: EnvLines;
  readonly #processes: PostaciProcess[] = [];
  readonly #warm: WarmPostaci;
  readonly #schemas: string[] = [];

  /**
   * @param lines beside those that every customer needs
   * @param account which one of the sandbox's
   */
  constructor(
    readonly sandbox: Sandbox,
    lines: EnvLines = {},
    account = 0,
  ) {
    const { accounts, mtproto } = sandbox.ready;
    this.workspace = makeWorkspace({
      'sandbox.pem': mtproto.publicKeyPem,
      'data/customer1/messages.yaml': CHATTY,
    });
    this.#warm = new WarmPostaci(this.workspace.path);
    this.#lines = {
      CUSTOMER_ID: 1,
      API_ID: 12345,
      API_HASH: '0123456789abcdef0123456789abcdef',
      PHONE_NUMBER: accounts[account]?.phone,
      GROUP_LINKS: 'grup1,grup2,grup3',
      SERVICES: 'message',
      MESSAGE_ONLY_AFTER_OTHERS: 'false',
      MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS: 0,
      LEASE_TTL_SECONDS: 1,
      ...dataCentreLines(sandbox),
      ...lines,
    };
    this.write('customer.env');
  }

  /** Writes an env file with some lines changed. */
  write(file: string, changes: EnvLines = {}): void {
    const lines = Object.entries({ ...this.#lines, ...changes });
    const set = lines.filter(([, value]) => value !== undefined);
    this.workspace.write({ [file]: set.map(([name, value]) => `${name}=${value}\n`).join('') });
  }

  /** A schema of PostgreSQL that is dropped in the end. @returns the line for it */
  postgres(): { readonly DB_CONNECTION: string } {
    const schema = `e2e_${randomBytes(6).toString('hex')}`;
    this.#schemas.push(schema);
    return { DB_CONNECTION: `${TEST_DATABASE_URL}?schema=${schema}` };
  }

  /** Starts `postaci` with `customer.env`, unless the arguments or options name another. */
  start(args: readonly string[], options: ProcessOptions = {}): PostaciProcess {
    const started = new PostaciProcess(withEnvFile(args), this.workspace.path, options);
    this.#processes.push(started);
    return started;
  }

  /** Runs `postaci` to its end, in one process for all that is run so; it reads the input, or nothing. */
  run(args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
    return this.#warm.run(withEnvFile(args), options);
  }

  /** Starts the daemon and waits until it is ready. */
  async startDaemon(
    args: readonly string[] = [],
    options: ProcessOptions = {},
  ): Promise<PostaciProcess> {
    const daemon = this.start(['run', ...args], { input: '', ...options });
    await daemon.isReady();
    return daemon;
  }

  /** The first login, by the code of the account. */
  async logIn(): Promise<void> {
    const phone = this.#lines.PHONE_NUMBER;
    const account = this.sandbox.ready.accounts.find((one) => one.phone === phone);
    const { code, stderr } = await this.run(['--interactive'], { input: `${account?.code}\n` });
    if (code !== 0) throw new Error(`the login failed:\n${stderr}`);
  }

  /** The running daemon's own answers. */
  get control(): Control {
    return connectControl(join(this.workspace.path, 'data/customer1/control.sock'));
  }

  /** What of the account has arrived in the sandbox's world. */
  arrived(): readonly Message[] {
    const { world, ready } = this.sandbox;
    const phone = this.#lines.PHONE_NUMBER;
    const id = ready.accounts.find((account) => account.phone === phone)?.id;
    return world.state.messages.filter((message) => message.authorId === id && !message.action);
  }

  /**
   * Waits until so many more messages have arrived.
   * @throws Error with the end of the log, after half a minute or when nothing runs that could send
   */
  async posts(more = 1): Promise<void> {
    const enough = this.arrived().length + more;
    for (let waited = 0; this.arrived().length < enough; waited += LOOK_EVERY_MS) {
      const isOver = !this.#processes.some(({ running }) => running);
      if (waited >= LONGEST_WAIT_MS || isOver) {
        const log = this.read('logs/customer1/bot.log').split('\n').slice(-20).join('\n');
        throw new Error(`${enough - this.arrived().length} messages did not arrive:\n${log}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** What a file of the folder holds; empty when there is none. */
  read(file: string): string {
    const path = join(this.workspace.path, file);
    return existsSync(path) ? readFileSync(path, 'utf8') : '';
  }

  /** Ends what still runs, drops the schemas and removes the folder. */
  async dispose(): Promise<void> {
    for (const process of this.#processes) if (process.running) process.signal('SIGKILL');
    await Promise.all([...this.#processes.map(({ ended }) => ended), this.#warm.stop()]);
    for (const schema of this.#schemas) await dropSchema(schema);
    this.workspace.remove();
  }
}

/** With `customer.env`, unless another one is named. */
function withEnvFile(args: readonly string[]): readonly string[] {
  return args.includes('--env-file') ? args : [...args, '--env-file', 'customer.env'];
}

/** What points a customer at a sandbox; its key stands in `sandbox.pem`. */
export function dataCentreLines({ ready }: Sandbox): Readonly<Record<string, string>> {
  return {
    TELEGRAM_DC_HOST: ready.mtproto.host,
    TELEGRAM_DC_PORT: String(ready.mtproto.port),
    TELEGRAM_DC_ID: String(ready.mtproto.dcId),
    TELEGRAM_DC_KEY: 'sandbox.pem',
  };
}

async function dropSchema(schema: string): Promise<void> {
  const database = await openDatabase({
    kind: 'postgres',
    url: secret(TEST_DATABASE_URL),
    schema,
  });
  await database.query(`drop schema if exists ${database.schema} cascade`);
  await database.close();
}
