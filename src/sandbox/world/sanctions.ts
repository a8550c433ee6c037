import type { Person, Sanction } from './person.js';
import type { World } from './world.js';

/** Does Telegram hold this person back so, at this moment? */
export function isUnder(world: World, person: Person, sanction: Sanction): boolean {
  return (
    person.sanctions.includes(sanction) && world.now() < (person.sanctionedUntilMs ?? Infinity)
  );
}
