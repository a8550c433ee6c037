import type { VirtualChat } from '../../../src/adapters/virtual/chat.js';
import type { PeerId } from '../../../src/core/peer.js';

/** The account itself. */
export const SELF = { id: 777_000_001, firstName: 'Ayşe', username: 'ayse' };

/** A supergroup, and a basic group, whose messages come in the account's own sequence. */
export const GROUPS: readonly VirtualChat[] = [
  { id: -1_000_000_000_001, kind: 'supergroup', title: 'Mahalle' },
  { id: -4_001, kind: 'group', title: 'Komşular' },
];

/** Programs. */
export const BOTS: readonly VirtualChat[] = [7_001, 7_002].map((id) => ({
  id,
  kind: 'user',
  title: `Robo ${id}`,
  username: `robo${id}`,
  bot: true,
}));

/** The id of the nth person. */
export function personId(index: number): PeerId {
  return 5_001 + index;
}

/** So many people, each with a username. */
export function peopleOf(count: number): VirtualChat[] {
  return Array.from({ length: count }, (_, index) => ({
    id: personId(index),
    kind: 'user',
    title: `Kişi ${index + 1}`,
    username: `kisi${index + 1}`,
  }));
}
