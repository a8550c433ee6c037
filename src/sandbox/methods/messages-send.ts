import { RpcError, type TlObject } from '../rpc.js';
import type { Said } from '../world/message.js';
import type { SayRequest } from '../world/say.js';
import { hash64 } from '../world/seeded.js';
import {
  flag,
  longField,
  objectField,
  objectsField,
  optionalNumber,
  optionalObject,
  textField,
} from './fields.js';
import { inputMedia } from './input-media.js';
import type { Caller, Methods, Services } from './method.js';
import { tlMedia } from './render/media.js';
import { inputPeer } from './resolve.js';
import { mark, send, sentUpdates } from './sent.js';

/** messages.send*: words, media, albums. @see https://core.telegram.org/method/messages.sendMessage */
export function registerSending(methods: Methods, services: Services): void {
  methods.on('messages.sendMessage', (call, caller) => {
    const said = { text: textField(call, 'message'), entities: objectsField(call, 'entities') };
    return sendOne(services, caller, call, said);
  });

  methods.on('messages.sendMedia', (call, caller) => {
    const media = inputMedia(services, caller.person, objectField(call, 'media'));
    const entities = objectsField(call, 'entities');
    return sendOne(services, caller, call, { text: textField(call, 'message'), entities, media });
  });

  methods.on('messages.uploadMedia', (call, { person }) => {
    inputPeer(services.world, person, objectField(call, 'peer'));
    const media = inputMedia(services, person, objectField(call, 'media'));
    return tlMedia(services.world, media);
  });

  methods.on('messages.sendMultiMedia', (call, caller) => {
    const parts = objectsField(call, 'multi_media');
    if (parts.length === 0) throw new RpcError(400, 'MEDIA_EMPTY');
    if (parts.length > 10) throw new RpcError(400, 'MULTI_MEDIA_TOO_LONG');
    const request = requestOf(services, caller, call);
    const album = hash64(services.world.seed, 'album', services.world.state.messages.length);
    const since = mark(services, caller, request.peer);
    const sent = parts.map((part) => {
      const media = inputMedia(services, caller.person, objectField(part, 'media'));
      const entities = objectsField(part, 'entities');
      return send(services, caller, {
        ...request,
        said: { text: textField(part, 'message'), entities, media },
        randomId: String(longField(part, 'random_id')),
        groupedId: String(album),
        several: parts.length > 1,
      });
    });
    return sentUpdates(services, caller, since, sent);
  });
}

function sendOne(services: Services, caller: Caller, call: TlObject, said: Said): TlObject {
  if (call.schedule_date !== undefined) throw new RpcError(400, 'SCHEDULE_DATE_INVALID');
  const request = requestOf(services, caller, call);
  const since = mark(services, caller, request.peer);
  const randomId = String(longField(call, 'random_id'));
  const sent = send(services, caller, { ...request, said, randomId });
  return sentUpdates(services, caller, since, [sent]);
}

/** What all ways of sending have in common: who, where to, in answer to what. */
function requestOf(services: Services, caller: Caller, call: TlObject): Omit<SayRequest, 'said'> {
  const { world } = services;
  const peer = inputPeer(world, caller.person, objectField(call, 'peer'));
  const reply = optionalObject(call, 'reply_to');
  const answers = reply?._ === 'inputReplyToMessage' ? reply : undefined;
  const replyToId = answers && optionalNumber(answers, 'reply_to_msg_id');
  const topId = answers && optionalNumber(answers, 'top_msg_id');
  return {
    from: caller.person,
    peer,
    cause: caller.cause,
    ...(replyToId ? { replyToId } : {}),
    ...(topId ? { topId } : {}),
    ...(flag(call, 'silent') ? { silent: true } : {}),
  };
}
