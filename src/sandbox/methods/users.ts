import { RpcError } from '../rpc.js';
import { memberIds } from '../world/access.js';
import { objectField, objectsField } from './fields.js';
import type { Methods, Services } from './method.js';
import { tlUser } from './render/person.js';
import { inputUser } from './resolve.js';

/** users.* */
export function registerUsers(methods: Methods, { world }: Services): void {
  methods.on('users.getUsers', (call, { person }) =>
    objectsField(call, 'id').flatMap((input) => {
      try {
        return [tlUser(world, person.id, inputUser(world, person, input))];
      } catch (error) {
        // Telegram leaves out whom the caller does not know, and answers for the others.
        if (error instanceof RpcError) return [];
        throw error;
      }
    }),
  );

  methods.on('users.getFullUser', (call, { person }) => {
    const user = inputUser(world, person, objectField(call, 'id'));
    const common = [...world.state.chats.keys()].filter((peer) => {
      const ids = memberIds(world.state, peer);
      return user.id !== person.id && ids.includes(user.id) && ids.includes(person.id);
    });
    return {
      _: 'users.userFull',
      full_user: {
        _: 'userFull',
        ...(person.blocked.includes(user.id) ? { blocked: true } : {}),
        ...(user.privacy === 'premiumOnly' ? { contact_require_premium: true } : {}),
        id: BigInt(user.id),
        settings: { _: 'peerSettings' },
        notify_settings: { _: 'peerNotifySettings' },
        common_chats_count: common.length,
      },
      chats: [],
      users: [tlUser(world, person.id, user)],
    };
  });
}
