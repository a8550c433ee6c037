import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { openDatabase } from '../../src/adapters/postgres/open.js';
import { loadConfig } from '../../src/config/load.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { PeerId } from '../../src/core/peer.js';
import { logIn } from '../../src/daemon/login.js';
import { type RunningDaemon, startDaemon } from '../../src/daemon/start.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { createOutbox } from '../../src/outbox/outbox.js';
import { sayFor } from '../../src/sandbox/control/say.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { setMember } from '../../src/sandbox/world/membership.js';
import type { Message } from '../../src/sandbox/world/message.js';
import { untilTrue } from '../sandbox/until-true.js';
import { Customer, type EnvLines } from './customer.js';
import { QUICK } from './quick-sandbox.js';

type IntentEvent = Extract<LiveEvent, { type: 'intent' }>;

/** What a customer of the sandbox starts with: lines of the env file, and files of its own. */
export interface ConversingOptions {
  readonly lines: EnvLines | ((sandbox: Sandbox) => EnvLines);
  readonly files?: Readonly<Record<string, string>>;
}

/** Starts a sandbox and a daemon in this process, with the real client between them. */
export async function conversingCustomer(options: ConversingOptions): Promise<ConversingCustomer> {
  // The daemon's log is on standard error as well.
  const quiet = jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  const sandbox = await startSandbox(QUICK);
  const customer = new Customer(sandbox, {
    SERVICES: 'reply,dm',
    GROUP_LINKS: undefined,
    TIMEZONE: 'Europe/Istanbul',
    ...(typeof options.lines === 'function' ? options.lines(sandbox) : options.lines),
  });
  customer.workspace.write(options.files ?? {});
  customer.write('customer.env', customer.postgres());
  const conversing = new ConversingCustomer(sandbox, customer, () => quiet.mockRestore());
  try {
    await conversing.logIn();
    await conversing.start();
    return conversing;
  } catch (error) {
    await conversing.dispose();
    throw error;
  }
}

/** A customer whose daemon runs here, in a world whose people can be made to speak. */
export class ConversingCustomer {
  /** All that happened, over restarts. */
  readonly events: LiveEvent[] = [];
  #daemon: RunningDaemon | undefined;

  constructor(
    readonly sandbox: Sandbox,
    readonly customer: Customer,
    private readonly restoreOutput: () => void,
  ) {}

  get selfId(): PeerId {
    return this.sandbox.ready.accounts[0]?.id ?? 0;
  }

  get daemon(): RunningDaemon {
    if (!this.#daemon) throw new Error('the daemon does not run');
    return this.#daemon;
  }

  get control(): RunningDaemon['control'] {
    return this.daemon.control;
  }

  async logIn(): Promise<void> {
    const [account] = this.sandbox.ready.accounts;
    await logIn(await this.#config(), {
      keepFile: true,
      signal: new AbortController().signal,
      prompts: {
        phone: async () => account?.phone ?? '',
        code: async () => account?.code ?? '',
        password: async () => account?.password ?? '',
        notify: () => undefined,
      },
    });
  }

  async start(): Promise<void> {
    this.#daemon = await startDaemon(await this.#config(), { serveControl: true });
    this.daemon.failed.catch(() => undefined);
    this.daemon.events.subscribe((event) => this.events.push(event));
  }

  async restart(): Promise<void> {
    await this.daemon.stop();
    await this.start();
  }

  /** Somebody writes to the account in private. */
  writes(from: string, text: string): void {
    this.says(from, this.selfId, text);
  }

  /** The operator writes by hand, on another device. */
  byHand(to: string, text: string): void {
    this.says(this.selfId, to, text);
  }

  /** A person speaks in a group, having joined it. */
  inGroup(from: string, group: string, text: string, more: object = {}): void {
    const { world } = this.sandbox;
    const chat = world.state.chats.get(this.idOf(group));
    const person = world.state.persons.get(this.idOf(from));
    if (!chat || !person) throw new Error(`${from} cannot speak in ${group}`);
    setMember(world, chat, person, 'member');
    this.says(from, group, text, more);
  }

  /** @param more e.g. `replyTo`, as the sandbox's `/world/say` takes it */
  says(from: string | number, chat: string | number, text: string, more: object = {}): void {
    sayFor(this.sandbox.world, { from, chat, text, ...more });
  }

  idOf(username: string): PeerId {
    const id = this.sandbox.world.state.byUsername(username);
    if (id === undefined) throw new Error(`the world has no ${username}`);
    return id;
  }

  /** What the daemon said to somebody or in a group, oldest first; not what was written by hand. */
  saidTo(username: string): readonly Message[] {
    const peer = this.idOf(username);
    return this.customer
      .arrived()
      .filter((message) => message.peer === peer && message.randomId !== undefined);
  }

  textsTo(username: string): readonly string[] {
    return this.saidTo(username).map(({ text }) => text);
  }

  /** What became of what was proposed to somebody, in the order in which it was told. */
  intentsTo(username: string): readonly IntentEvent[] {
    const peer = this.idOf(username);
    return this.events.filter(
      (event): event is IntentEvent => event.type === 'intent' && event.peer === peer,
    );
  }

  /** Resolves once so much was said to somebody. */
  async hears(username: string, texts: number): Promise<readonly string[]> {
    await untilTrue(() => this.saidTo(username).length >= texts);
    return this.textsTo(username);
  }

  /**
   * Resolves once the daemon has heard so many messages, its services have dealt with all that was heard, and no
   * answer to this person waits: what was not said by then is not going to be.
   */
  async isDoneWith(username: string): Promise<void> {
    const peer = this.idOf(username);
    const written = () =>
      this.sandbox.world.state.messages.filter(
        ({ from, peer: to }) => from === peer && to === this.selfId,
      ).length;
    const heard = () =>
      this.events.filter((event) => event.type === 'heard' && event.peer === peer && !event.own)
        .length;
    await untilTrue(() => heard() >= written());
    await untilTrue(async () => {
      const { pending, waiting } = (await this.control.status()).hearing;
      return pending + waiting === 0;
    });
    await untilTrue(async () => {
      const plan = await this.control.plan(1_000);
      return !plan.some((item) => item.peer === peer && item.intent !== undefined);
    });
  }

  /** Resolves once somebody can be named by username: what is learnt of people is stored within a second. */
  async isKnown(username: string): Promise<void> {
    await untilTrue(() =>
      this.control.contact(`@${username}`).then(
        ({ person }) => person.username === username,
        () => false,
      ),
    );
  }

  /**
   * Puts messages of the dm service into the daemon's queue, all in one transaction, as from another process.
   * @returns their numbers
   */
  async propose(username: string, texts: readonly string[]): Promise<readonly number[]> {
    const peer = this.idOf(username);
    const { config } = await this.#config();
    const database = await openDatabase(config.storage);
    try {
      const events = { publish: () => undefined };
      const outbox = createOutbox({ clock: systemClock, events, kick: () => undefined });
      const account = (await this.control.status()).account.key;
      const ids = await database.transaction(async (tx) => {
        const proposed: number[] = [];
        for (const text of texts) {
          const { id } = await outbox.propose(tx, {
            account,
            service: 'dm',
            budget: 'unsolicited',
            op: 'send',
            peer,
            content: { kind: 'text', text },
            lane: account,
            priority: 'scheduled',
            notBefore: systemClock.now(),
            dedupeKey: `by hand:${randomUUID()}`,
          });
          proposed.push(id);
        }
        return proposed;
      });
      // The sender looks by itself once a minute.
      await this.control.resume('*');
      return ids;
    } finally {
      await database.close();
    }
  }

  /** Leaves nothing behind. */
  async dispose(): Promise<void> {
    await this.#daemon?.stop();
    await this.customer.dispose();
    await this.sandbox.stop();
    this.restoreOutput();
  }

  #config() {
    const cwd = this.customer.workspace.path;
    return loadConfig({ envFile: 'customer.env', environment: {}, cwd });
  }
}
