import type { PeerId } from '../../core/peer.js';
import type { TlObject } from '../rpc.js';
import { GENERAL_TOPIC_ID, type Member } from './chat.js';
import { channelPeer, groupPeer } from './peer-id.js';
import { type Person, SPAM_BOT_ID, TELEGRAM_SERVICE_ID } from './person.js';
import type { ChatPlan, Scenario } from './scenario.js';
import { hash64, seededFor } from './seeded.js';
import type { World } from './world.js';

const FIRST_PERSON_ID = 5_000_000_001;
const FIRST_ACCOUNT_ID = 6_000_000_001;
const FIRST_BOT_ID = 7_000_000_001;
const FIRST_CHANNEL_ID = 1_500_000_001;
const FIRST_GROUP_ID = 4_000_001;

/**
 * Fills an empty world. The same scenario, seed and time give the same world, so that a journal can be
 * replayed on top of it.
 * @throws Error naming the chat whose plan does not fit the others.
 */
export function build(world: World, scenario: Scenario, atMs: number): void {
  const cast = buildPersons(world, scenario, atMs);
  for (const [at, plan] of scenario.chats.entries()) buildChat(world, cast, plan, at, atMs);
  for (const [at, plan] of scenario.people.entries()) {
    const person = cast.people[at];
    if (!plan.wroteFirst || !person) continue;
    for (const account of cast.accounts) {
      opening(world, { peer: account.id, from: person.id, text: GREETING[plan.language], atMs });
    }
  }
}

const GREETING = {
  tr: 'Merhaba, müsait misin?',
  ru: 'Привет! Можно вопрос?',
  en: 'Hi, got a minute?',
};

interface Cast {
  readonly accounts: readonly Person[];
  readonly people: readonly Person[];
}

function buildPersons(world: World, scenario: Scenario, atMs: number): Cast {
  const basics = { privacy: 'open', sanctions: [], contacts: [], blocked: [] } as const;
  const add = (person: Person): Person => {
    world.commit({ is: 'person', person });
    return person;
  };
  add({ ...basics, id: TELEGRAM_SERVICE_ID, firstName: 'Telegram', language: 'en' });
  add({
    ...basics,
    id: SPAM_BOT_ID,
    firstName: 'Spam Info Bot',
    username: 'SpamBot',
    language: 'en',
    // Random bits of the world's own seed: nobody is to log in as this bot.
    botToken: `${SPAM_BOT_ID}:${hash64(world.seed, 'spam bot')}`,
  });
  const accounts = scenario.accounts.map((plan, at) => {
    const { phone, code, password, language = 'tr', sanctions = [], ...names } = plan;
    const login = { phone: phone.replace(/\D/g, ''), code, ...(password ? { password } : {}) };
    const since = sanctions.length > 0 ? { sanctionedAtMs: atMs } : {};
    const id = FIRST_ACCOUNT_ID + at;
    return add({ ...basics, ...names, ...since, id, language, sanctions, login });
  });
  const people = scenario.people.map(({ wroteFirst: _, ...plan }, at) =>
    add({ ...basics, ...plan, id: FIRST_PERSON_ID + at }),
  );
  for (const [at, { secret, ...names }] of scenario.bots.entries()) {
    const id = FIRST_BOT_ID + at;
    add({ ...basics, ...names, id, language: 'en', botToken: `${id}:${secret}` });
  }
  return { accounts, people };
}

/**
 * Makes one more chat in a world that lives already.
 * @throws Error naming the chat whose plan does not fit the world.
 */
export function addChat(world: World, plan: ChatPlan): PeerId {
  const persons = [...world.state.persons.values()];
  const cast = {
    accounts: persons.filter(({ login }) => login),
    people: persons.filter(
      ({ login, botToken, id }) => !login && !botToken && id !== TELEGRAM_SERVICE_ID,
    ),
  };
  return buildChat(world, cast, plan, world.state.chats.size, world.now());
}

function buildChat(world: World, cast: Cast, plan: ChatPlan, at: number, atMs: number): PeerId {
  const peer =
    plan.kind === 'group' ? groupPeer(FIRST_GROUP_ID + at) : channelPeer(FIRST_CHANNEL_ID + at);
  const accounts = cast.accounts.filter(
    (account) => plan.accounts === 'all' || isNamed(account, plan.accounts),
  );
  const people = sample(world, cast.people, plan, at);
  const owner = plan.owner
    ? cast.accounts.find((account) => isNamed(account, [plan.owner ?? '']))
    : people[0];
  if (!owner) throw new Error(`chat "${plan.title}" has nobody to own it: name an owner or people`);
  const linked = plan.discusses === undefined ? undefined : linkedChannel(world, plan);
  world.commit({
    is: 'chat',
    chat: {
      peer,
      kind: plan.kind,
      title: plan.title,
      about: plan.about ?? '',
      ...(plan.username ? { username: plan.username } : {}),
      inviteHash: BigInt.asUintN(64, hash64(world.seed, 'invite', at))
        .toString(36)
        .padStart(16, 'A'),
      createdAtMs: atMs,
      creatorId: owner.id,
      forbidden: plan.forbidden ?? [],
      slowModeSeconds: plan.slowModeSeconds ?? 0,
      forum: plan.topics !== undefined,
      protected: plan.protected ?? false,
      joinToSend: plan.joinToSend ?? false,
      joinRequest: plan.joinRequest ?? false,
      ...(linked === undefined ? {} : { linked }),
    },
  });
  for (const person of new Set([owner, ...accounts, ...people])) {
    const role: Member['role'] = person === owner ? 'creator' : 'member';
    const member = {
      userId: person.id,
      role,
      forbidden: [],
      joinedAtMs: atMs,
      inviterId: owner.id,
    };
    world.commit({ is: 'member', peer, member });
  }
  openChat(world, peer, owner.id, plan, atMs);
  return peer;
}

function linkedChannel(world: World, plan: ChatPlan): PeerId {
  const channel = world.state.chats.get(world.state.byUsername(plan.discusses ?? '') ?? 0);
  if (channel?.kind !== 'channel') {
    throw new Error(
      `chat "${plan.title}" discusses @${plan.discusses}, which is no channel before it`,
    );
  }
  return channel.peer;
}

function openChat(world: World, peer: PeerId, ownerId: number, plan: ChatPlan, atMs: number): void {
  const action =
    plan.kind === 'group'
      ? { _: 'messageActionChatCreate', title: plan.title, users: [] }
      : { _: 'messageActionChannelCreate', title: plan.title };
  const from = plan.kind === 'channel' ? peer : ownerId;
  opening(world, { peer, from, authorId: ownerId, text: '', action, atMs });
  const linked = world.state.chats.get(world.state.chats.get(peer)?.linked ?? 0);
  if (linked) world.commit({ is: 'chat', chat: { ...linked, linked: peer } });
  if (!plan.topics) return;
  const general = { id: GENERAL_TOPIC_ID, title: 'General', closed: false, deleted: false };
  world.commit({ is: 'topic', peer, topic: { ...general, creatorId: ownerId, atMs } });
  for (const { title, closed = false } of plan.topics) {
    const start = { _: 'messageActionTopicCreate', title, icon_color: 0x6fb9f0 };
    opening(world, { peer, from: ownerId, text: '', action: start, atMs });
    const id = world.state.box(peer).lastId;
    const topic = { id, title, closed, deleted: false, creatorId: ownerId, atMs };
    world.commit({ is: 'topic', peer, topic });
  }
}

interface Opening {
  readonly peer: PeerId;
  readonly from: PeerId;
  readonly authorId?: number;
  readonly text: string;
  readonly action?: TlObject;
  readonly atMs: number;
}

function opening(world: World, { authorId, ...rest }: Opening): void {
  const number = world.state.messages.length;
  const message = { ...rest, number, authorId: authorId ?? rest.from, entities: [] };
  world.commit({ is: 'said', message });
}

/** The plan's number of people, of its language first. */
function sample(world: World, people: readonly Person[], plan: ChatPlan, at: number): Person[] {
  const chance = seededFor(world.seed, 'members', at);
  const order = people.map((person) => ({
    person,
    rank: chance() + (plan.language && person.language !== plan.language ? 1 : 0),
  }));
  order.sort((a, b) => a.rank - b.rank);
  return order.slice(0, plan.people).map(({ person }) => person);
}

function isNamed(account: Person, names: readonly string[]): boolean {
  return names.some(
    (name) => name === account.username || name.replace(/\D/g, '') === account.login?.phone,
  );
}
