import { RpcError, type TlObject } from '../rpc.js';
import { memberIds } from '../world/access.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import { typingRefusal } from '../world/permission.js';
import { numberField, objectField, optionalNumber } from './fields.js';
import type { Caller, Methods, Services } from './method.js';
import { Cast } from './render/cast.js';
import { tlPeer } from './render/chat.js';
import { inputChannel, inputPeer } from './resolve.js';
import { mark } from './sent.js';

/** What others see of somebody who is there: typing, and having read. */
export function registerPresence(methods: Methods, services: Services): void {
  const { world } = services;

  methods.on('messages.setTyping', (call, caller) => {
    const peer = inputPeer(world, caller.person, objectField(call, 'peer'));
    const refused = typingRefusal(world, caller.person, peer);
    if (refused) throw new RpcError(refused.code, refused.text);
    showTyping(services, caller, peer, call);
    return true;
  });

  methods.on('messages.readHistory', (call, caller) => {
    const peer = inputPeer(world, caller.person, objectField(call, 'peer'));
    if (isChannelPeer(peer)) throw new RpcError(400, 'PEER_ID_INVALID');
    const { box, pts } = mark(services, caller, peer);
    read(services, caller, peer, numberField(call, 'max_id'));
    return { _: 'messages.affectedMessages', pts: box.pts, pts_count: box.pts - pts };
  });

  methods.on('channels.readHistory', (call, caller) => {
    const { peer } = inputChannel(world, caller.person, objectField(call, 'channel'));
    read(services, caller, peer, numberField(call, 'max_id'));
    return true;
  });

  methods.on('messages.readDiscussion', () => true);
  methods.on('messages.readMentions', (call, caller) => {
    const peer = inputPeer(world, caller.person, objectField(call, 'peer'));
    const { box } = mark(services, caller, peer);
    return { _: 'messages.affectedHistory', pts: box.pts, pts_count: 0, offset: 0 };
  });
  methods.on('messages.receivedMessages', () => []);
  methods.on('messages.saveDraft', () => true);
}

/** Reads up to an id; 0 means all. */
function read({ world }: Services, { person, cause }: Caller, peer: number, maxId: number): void {
  const ids = world.state.boxFor(peer, person.id).idsOf(peer);
  const last = ids.at(-1) ?? 0;
  const upTo = maxId > 0 ? Math.min(maxId, last) : last;
  if (upTo <= world.state.readInbox(person.id, peer)) return;
  world.commit({ is: 'read', userId: person.id, peer, maxId: upTo, atMs: world.now() }, cause);
}

function showTyping(services: Services, caller: Caller, peer: number, call: TlObject): void {
  const { world, wire } = services;
  const { person } = caller;
  const action = objectField(call, 'action');
  const from_id = tlPeer(person.id);
  const top = optionalNumber(call, 'top_msg_id');
  if (top !== undefined && !world.state.messageAt(peer, person.id, top)) {
    throw new RpcError(400, 'MSG_ID_INVALID');
  }
  if (action._ === 'sendMessageTypingAction') {
    const topic = top === undefined ? {} : { topicId: top };
    world.typings.add({ userId: person.id, peer, ...topic, atMs: world.now() });
  }
  const update = (): TlObject => {
    if (peer > 0) return { _: 'updateUserTyping', user_id: BigInt(person.id), action };
    const id = BigInt(bareId(peer));
    if (!isChannelPeer(peer)) return { _: 'updateChatUserTyping', chat_id: id, from_id, action };
    const topic = top === undefined ? {} : { top_msg_id: top };
    return { _: 'updateChannelUserTyping', channel_id: id, ...topic, from_id, action };
  };
  const watchers = peer > 0 ? [peer] : memberIds(world.state, peer);
  for (const userId of watchers) {
    if (userId === person.id || wire.keysOf(userId).length === 0) continue;
    const { users, chats } = new Cast(world, userId).add(person.id, peer < 0 ? peer : undefined);
    const date = Math.floor(world.now() / 1_000);
    wire.push(userId, { _: 'updates', updates: [update()], users, chats, date, seq: 0 });
  }
}
