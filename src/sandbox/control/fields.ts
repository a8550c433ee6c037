import type { PeerId } from '../../core/peer.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';

/** A JSON object out of a request's body. */
export type Json = Readonly<Record<string, unknown>>;

/** Is this an object, and no list? */
export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A body that must be an object. @throws BadRequest with what it should be. */
export function objectBody(body: unknown, expected: string): Json {
  if (!isJson(body)) throw new BadRequest(`expected ${expected}`);
  return body;
}

/** A number that may be left out. @throws BadRequest naming the field. */
export function optionalNumber(body: Json, name: string): number | undefined {
  const value = body[name];
  if (value === undefined) return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new BadRequest(`"${name}" must be a number`);
}

/** A message's id. @throws BadRequest naming the field. */
export function idField(body: Json, name: string): number {
  const value = body[name];
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new BadRequest(`"${name}" must be a message's id`);
}

/** A text. @throws BadRequest naming the field. */
export function textField(body: Json, name: string): string {
  const value = body[name];
  if (typeof value === 'string') return value;
  throw new BadRequest(`"${name}" must be a string`);
}

/** One of some words. @throws BadRequest naming the field and the words. */
export function wordField<Word extends string>(
  body: Json,
  name: string,
  words: readonly Word[],
): Word {
  const word = words.find((one) => one === body[name]);
  if (word === undefined) throw new BadRequest(`"${name}" must be one of ${words.join(', ')}`);
  return word;
}

/** A chat or person by id, username or `@username`. @throws BadRequest naming the field. */
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

/** A person, or for a channel whoever made it and posts there. @throws BadRequest naming the field. */
export function speakerNamed(world: World, name: unknown, field: string): Person {
  const { state } = world;
  const chat = state.chats.get(peerNamed(world, name, field));
  const poster = chat?.kind === 'channel' ? state.persons.get(chat.creatorId) : undefined;
  return poster ?? personNamed(world, name, field);
}

/** A person by id, username or `@username`. @throws BadRequest naming the field. */
export function personNamed(world: World, name: unknown, field: string): Person {
  const person = world.state.persons.get(peerNamed(world, name, field));
  if (!person) throw new BadRequest(`"${field}" must be a person`);
  return person;
}
