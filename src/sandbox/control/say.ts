import type { PeerId } from '../../core/peer.js';
import type { Person } from '../world/person.js';
import { say } from '../world/say.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import { isJson } from './parse-fault.js';
import { type MessageReport, messageReport } from './report.js';

/**
 * Lets somebody speak: `{chat, from, text, topic?, replyTo?}`. Chats and people are named by username or
 * id; they may do no more than Telegram lets them.
 * @throws BadRequest naming the field; 403 with Telegram's error when it may not be said.
 */
export function sayFor(world: World, body: unknown): MessageReport {
  if (!isJson(body)) throw new BadRequest('expected {"chat", "from", "text"}');
  const { text, topic, replyTo } = body;
  const peer = peerNamed(world, body.chat, 'chat');
  const from = personNamed(world, body.from);
  if (typeof text !== 'string') throw new BadRequest('"text" must be a string');
  for (const [name, value] of Object.entries({ topic, replyTo })) {
    if (value !== undefined && !Number.isSafeInteger(value)) {
      throw new BadRequest(`"${name}" must be a message's id`);
    }
  }
  const verdict = say(world, {
    from,
    peer,
    said: { text, entities: [] },
    ...(typeof topic === 'number' ? { topId: topic } : {}),
    ...(typeof replyTo === 'number' ? { replyToId: replyTo } : {}),
  });
  if ('refused' in verdict) {
    throw new BadRequest(`${verdict.refused.code} ${verdict.refused.text}`, 403);
  }
  return messageReport(world, verdict.message);
}

/** A chat or person by id, username or `@username`. */
export function peerNamed(world: World, name: unknown, field: string): PeerId {
  const { state } = world;
  const numeric = typeof name === 'number' ? name : Number(name);
  const peer =
    typeof name === 'string' && Number.isNaN(numeric)
      ? state.byUsername(name.replace(/^@/, ''))
      : numeric;
  if (peer !== undefined && (state.chats.has(peer) || state.persons.has(peer))) return peer;
  throw new BadRequest(`"${field}" names nobody here: ${JSON.stringify(name) ?? 'it is missing'}`);
}

function personNamed(world: World, name: unknown): Person {
  const person = world.state.persons.get(peerNamed(world, name, 'from'));
  if (!person) throw new BadRequest('"from" must be a person');
  return person;
}
