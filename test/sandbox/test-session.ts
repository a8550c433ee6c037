import {
  AnsweredTwice,
  type KeyRecord,
  RpcError,
  type TlObject,
  type TlValue,
} from '../../src/sandbox/rpc.js';
import type { TestBox } from './test-box.js';

let lastSession = 0n;

type Fields = { readonly [field: string]: TlValue };

/** A client's session: makes calls, and hears what is pushed to its account. */
export class TestSession {
  readonly key: KeyRecord;
  readonly id: bigint;
  readonly #box: TestBox;
  #heard = 0;

  constructor(box: TestBox) {
    lastSession++;
    this.id = lastSession;
    this.#box = box;
    this.key = { id: lastSession, key: Buffer.alloc(256), layer: 198 };
    box.wire.keys.push(this.key);
    this.#heard = box.wire.pushed.length;
  }

  /** The answer, which was seen to fit the schema of every layer. */
  async ask(method: string, fields: Fields = {}): Promise<TlValue | null | symbol> {
    const result = await this.#box.invoke(
      { _: method, ...fields },
      {
        key: this.key,
        sessionId: this.id,
        connectionId: 1,
        messageId: 0n,
        withoutUpdates: false,
      },
    );
    const answer = result instanceof AnsweredTwice ? result.value : result;
    if (answer === null || typeof answer === 'symbol') return answer;
    for (const layer of [144, 198, 227]) this.#box.codec.encodeResult(method, answer, layer);
    return answer;
  }

  /** The answer of a method that answers an object. */
  async call(method: string, fields: Fields = {}): Promise<TlObject> {
    const answer = await this.ask(method, fields);
    if (typeof answer !== 'object' || answer === null || !('_' in answer)) {
      throw new Error(`${method} answered no object`);
    }
    return answer;
  }

  /** The error's text, e.g. `400 MESSAGE_EMPTY`; fails when there is none. */
  async refused(method: string, fields: Fields = {}): Promise<string> {
    try {
      await this.ask(method, fields);
    } catch (error) {
      if (error instanceof RpcError) return error.message.replace(':', '');
      throw error;
    }
    throw new Error(`${method} was not refused`);
  }

  /** The updates that this session has been pushed since it last asked, containers opened. */
  heard(): TlObject[] {
    const news = this.#box.wire.pushed.slice(this.#heard);
    this.#heard = this.#box.wire.pushed.length;
    return news
      .filter(({ userId, except }) => userId === this.key.userId && except !== this.id)
      .flatMap(({ updates }) => contained(updates));
  }

  /** The InputPeer of a username, as this account holds its key. */
  async peer(username: string): Promise<TlObject> {
    const found = await this.call('contacts.resolveUsername', { username });
    const [chat] = objects(found, 'chats');
    const [user] = objects(found, 'users');
    if (chat) {
      const { id = 0n, access_hash = 0n } = chat;
      return { _: 'inputPeerChannel', channel_id: id, access_hash };
    }
    return { _: 'inputPeerUser', user_id: user?.id ?? 0n, access_hash: user?.access_hash ?? 0n };
  }

  /** The InputChannel of a username. */
  async channel(username: string): Promise<TlObject> {
    return { ...(await this.peer(username)), _: 'inputChannel' };
  }

  /** Sends words. */
  async say(peer: TlObject, message: string, randomId: bigint, more: Fields = {}) {
    return this.call('messages.sendMessage', { peer, message, random_id: randomId, ...more });
  }
}

/** A vector of objects in an answer. */
export function objects(answer: TlObject, field: string): TlObject[] {
  const value = answer[field];
  if (!Array.isArray(value)) throw new Error(`${answer._} has no vector ${field}`);
  return value.filter((item): item is TlObject => typeof item === 'object' && '_' in item);
}

/** An object in an answer. */
export function object(answer: TlObject, field: string): TlObject {
  const value = answer[field];
  if (typeof value !== 'object' || !('_' in value)) {
    throw new Error(`${answer._} has no object ${field}`);
  }
  return value;
}

function contained(updates: TlObject): TlObject[] {
  return updates._ === 'updates' ? objects(updates, 'updates') : [updates];
}
