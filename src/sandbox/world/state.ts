import type { PeerId } from '../../core/peer.js';
import { Box } from './box.js';
import type { Chat, Member, Topic } from './chat.js';
import type { StoredFile } from './files.js';
import type { Message } from './message.js';
import { isChannelPeer } from './peer-id.js';
import type { Person } from './person.js';
import { RandomIds } from './random-ids.js';

/** All that is so in the world at one moment. Changed by `apply` alone. */
export class State {
  readonly persons = new Map<number, Person>();
  readonly chats = new Map<PeerId, Chat>();
  readonly messages: Message[] = [];
  readonly files = new Map<string, StoredFile>();
  readonly randomIds: RandomIds;
  /** How many messages answer a thread's root, by the root's number. */
  readonly threadSizes = new Map<number, number>();
  /** How many messages answer a message, by its number. */
  readonly replies = new Map<number, number>();
  /** Who reacted to a message with which emoji, by its number. */
  readonly reactions = new Map<number, Map<number, string>>();
  /** The copy in the discussion group, by the number of the post; of an album that of its first part. */
  readonly threadOfPost = new Map<number, number>();
  readonly #threadOfAlbum = new Map<string, number>();
  readonly #members = new Map<PeerId, Map<number, Member>>();
  readonly #topics = new Map<PeerId, Map<number, Topic>>();
  readonly #boxes = new Map<PeerId, Box>();
  readonly #usernames = new Map<string, PeerId>();
  readonly #readInbox = new Map<string, number>();
  readonly #readOutbox = new Map<string, number>();
  readonly #lastSaidAtMs = new Map<string, number>();

  constructor(randomIdMemoryMs: () => number) {
    this.randomIds = new RandomIds(randomIdMemoryMs);
  }

  setPerson(person: Person): void {
    this.#rename(person.id, this.persons.get(person.id)?.username, person.username);
    this.persons.set(person.id, person);
  }

  setChat(chat: Chat): void {
    this.#rename(chat.peer, this.chats.get(chat.peer)?.username, chat.username);
    this.chats.set(chat.peer, chat);
  }

  #rename(peer: PeerId, before?: string, after?: string): void {
    if (before) this.#usernames.delete(before.toLowerCase());
    if (after) this.#usernames.set(after.toLowerCase(), peer);
  }

  /** Usernames know no case. */
  byUsername(username: string): PeerId | undefined {
    return this.#usernames.get(username.toLowerCase());
  }

  members(peer: PeerId): Map<number, Member> {
    return made(this.#members, peer, () => new Map());
  }

  topics(peer: PeerId): Map<number, Topic> {
    return made(this.#topics, peer, () => new Map());
  }

  box(owner: PeerId): Box {
    return made(this.#boxes, owner, () => new Box(owner));
  }

  /** The box in which a viewer finds a chat's messages. */
  boxFor(peer: PeerId, viewerId: number): Box {
    return this.box(isChannelPeer(peer) ? peer : viewerId);
  }

  message(number: number | undefined): Message | undefined {
    return number === undefined ? undefined : this.messages[number];
  }

  /** The message behind an id, as the viewer counts. */
  messageAt(peer: PeerId, viewerId: number, id: number): Message | undefined {
    return this.message(this.boxFor(peer, viewerId).numberOf(id));
  }

  /** A post was copied to its discussion group. */
  noteCopy(copy: Message, postNumber: number): void {
    this.threadOfPost.set(postNumber, this.rootOf(copy));
  }

  /** The root of the comments to a copied post: of an album's parts, the first. */
  rootOf({ peer, groupedId, number }: Message): number {
    if (groupedId === undefined) return number;
    return made(this.#threadOfAlbum, `${peer} ${groupedId}`, () => number);
  }

  /** The last id that somebody has read in a chat. */
  readInbox(userId: number, peer: PeerId): number {
    return this.#readInbox.get(`${userId} ${peer}`) ?? 0;
  }

  setReadInbox(userId: number, peer: PeerId, maxId: number): void {
    this.#readInbox.set(`${userId} ${peer}`, Math.max(maxId, this.readInbox(userId, peer)));
  }

  /** The last own id that somebody else has read. */
  readOutbox(userId: number, peer: PeerId): number {
    return this.#readOutbox.get(`${userId} ${peer}`) ?? 0;
  }

  setReadOutbox(userId: number, peer: PeerId, maxId: number): void {
    this.#readOutbox.set(`${userId} ${peer}`, Math.max(maxId, this.readOutbox(userId, peer)));
  }

  /** How many messages of others came after what was read. */
  unread(userId: number, peer: PeerId): number {
    const box = this.boxFor(peer, userId);
    const ids = box.idsOf(peer);
    const read = this.readInbox(userId, peer);
    let count = 0;
    for (let at = ids.length - 1; at >= 0 && (ids[at] ?? 0) > read; at--) {
      if (this.message(box.numberOf(ids[at] ?? 0))?.from !== userId) count++;
    }
    return count;
  }

  lastSaidAtMs(peer: PeerId, userId: number): number | undefined {
    return this.#lastSaidAtMs.get(`${userId} ${peer}`);
  }

  setLastSaid(peer: PeerId, userId: number, atMs: number): void {
    this.#lastSaidAtMs.set(`${userId} ${peer}`, atMs);
  }
}

function made<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const value = make();
  map.set(key, value);
  return value;
}
