import { edit, erase } from '../world/alter.js';
import { setMember } from '../world/membership.js';
import type { Message } from '../world/message.js';
import { react } from '../world/react.js';
import type { Refusal } from '../world/refusal.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import {
  idField,
  type Json,
  objectBody,
  peerNamed,
  personNamed,
  speakerNamed,
  textField,
  wordField,
} from './fields.js';
import { type MessageReport, messageReport } from './report.js';

/**
 * Lets somebody edit what they said: `{chat, from, id, text}`. In private chats and basic groups the id
 * is as `from` counts, as it is in reports.
 * @throws BadRequest naming the field; 403 with Telegram's error when it may not be done.
 */
export function editFor(world: World, body: unknown): MessageReport {
  const object = objectBody(body, '{"chat", "from", "id", "text"}');
  const from = speakerNamed(world, object.from, 'from');
  const message = messageIn(world, object, from.id, idField(object, 'id'));
  const text = textField(object, 'text');
  check(edit(world, from, message, { text, entities: [], ...mediaOf(message) }));
  return messageReport(world, world.state.message(message.number) ?? message);
}

const mediaOf = ({ media }: Message) => (media ? { media } : {});

/**
 * Lets somebody delete messages: `{chat, from, ids}`, for everybody, or with `"revoke": false` in private
 * chats and basic groups for themselves alone.
 * @throws BadRequest naming the field; 403 with Telegram's error when it may not be done.
 */
export function deleteFor(world: World, body: unknown): { readonly deleted: number } {
  const object = objectBody(body, '{"chat", "from", "ids"}');
  const from = speakerNamed(world, object.from, 'from');
  const ids: unknown = object.ids;
  if (!Array.isArray(ids)) throw new BadRequest('"ids" must be a list of messages\' ids');
  const messages = ids.map((id: unknown) =>
    messageIn(world, object, from.id, idField({ ids: id }, 'ids')),
  );
  check(erase(world, from, messages, object.revoke !== false));
  return { deleted: messages.length };
}

/**
 * Lets somebody react to a message of a group or channel: `{chat, from, id, emoji}`; `emoji` null takes it
 * back.
 * @throws BadRequest naming the field; 403 with Telegram's error when it may not be done.
 */
export function reactFor(world: World, body: unknown): { readonly reactions: number } {
  const object = objectBody(body, '{"chat", "from", "id", "emoji"}');
  const from = personNamed(world, object.from, 'from');
  const message = messageIn(world, object, from.id, idField(object, 'id'));
  check(
    react(world, from, message, object.emoji === null ? undefined : textField(object, 'emoji')),
  );
  return { reactions: world.state.reactions.get(message.number)?.size ?? 0 };
}

/**
 * Lets somebody into a group or channel, or out of it: `{chat, person, role}`.
 * @throws BadRequest naming the field.
 */
export function memberFor(world: World, body: unknown): { readonly role: string } {
  const object = objectBody(body, '{"chat", "person", "role"}');
  const chat = world.state.chats.get(peerNamed(world, object.chat, 'chat'));
  if (!chat) throw new BadRequest('"chat" must be a group or channel');
  const person = personNamed(world, object.person, 'person');
  const role = wordField(object, 'role', ['member', 'admin', 'kicked', 'left']);
  setMember(world, chat, person, role);
  return { role };
}

function messageIn(world: World, body: Json, viewerId: number, id: number): Message {
  const peer = peerNamed(world, body.chat, 'chat');
  const message = world.state.messageAt(peer, viewerId, id);
  if (message) return message;
  throw new BadRequest(`there is no message ${id} in this chat, as ${viewerId} counts`, 404);
}

function check(refused: Refusal | undefined): void {
  if (refused) throw new BadRequest(`${refused.code} ${refused.text}`, 403);
}
