import type { TlObject } from '../../rpc.js';
import { accessHash, minAccessHash } from '../../world/access.js';
import { type Person, SPAM_BOT_ID, TELEGRAM_SERVICE_ID } from '../../world/person.js';
import { isUnder } from '../../world/sanctions.js';
import type { World } from '../../world/world.js';

/** A person as one viewer sees them. Phones are for oneself and one's contacts. */
export function tlUser(world: World, viewerId: number, person: Person): TlObject {
  const viewer = world.state.persons.get(viewerId);
  const self = person.id === viewerId;
  const contact = viewer?.contacts.includes(person.id) ?? false;
  const phone = self || contact ? person.login?.phone : undefined;
  return {
    _: 'user',
    id: BigInt(person.id),
    access_hash: accessHash(world, viewerId, person.id),
    first_name: person.firstName,
    ...(self ? { self: true } : {}),
    ...(contact ? { contact: true } : {}),
    ...(contact && person.contacts.includes(viewerId) ? { mutual_contact: true } : {}),
    ...(person.id === TELEGRAM_SERVICE_ID ? { verified: true, support: true } : {}),
    ...(person.id === SPAM_BOT_ID ? { verified: true } : {}),
    ...(isUnder(world, person, 'deactivated') ? { deleted: true } : {}),
    ...(person.botToken === undefined ? {} : { bot: true, bot_info_version: 1 }),
    ...(person.privacy === 'premiumOnly' && !self ? { contact_require_premium: true } : {}),
    ...(person.lastName ? { last_name: person.lastName } : {}),
    ...(person.username ? { username: person.username } : {}),
    ...(phone ? { phone } : {}),
    ...(person.botToken === undefined ? { status: { _: 'userStatusRecently' } } : {}),
  };
}

/**
 * The short form that Telegram pushes for people whom the viewer does not know: its key does not open
 * the person. @see https://core.telegram.org/api/min
 */
export function tlMinUser(world: World, viewerId: number, person: Person): TlObject {
  const { contact: _, phone: __, ...user } = tlUser(world, viewerId, person);
  return { ...user, min: true, access_hash: minAccessHash(world, viewerId, person.id) };
}
