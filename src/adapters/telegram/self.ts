import { Api } from 'telegram/tl/index.js';
import type { Self } from '../../core/messenger.js';
import { NoAnswer } from './failure.js';
import type { Link } from './line/link.js';
import { userPeerId } from './peers/peer-ids.js';

/**
 * Asks who is logged in: the proof that a link works and that the session still counts.
 * @throws TelegramError when it does not
 */
export async function askSelf(link: Link): Promise<{ self: Self; user: Api.User }> {
  const request = new Api.users.GetUsers({ id: [new Api.InputUserSelf()] });
  const [user] = await link.invoke(request);
  if (!(user instanceof Api.User)) throw new NoAnswer('DISCONNECTED');
  return { self: selfOf(user), user };
}

/** The account, its phone number masked. */
export function selfOf(user: Api.User): Self {
  return {
    id: userPeerId(user.id),
    firstName: user.firstName || 'Telegram account',
    ...(user.username ? { username: user.username } : {}),
    ...(user.phone ? { phone: masked(user.phone) } : {}),
  };
}

/** `905321234567` → `+90…67`. */
function masked(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return `+${digits.slice(0, 2)}…${digits.slice(-2)}`;
}
