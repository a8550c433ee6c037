import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import { objectBody, personNamed, wordField } from './fields.js';

const PRIVACIES = ['open', 'premiumOnly', 'paidMessages', 'nobody'] as const;

/** How a person stands to others. */
export interface PersonReport {
  readonly id: number;
  readonly username: string | null;
  readonly privacy: Person['privacy'];
  /** Whom the person has blocked. */
  readonly blocked: readonly number[];
}

/**
 * Changes whom a person takes messages from: `{person, privacy?, blocks?, unblocks?}`; the last two name
 * somebody.
 * @throws BadRequest naming the field.
 */
export function personFor(world: World, body: unknown): PersonReport {
  const object = objectBody(body, '{"person", "privacy", "blocks", "unblocks"}');
  const before = personNamed(world, object.person, 'person');
  if (before.login) throw new BadRequest('"person" must be a simulated person, not an account');
  const blocked = new Set(before.blocked);
  if (object.blocks !== undefined) blocked.add(personNamed(world, object.blocks, 'blocks').id);
  if (object.unblocks !== undefined) {
    blocked.delete(personNamed(world, object.unblocks, 'unblocks').id);
  }
  const privacy =
    object.privacy === undefined ? before.privacy : wordField(object, 'privacy', PRIVACIES);
  const person = { ...before, privacy, blocked: [...blocked] };
  world.commit({ is: 'person', person });
  return { id: person.id, username: person.username ?? null, privacy, blocked: person.blocked };
}
