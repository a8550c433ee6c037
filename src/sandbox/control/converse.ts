import { startConversations } from '../talk/conversations.js';
import { defaultConversations } from '../talk/default-conversations.js';
import { type ConversationScript, type Role, STEP_KINDS, type Step } from '../talk/script.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import {
  type Json,
  objectBody,
  optionalNumber,
  personNamed,
  textField,
  wordField,
} from './fields.js';

/** A day: nobody is more patient. */
const LONGEST_MS = 86_400_000;

/**
 * Lets people converse with an account: `{account, roles: [{person, steps: [{do, text, chat, afterMs,
 * atMostMs, orLeave}]}]}`, or with `{account}` alone as the default world's people do. It goes on by itself.
 * @param signal ends it
 * @throws BadRequest naming the field.
 */
export function converseFor(
  world: World,
  body: unknown,
  signal: AbortSignal,
): { readonly conversing: number } {
  const script = scriptIn(world, objectBody(body, '{"account", "roles"}'));
  const stop = started(world, script);
  signal.addEventListener('abort', () => void stop(), { once: true });
  return { conversing: script.roles.length };
}

function started(world: World, script: ConversationScript): () => Promise<void> {
  try {
    return startConversations(world, script);
  } catch (error) {
    throw new BadRequest(error instanceof Error ? error.message : String(error));
  }
}

function scriptIn(world: World, body: Json): ConversationScript {
  const { username } = personNamed(world, body.account, 'account');
  if (username === undefined) throw new BadRequest('"account" must be somebody with a username');
  if (body.roles === undefined) return defaultConversations(username);
  return { account: username, roles: listIn(body, 'roles').map(roleIn) };
}

function roleIn(role: unknown): Role {
  const body = objectBody(role, '"roles" of {"person", "steps"}');
  return { person: nameIn(body, 'person'), steps: listIn(body, 'steps').map(stepIn) };
}

function stepIn(step: unknown): Step {
  const body = objectBody(step, '"steps" of {"do", …}');
  const kind = wordField(body, 'do', STEP_KINDS);
  if (kind === 'listen') {
    return {
      do: kind,
      atMostMs: timeIn(body, 'atMostMs'),
      orLeave: body.orLeave === true,
      ...(body.chat === undefined ? {} : { chat: nameIn(body, 'chat') }),
    };
  }
  const words = { text: textField(body, 'text'), afterMs: timeIn(body, 'afterMs') };
  return kind === 'write'
    ? { do: kind, ...words }
    : { do: kind, chat: nameIn(body, 'chat'), ...words };
}

function listIn(body: Json, name: string): readonly unknown[] {
  const list: unknown = body[name];
  if (Array.isArray(list)) return list;
  throw new BadRequest(`"${name}" must be a list`);
}

/** A username, with or without `@`. */
function nameIn(body: Json, name: string): string {
  return textField(body, name).replace(/^@/, '');
}

function timeIn(body: Json, name: string): number {
  const ms = optionalNumber(body, name) ?? 0;
  if (ms >= 0 && ms <= LONGEST_MS) return ms;
  throw new BadRequest(`"${name}" must be from 0 to ${LONGEST_MS} milliseconds`);
}
