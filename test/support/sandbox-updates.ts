import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type { UpdateSource } from '../../src/core/updates.js';
import { edit, erase } from '../../src/sandbox/world/alter.js';
import { addChat } from '../../src/sandbox/world/build.js';
import type { Chat } from '../../src/sandbox/world/chat.js';
import { serviceMessage } from '../../src/sandbox/world/join.js';
import type { Message } from '../../src/sandbox/world/message.js';
import type { Person } from '../../src/sandbox/world/person.js';
import { say } from '../../src/sandbox/world/say.js';
import type { World } from '../../src/sandbox/world/world.js';
import type { Question, Traits, UpdatesChats, UpdatesHands } from '../contracts/updates-hands.js';
import type { SandboxAccount } from './sandbox-account.js';
import { until } from './telegram-account.js';

const METHODS: { readonly [question in Question]: string } = {
  state: 'updates.getState',
  difference: 'updates.getDifference',
  channelDifference: 'updates.getChannelDifference',
  dialogs: 'messages.getDialogs',
  messagesAfter: 'messages.getHistory',
};

/** A client that a test is to hold to the updates contract. */
export interface Client {
  readonly messenger: Messenger;
  readonly source: UpdateSource;
  /** Whom nobody met before: a person's id is not the next test's. */
  readonly personId: PeerId;
}

/** Hands on a sandbox that many tests share: chats and a person of this test's own. */
export function sandboxUpdatesHands(
  { sandbox, selfId }: SandboxAccount,
  { messenger, source, personId }: Client,
): UpdatesHands {
  const { world, faults, wire } = sandbox;
  const { rules } = world;
  const { chats, owner } = newChats(world, selfId, personId);
  const talk = new Talk(world, selfId, owner);
  return {
    messenger,
    source,
    selfId,
    chats,
    during: (work) => work,
    until,
    say: async (chat, text, traits) => talk.say(chat > 0 ? chat : owner.id, chat, text, traits),
    sayFromOtherDevice: async (chat, text) => talk.say(selfId, chat, text),
    edit: async (chat, id, text) => talk.edit(chat, id, text),
    delete: async (chat, ids) => talk.delete(chat, ids),
    note: async (chat) => {
      serviceMessage(world, chat, owner.id, { _: 'messageActionChatEditTitle', title: 'New' });
    },
    kick: async (peer) => {
      const member = world.state.members(peer).get(selfId);
      if (!member) throw new Error(`the account is not in ${peer}`);
      world.commit({ is: 'member', peer, member: { ...member, role: 'kicked' } });
    },
    cut: async () => wire.cut(selfId),
    spoilPush: async (mishap) => {
      faults.add({ method: '*', account: selfId, effect: { kind: `push-${mishap}` }, times: 1 });
    },
    spoil: async (question, effect) => {
      faults.add({ method: METHODS[question], account: selfId, effect, times: 1 });
    },
    limitDifferences: async ({ slice, most, mostOfChannel }) => {
      world.rules = {
        ...world.rules,
        ...(slice === undefined ? {} : { differenceSlice: slice }),
        ...(most === undefined ? {} : { differenceTooLong: most }),
        ...(mostOfChannel === undefined ? {} : { channelDifferenceTooLong: mostOfChannel }),
      };
    },
    async dispose() {
      await messenger.disconnect();
      faults.clear();
      world.rules = rules;
    },
  };
}

/** Chats of one person's making, with the account in them. */
function newChats(
  world: World,
  selfId: PeerId,
  personId: PeerId,
): { readonly chats: UpdatesChats; readonly owner: Person } {
  const plan = { accounts: 'all', people: 1 } as const;
  const group = addChat(world, { ...plan, kind: 'supergroup', title: 'Group' });
  const owner = personOf(world, chatOf(world, group).creatorId);
  const made = (kind: Chat['kind'], topics?: readonly { readonly title: string }[]) => {
    const peer = addChat(world, {
      ...plan,
      kind,
      title: `A ${kind}`,
      ...(topics ? { topics } : {}),
    });
    const { role: _, ...member } = memberOf(world, peer, chatOf(world, peer).creatorId);
    // One person owns all: who speaks, edits and deletes is the same everywhere.
    world.commit({ is: 'member', peer, member: { ...member, userId: owner.id, role: 'creator' } });
    return peer;
  };
  const forum = made('supergroup', [{ title: 'Open' }]);
  const topicId = Math.max(...world.state.topics(forum).keys());
  world.commit({ is: 'person', person: { ...owner, id: personId, firstName: 'Somebody' } });
  const channel = made('channel');
  const basic = made('group');
  // The account may write to whoever has written to it.
  new Talk(world, selfId, owner).say(personId, personId, 'Hello');
  return {
    chats: { group, channel, forum: { id: forum, topicId }, basic, person: personId },
    owner,
  };
}

/** What people say, by the ids that the account counts. */
class Talk {
  readonly #world: World;
  readonly #selfId: PeerId;
  readonly #owner: Person;

  constructor(world: World, selfId: PeerId, owner: Person) {
    this.#world = world;
    this.#selfId = selfId;
    this.#owner = owner;
  }

  say(fromId: PeerId, chat: PeerId, text: string, traits: Traits = {}): number {
    const { topicId, replyToId = topicId, mentioned, albumId } = traits;
    const name = personOf(this.#world, this.#selfId).username;
    // A person speaks to the account, not to itself, in the chat between the two.
    const peer = chat === fromId ? this.#selfId : chat;
    const verdict = say(this.#world, {
      from: personOf(this.#world, fromId),
      peer,
      said: { text: mentioned ? `@${name} ${text}` : text, entities: [] },
      ...(replyToId === undefined ? {} : { replyToId }),
      ...(topicId === undefined ? {} : { topId: topicId }),
      ...(albumId === undefined ? {} : { groupedId: albumId }),
    });
    if ('refused' in verdict) throw new Error(`may not be said: ${verdict.refused.text}`);
    const id = this.#world.state.boxFor(peer, this.#selfId).idOf(verdict.message.number);
    if (id === undefined) throw new Error('the account has no copy of it');
    return id;
  }

  edit(chat: PeerId, id: number, text: string): void {
    const message = this.#find(chat, id);
    const by = personOf(this.#world, message.authorId);
    const refused = edit(this.#world, by, message, { text, entities: [] });
    if (refused) throw new Error(`may not be edited: ${refused.text}`);
  }

  delete(chat: PeerId, ids: readonly number[]): void {
    const messages = ids.map((id) => this.#find(chat, id));
    const refused = erase(this.#world, this.#owner, messages, true);
    if (refused) throw new Error(`may not be deleted: ${refused.text}`);
  }

  #find(chat: PeerId, id: number): Message {
    const message = this.#world.state.messageAt(chat, this.#selfId, id);
    if (!message) throw new Error(`there is no message ${id} in ${chat}`);
    return message;
  }
}

function personOf(world: World, id: PeerId): Person {
  const person = world.state.persons.get(id);
  if (!person) throw new Error(`there is no person ${id}`);
  return person;
}

function chatOf(world: World, peer: PeerId): Chat {
  const chat = world.state.chats.get(peer);
  if (!chat) throw new Error(`there is no chat ${peer}`);
  return chat;
}

function memberOf(world: World, peer: PeerId, userId: PeerId) {
  const member = world.state.members(peer).get(userId);
  if (!member) throw new Error(`${userId} is not in ${peer}`);
  return member;
}
