import { RpcError, type TlObject } from '../rpc.js';
import type { Message, Origin } from '../world/message.js';
import { isChannelPeer } from '../world/peer-id.js';
import { hash64 } from '../world/seeded.js';
import { flag, longsField, numbersField, objectField, optionalNumber } from './fields.js';
import type { Caller, Methods, Services } from './method.js';
import { inputPeer } from './resolve.js';
import { mark, send, sentUpdates } from './sent.js';

/** messages.forwardMessages: one random_id for each. @see https://core.telegram.org/method/messages.forwardMessages */
export function registerForwarding(methods: Methods, services: Services): void {
  const { world } = services;
  methods.on('messages.forwardMessages', (call, caller) => {
    const fromPeer = inputPeer(world, caller.person, objectField(call, 'from_peer'));
    const toPeer = inputPeer(world, caller.person, objectField(call, 'to_peer'));
    const ids = numbersField(call, 'id');
    const randomIds = longsField(call, 'random_id');
    if (ids.length === 0) throw new RpcError(400, 'MESSAGE_IDS_EMPTY');
    if (ids.length > 100) throw new RpcError(400, 'MESSAGE_IDS_TOO_MUCH');
    if (ids.length !== randomIds.length) throw new RpcError(400, 'RANDOM_ID_INVALID');
    if (world.state.chats.get(fromPeer)?.protected) {
      throw new RpcError(400, 'CHAT_FORWARDS_RESTRICTED');
    }
    const messages = ids.map((id) => forwardable(services, caller, fromPeer, id));
    const albums = albumIds(services, messages);
    const topId = optionalNumber(call, 'top_msg_id');
    const since = mark(services, caller, toPeer);
    const sent = messages.map((message, at) =>
      send(services, caller, {
        from: caller.person,
        peer: toPeer,
        cause: caller.cause,
        several: messages.length > 1,
        ...contentOf(call, message),
        randomId: String(randomIds[at]),
        ...(topId === undefined ? {} : { topId }),
        ...(flag(call, 'silent') ? { silent: true } : {}),
        ...(flag(call, 'drop_author') ? {} : { origin: originOf(services, message) }),
        ...(message.groupedId === undefined
          ? {}
          : { groupedId: albums.get(message.groupedId) ?? message.groupedId }),
      }),
    );
    return sentUpdates(services, caller, since, sent);
  });
}

function forwardable({ world }: Services, caller: Caller, peer: number, id: number): Message {
  const message = world.state.messageAt(peer, caller.person.id, id);
  if (!message || message.action) throw new RpcError(400, 'MESSAGE_ID_INVALID');
  return message;
}

function contentOf(call: TlObject, { text, entities, media }: Message) {
  if (!media) return { said: { text, entities } };
  const bare = flag(call, 'drop_media_captions');
  return { said: bare ? { text: '', entities: [], media } : { text, entities, media } };
}

/** A forward of a forward names the first author. */
function originOf({ world }: Services, message: Message): Origin {
  if (message.origin) {
    const { savedFrom: _, ...origin } = message.origin;
    return origin;
  }
  const post = message.from === message.peer && isChannelPeer(message.peer);
  const id = post ? world.state.box(message.peer).idOf(message.number) : undefined;
  return { from: message.from, atMs: message.atMs, ...(id === undefined ? {} : { post: id }) };
}

/** Albums stay albums, under new ids. */
function albumIds({ world }: Services, messages: readonly Message[]): Map<string, string> {
  const groups = new Set(messages.flatMap(({ groupedId }) => groupedId ?? []));
  return new Map(
    [...groups].map((old) => [
      old,
      String(hash64(world.seed, 'album', old, world.state.messages.length)),
    ]),
  );
}
