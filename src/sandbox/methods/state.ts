import type { TlObject } from '../rpc.js';
import type { Person } from '../world/person.js';
import type { World } from '../world/world.js';

/** Where an account's common sequences stand. */
export function tlState(world: World, person: Person, pts?: number): TlObject {
  const box = world.state.box(person.id);
  return {
    _: 'updates.state',
    pts: pts ?? box.pts,
    qts: 0,
    date: Math.floor(world.now() / 1_000),
    seq: world.seq(person.id),
    unread_count: 0,
  };
}
