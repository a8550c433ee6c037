import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { login } from '../../src/adapters/telegram/login/login.js';
import type { TelegramSession } from '../../src/adapters/telegram/session/session.js';
import type { Clock } from '../../src/core/clock.js';
import type { AccountSettings } from '../../src/core/config.js';
import type { LoginPrompts } from '../../src/core/login.js';
import type { PeerId } from '../../src/core/peer.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { erase } from '../../src/sandbox/world/alter.js';
import { setMember } from '../../src/sandbox/world/membership.js';
import type { Message } from '../../src/sandbox/world/message.js';
import type { Person } from '../../src/sandbox/world/person.js';
import type { Rules } from '../../src/sandbox/world/rules.js';
import { say } from '../../src/sandbox/world/say.js';
import type { Scenario } from '../../src/sandbox/world/scenario.js';
import { topicIdOf } from '../../src/sandbox/world/thread.js';
import type { Arrived } from '../contracts/messenger-hands.js';
import { QUICK } from './quick-sandbox.js';
import { silentLogger } from './silent-logger.js';
import { accountAt } from './telegram-account.js';

const people = 3;
const everybody = { kind: 'supergroup', accounts: 'all', people } as const;

/** A world with one chat of each kind. */
const scenario: Scenario = {
  accounts: [
    { firstName: 'Deniz', username: 'deniz', phone: '+9996620001', code: '22222' },
    { firstName: 'Umut', phone: '+9996620002', code: '22222', password: 'çok gizli' },
  ],
  bots: [{ firstName: 'Robo', username: 'robo_bot', secret: 'robo-secret' }],
  people: [
    { firstName: 'Anna', username: 'anna', language: 'en' },
    { firstName: 'Boris', language: 'ru' },
    { firstName: 'Cem', language: 'tr' },
  ],
  chats: [
    { ...everybody, title: 'Group', username: 'the_group' },
    { ...everybody, title: 'Invited' },
    { ...everybody, title: 'Basic', kind: 'group' },
    { ...everybody, title: 'Slow', slowModeSeconds: 30 },
    {
      ...everybody,
      title: 'Forum',
      topics: [{ title: 'Open' }, { title: 'Closed', closed: true }],
    },
    { ...everybody, title: 'Muted', forbidden: ['send_messages'] },
    { ...everybody, title: 'Foreign', username: 'the_foreign', accounts: [], joinToSend: true },
  ],
};

/** A sandbox and an account that is logged in to it. */
export interface SandboxAccount {
  readonly sandbox: Sandbox;
  readonly settings: AccountSettings;
  readonly session: TelegramSession;
  readonly selfId: PeerId;
  chat(title: string): { readonly id: PeerId; readonly inviteHash: string };
  person(firstName: string): PeerId;
  topic(chat: PeerId, title: string): number;
  /** Somebody speaks; returns the message's id as the account counts. */
  say(from: PeerId, chat: PeerId, text: string, topicId?: number): number;
  /** Whoever said a message deletes it for everybody; the id is as the account counts. */
  erase(chat: PeerId, id: number): void;
  /** Somebody of whom the account never heard joins a chat. Returns who it is. */
  joinStranger(chat: PeerId): PeerId;
  /** A person changes something of theirs: whom they block, say. */
  change(personId: PeerId, change: Partial<Person>): void;
  /** What the account has said in a chat, oldest first. */
  arrived(chat: PeerId): Arrived[];
  /** Leaves nothing behind. */
  dispose(): Promise<void>;
}

/** What a login leaves behind: at the account, and at the server. */
interface LoggedIn {
  readonly session: TelegramSession;
  readonly serverFiles: ReadonlyMap<string, Buffer>;
}

/** Making keys is slow, and the worlds of all tests are alike: one login serves them all. */
let before: Promise<LoggedIn> | undefined;

/**
 * A new sandbox with an account that was logged in to it before.
 * @param rules Telegram's figures, where they matter
 * @param clock the sandbox's time, where it is not the machine's
 */
export async function sandboxAccount(
  rules: Partial<Rules> = {},
  clock: Clock = systemClock,
): Promise<SandboxAccount> {
  before ??= logInOnce();
  const { session, serverFiles } = await before;
  const stateDir = await mkdtemp(join(tmpdir(), 'postaci-sandbox-'));
  for (const [name, bytes] of serverFiles) await writeFile(join(stateDir, name), bytes);
  const sandbox = await startSandbox({
    ...{ ...QUICK, scenario, rules, stateDir, clock },
  });
  const settings = accountAt(sandbox.ready.mtproto);
  return {
    sandbox,
    settings,
    session,
    ...hands(sandbox, session.userId ?? 0),
    async dispose() {
      await sandbox.stop();
      await rm(stateDir, { recursive: true });
    },
  };
}

/** A new sandbox, and the real login of the account with this first name. */
export async function sandboxLogin(
  firstName: string,
  prompts: Partial<LoginPrompts> = {},
): Promise<SandboxAccount> {
  const sandbox = await startSandbox({ ...QUICK, scenario });
  try {
    const { session, settings } = await logIn(sandbox, firstName, prompts);
    const dispose = () => sandbox.stop();
    return { sandbox, settings, session, ...hands(sandbox, session.userId ?? 0), dispose };
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
}

async function logInOnce(): Promise<LoggedIn> {
  const stateDir = await mkdtemp(join(tmpdir(), 'postaci-sandbox-'));
  try {
    const sandbox = await startSandbox({ ...QUICK, scenario, stateDir });
    const { session } = await logIn(sandbox, 'Deniz').finally(() => sandbox.stop());
    const serverFiles = new Map<string, Buffer>();
    serverFiles.set('keys.json', await readFile(join(stateDir, 'keys.json')));
    return { session, serverFiles };
  } finally {
    await rm(stateDir, { recursive: true });
  }
}

async function logIn(sandbox: Sandbox, firstName: string, prompts: Partial<LoginPrompts> = {}) {
  const account = sandbox.ready.accounts.find((one) => one.firstName === firstName);
  if (!account) throw new Error(`no account is called ${firstName}`);
  const settings = accountAt(sandbox.ready.mtproto, account.phone);
  const { session } = await login({
    account: settings,
    clock: systemClock,
    logger: silentLogger,
    signal: new AbortController().signal,
    prompts: {
      phone: async () => account.phone,
      code: async () => account.code,
      password: async () => account.password ?? '',
      notify: () => undefined,
      ...prompts,
    },
  });
  return { session, settings };
}

function hands({ world }: Sandbox, selfId: PeerId) {
  const { state } = world;
  const named = <T>(found: T | undefined, name: string): T => {
    if (found === undefined) throw new Error(`there is no ${name}`);
    return found;
  };
  const report = (chat: PeerId, message: Message): Arrived => {
    const topicId = topicIdOf(world, message);
    const replyToId =
      message.replyTo === undefined || message.replyTo === message.thread
        ? undefined
        : state.boxFor(chat, selfId).idOf(message.replyTo);
    return {
      id: state.boxFor(chat, selfId).idOf(message.number) ?? 0,
      text: message.text,
      at: Math.floor(message.atMs / 1_000) * 1_000,
      ...(topicId === undefined ? {} : { topicId }),
      ...(replyToId === undefined ? {} : { replyToId }),
      ...(message.randomId === undefined ? {} : { randomId: BigInt(message.randomId) }),
    };
  };
  return {
    selfId,
    chat(title: string) {
      const { peer, inviteHash } = named(
        [...state.chats.values()].find((one) => one.title === title),
        title,
      );
      return { id: peer, inviteHash };
    },
    person: (firstName: string) =>
      named(
        [...state.persons.values()].find((one) => one.firstName === firstName),
        firstName,
      ).id,
    topic: (chat: PeerId, title: string) =>
      named(
        [...state.topics(chat).values()].find((one) => one.title === title),
        title,
      ).id,
    say(fromId: PeerId, chat: PeerId, text: string, topicId?: number) {
      const from = named(state.persons.get(fromId), `person ${fromId}`);
      // A person speaks to the account, not to itself, in the chat between the two.
      const peer = chat === fromId ? selfId : chat;
      const topic = topicId === undefined ? {} : { topId: topicId, replyToId: topicId };
      const verdict = say(world, { from, peer, said: { text, entities: [] }, ...topic });
      if ('refused' in verdict) throw new Error(`may not be said: ${verdict.refused.text}`);
      return named(state.boxFor(peer, selfId).idOf(verdict.message.number), 'copy of it');
    },
    erase(chat: PeerId, id: number) {
      const message = named(state.messageAt(chat, selfId, id), `message ${id}`);
      const by = named(state.persons.get(message.authorId), `person ${message.authorId}`);
      const refused = erase(world, by, [message], true);
      if (refused) throw new Error(`may not be deleted: ${refused.text}`);
    },
    joinStranger(chat: PeerId) {
      const id = Math.max(...[...state.members(chat).keys()].filter((one) => one < 6e9)) + 1_000;
      const basics = { privacy: 'open', sanctions: [], contacts: [], blocked: [] } as const;
      const person: Person = { ...basics, id, firstName: 'Somebody', language: 'en' };
      world.commit({ is: 'person', person });
      setMember(world, named(state.chats.get(chat), `chat ${chat}`), person, 'member');
      return id;
    },
    change(personId: PeerId, change: Partial<Person>) {
      const person = named(state.persons.get(personId), `person ${personId}`);
      world.commit({ is: 'person', person: { ...person, ...change } });
    },
    arrived: (chat: PeerId) =>
      state.messages
        .filter(({ peer, authorId, action }) => peer === chat && authorId === selfId && !action)
        .map((message) => report(chat, message)),
  };
}
