import type { PeerId } from '../../core/peer.js';
import { RpcError, type TlObject } from '../rpc.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import {
  numberField,
  objectField,
  objectsField,
  optionalNumber,
  optionalObject,
} from './fields.js';
import type { Methods, Services } from './method.js';
import { type Found, historyPage, messagesOf, page, tlMessages } from './page.js';
import { Cast } from './render/cast.js';
import { tlMessage } from './render/message.js';
import { inputChannel, inputPeer } from './resolve.js';

/** Reading back: history, search, threads, single messages. */
export function registerHistory(methods: Methods, { world }: Services): void {
  methods.on('messages.getHistory', (call, { person }) => {
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    const { part, count } = historyPage(world, person, peer, call);
    return tlMessages(world, person, peer, part, count);
  });

  methods.on('messages.search', (call, { person }) => {
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    const from = optionalObject(call, 'from_id');
    const fromPeer = from && inputPeer(world, person, from);
    const top = optionalNumber(call, 'top_msg_id');
    const thread = top === undefined ? undefined : numberAt(world, person, peer, top);
    const hits = messagesOf(world, person, peer).filter(
      (found) =>
        (fromPeer === undefined || found.message.from === fromPeer) &&
        (thread === undefined || found.message.thread === thread) &&
        matches(call, found),
    );
    return tlMessages(world, person, peer, page(call, hits), hits.length);
  });

  methods.on('messages.getReplies', (call, { person }) => {
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    const { state } = world;
    const asked = state.messageAt(peer, person.id, numberField(call, 'msg_id'));
    if (!asked) throw new RpcError(400, 'MSG_ID_INVALID');
    const root = state.message(state.threadOfPost.get(asked.number)) ?? asked;
    const hits = messagesOf(world, person, root.peer).filter(
      ({ message }) => message.thread === root.number,
    );
    return tlMessages(world, person, root.peer, page(call, hits), hits.length);
  });

  methods.on('messages.getMessages', (call, { person }) => {
    const cast = new Cast(world, person.id);
    const messages = objectsField(call, 'id').map((input) =>
      single(world, person, person.id, input, cast),
    );
    return { _: 'messages.messages', messages, users: cast.users, chats: cast.chats };
  });

  methods.on('channels.getMessages', (call, { person }) => {
    const { peer } = inputChannel(world, person, objectField(call, 'channel'));
    const cast = new Cast(world, person.id).add(peer);
    const messages = objectsField(call, 'id').map((input) =>
      single(world, person, peer, input, cast),
    );
    const content = { messages, topics: [], users: cast.users, chats: cast.chats };
    const { pts } = world.state.box(peer);
    return { _: 'messages.channelMessages', pts, count: messages.length, ...content };
  });
}

function numberAt({ state }: World, person: Person, peer: PeerId, id: number): number {
  return state.boxFor(peer, person.id).numberOf(id) ?? -1;
}

function matches(call: TlObject, { message }: Found): boolean {
  const text = typeof call.q === 'string' ? call.q.toLowerCase() : '';
  if (message.action || !message.text.toLowerCase().includes(text)) return false;
  const seconds = Math.floor(message.atMs / 1_000);
  const from = optionalNumber(call, 'min_date') ?? 0;
  const until = optionalNumber(call, 'max_date') ?? 0;
  if (seconds < from || (until !== 0 && seconds > until)) return false;
  const filter = optionalObject(call, 'filter')?._;
  if (filter === 'inputMessagesFilterPhotos') return message.media?.kind === 'photo';
  if (filter === 'inputMessagesFilterDocument') return message.media?.kind === 'document';
  return true;
}

/** One message by an InputMessage; what is not there comes as messageEmpty. */
function single(
  world: World,
  person: Person,
  owner: PeerId,
  input: TlObject,
  cast: Cast,
): TlObject {
  const box = world.state.box(owner);
  const asked = optionalNumber(input, 'id') ?? 0;
  const number = box.numberOf(asked);
  const replied = input._ === 'inputMessageReplyTo' ? world.state.message(number)?.replyTo : number;
  const message = world.state.message(replied);
  const id = message && box.idOf(message.number);
  if (!message || id === undefined) return { _: 'messageEmpty', id: asked };
  return tlMessage(world, person.id, message, id, cast);
}
