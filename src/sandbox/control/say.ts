import type { PeerId } from '../../core/peer.js';
import { newestBy } from '../talk/listening.js';
import { storePhoto } from '../world/photo.js';
import { type SayRequest, say } from '../world/say.js';
import { hash64 } from '../world/seeded.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import { idField, type Json, objectBody, peerNamed, speakerNamed, textField } from './fields.js';
import { type MessageReport, messageReport } from './report.js';

/** A message that came of a batch, or Telegram's error for it. */
export type SayResult = MessageReport | { readonly error: string };

/**
 * Lets somebody speak: `{chat, from, text, topic?, replyTo?, photo?}`, or post an album: `{chat, from,
 * album: [caption, …]}`, or many: `{messages: [{chat, from, text}, …]}`. `replyTo` is a message's id as
 * `from` counts, or `last`: the newest of somebody else's. Chats and people are named by
 * username or id; an account's own id makes it speak as from another of its devices, a channel's name
 * lets it post. They may do no more than Telegram lets them.
 * @returns the message, of an album its parts, of a batch one result for each text or part.
 * @throws BadRequest naming the field, before anything is said; 403 with Telegram's error when it may not
 *   be said (in a batch that is the result).
 */
export function sayFor(world: World, body: unknown): MessageReport | readonly SayResult[] {
  const object = objectBody(body, '{"chat", "from", "text"} or {"messages": […]}');
  if (object.messages !== undefined) {
    if (!Array.isArray(object.messages)) throw new BadRequest('"messages" must be a list');
    const requests = object.messages.flatMap((one: unknown) =>
      requestsIn(world, objectBody(one, '"messages" of {"chat", "from", "text"}')),
    );
    return requests.map((request) => result(world, request));
  }
  const reports = requestsIn(world, object).map((request) => {
    const answer = result(world, request);
    if ('error' in answer) throw new BadRequest(answer.error, 403);
    return answer;
  });
  const [only] = reports;
  return only && object.album === undefined ? only : reports;
}

function result(world: World, request: SayRequest): SayResult {
  const verdict = say(world, request);
  if ('refused' in verdict) return { error: `${verdict.refused.code} ${verdict.refused.text}` };
  return messageReport(world, verdict.message);
}

/** What is to be said: one message, or the parts of an album. */
function requestsIn(world: World, body: Json): SayRequest[] {
  const peer = peerNamed(world, body.chat, 'chat');
  const from = speakerNamed(world, body.from, 'from');
  const common = {
    from,
    peer,
    ...(body.topic === undefined ? {} : { topId: idField(body, 'topic') }),
    ...(body.replyTo === undefined ? {} : { replyToId: answeredBy(world, body, from.id, peer) }),
  };
  if (body.album === undefined) {
    const media = body.photo === true ? { media: storePhoto(world) } : {};
    return [{ ...common, said: { text: textField(body, 'text'), entities: [], ...media } }];
  }
  const captions = albumIn(body.album);
  const groupedId = String(hash64(world.seed, 'album', world.state.files.size));
  return captions.map((text) => ({
    ...common,
    groupedId,
    several: true,
    said: { text, entities: [], media: storePhoto(world) },
  }));
}

/** A message's id, or `last`: the newest that is not one's own. */
function answeredBy(world: World, body: Json, fromId: number, peer: PeerId): number {
  if (body.replyTo !== 'last') return idField(body, 'replyTo');
  const last = newestBy(world, fromId, peer, (id) => id !== fromId);
  if (last === undefined) throw new BadRequest('"replyTo" finds nothing to reply to', 404);
  return last;
}

function albumIn(album: unknown): readonly string[] {
  const captions: unknown[] = Array.isArray(album) ? album : [];
  const texts = captions.filter((caption) => typeof caption === 'string');
  if (texts.length < 2 || texts.length > 10 || texts.length < captions.length) {
    throw new BadRequest('"album" must be a list of 2 to 10 captions, which may be empty');
  }
  return texts;
}
