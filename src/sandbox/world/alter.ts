import { isAdmin } from './access.js';
import type { Message, Said } from './message.js';
import type { Person } from './person.js';
import { type Refusal, refusal } from './refusal.js';
import { isUnder } from './sanctions.js';
import { textRefusal, trimmed, withDetectedEntities } from './text.js';
import type { Cause, World } from './world.js';

/** Edits an own message, or a channel's post as its admin. @returns why not, if not. */
export function edit(
  world: World,
  by: Person,
  message: Message,
  change: Said,
  cause?: Cause,
): Refusal | undefined {
  const said = withDetectedEntities(trimmed(change));
  if (isUnder(world, by, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  if (message.action) return refusal(400, 'MESSAGE_ID_INVALID');
  const own = message.from === by.id;
  const post = message.from < 0 && message.from === message.peer;
  if (!own && !(post && isAdmin(world.state, message.peer, by.id))) {
    return refusal(403, 'MESSAGE_AUTHOR_REQUIRED');
  }
  if (message.origin) return refusal(400, 'MESSAGE_ID_INVALID');
  if (!post && world.now() - message.atMs > world.rules.editMs) {
    return refusal(400, 'MESSAGE_EDIT_TIME_EXPIRED');
  }
  const unfit = textRefusal(said);
  if (unfit) return unfit;
  if (sameSaid(said, message)) return refusal(400, 'MESSAGE_NOT_MODIFIED');
  world.commit({ is: 'edited', number: message.number, said, atMs: world.now() }, cause);
  return undefined;
}

function sameSaid(a: Said, b: Said): boolean {
  const entities = (said: Said) =>
    said.entities.map((entity) => `${entity._} ${entity.offset} ${entity.length}`).join();
  return a.text === b.text && a.media?.fileId === b.media?.fileId && entities(a) === entities(b);
}

/**
 * Deletes messages for everybody, or from the own box only. Messages that are gone already count as
 * deleted: the call may be repeated.
 */
export function erase(
  world: World,
  by: Person,
  messages: readonly Message[],
  forEverybody: boolean,
  cause?: Cause,
): Refusal | undefined {
  const { state } = world;
  if (isUnder(world, by, 'frozen')) return refusal(420, 'FROZEN_METHOD_INVALID');
  for (const { peer, authorId } of messages) {
    if (peer < 0 && authorId !== by.id && !isAdmin(state, peer, by.id) && forEverybody) {
      return refusal(403, 'MESSAGE_DELETE_FORBIDDEN');
    }
  }
  if (messages.length === 0) return undefined;
  const numbers = messages.map(({ number }) => number);
  const onlyFor = forEverybody ? {} : { onlyFor: by.id };
  world.commit({ is: 'erased', numbers, ...onlyFor, atMs: world.now() }, cause);
  return undefined;
}
