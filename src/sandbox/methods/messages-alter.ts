import { RpcError } from '../rpc.js';
import { edit, erase } from '../world/alter.js';
import type { Message } from '../world/message.js';
import { isChannelPeer } from '../world/peer-id.js';
import type { Refusal } from '../world/refusal.js';
import {
  flag,
  numberField,
  numbersField,
  objectField,
  objectsField,
  optionalObject,
} from './fields.js';
import { inputMedia } from './input-media.js';
import type { Caller, Methods, Services } from './method.js';
import { inputChannel, inputPeer } from './resolve.js';
import { mark, updatesSince } from './sent.js';

/** Editing and deleting, in both worlds of ids. */
export function registerAltering(methods: Methods, services: Services): void {
  const { world } = services;

  methods.on('messages.editMessage', (call, caller) => {
    const { person, cause } = caller;
    const peer = inputPeer(world, person, objectField(call, 'peer'));
    const message = world.state.messageAt(peer, person.id, numberField(call, 'id'));
    if (!message) throw new RpcError(400, 'MESSAGE_ID_INVALID');
    const since = mark(services, caller, peer);
    const newMedia = optionalObject(call, 'media');
    const media = newMedia ? inputMedia(services, person, newMedia) : message.media;
    const said = {
      text: typeof call.message === 'string' ? call.message : message.text,
      entities: objectsField(call, 'entities'),
      ...(media ? { media } : {}),
    };
    check(edit(world, person, message, said, cause));
    return updatesSince(services, caller, since);
  });

  methods.on('messages.deleteMessages', (call, caller) => {
    const { person, cause } = caller;
    const ids = numbersField(call, 'id');
    const messages = ids.flatMap((id) => {
      const message = world.state.message(world.state.box(person.id).numberOf(id));
      return message && !isChannelPeer(message.peer) ? [message] : [];
    });
    return erased(services, caller, person.id, () =>
      erase(world, person, messages, flag(call, 'revoke'), cause),
    );
  });

  methods.on('channels.deleteMessages', (call, caller) => {
    const { person, cause } = caller;
    const { peer } = inputChannel(world, person, objectField(call, 'channel'));
    const messages = numbersField(call, 'id').flatMap(
      (id): Message[] | Message => world.state.messageAt(peer, person.id, id) ?? [],
    );
    return erased(services, caller, peer, () => erase(world, person, messages, true, cause));
  });
}

function erased(
  services: Services,
  caller: Caller,
  owner: number,
  work: () => Refusal | undefined,
): { readonly _: string; readonly pts: number; readonly pts_count: number } {
  const { box, pts } = mark(services, caller, owner);
  check(work());
  return { _: 'messages.affectedMessages', pts: box.pts, pts_count: box.pts - pts };
}

function check(refused: Refusal | undefined): void {
  if (refused) throw new RpcError(refused.code, refused.text);
}
