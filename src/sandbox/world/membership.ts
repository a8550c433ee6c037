import { membership } from './access.js';
import type { Chat } from './chat.js';
import { leave } from './join.js';
import type { Person } from './person.js';
import type { World } from './world.js';

/** Makes a person member, admin or no member of a chat, whatever they may do themselves. */
export function setMember(
  world: World,
  chat: Chat,
  person: Person,
  role: 'member' | 'admin' | 'kicked' | 'left',
): void {
  const before = membership(world.state, chat.peer, person.id);
  // Nobody can be kept out of a basic group but by leaving it.
  if (role === 'left' || (role === 'kicked' && chat.kind === 'group')) {
    if (before) leave(world, person, chat);
    return;
  }
  const member = {
    userId: person.id,
    role,
    forbidden: [],
    joinedAtMs: before?.joinedAtMs ?? world.now(),
    inviterId: chat.creatorId,
  };
  world.commit({ is: 'member', peer: chat.peer, member });
}
