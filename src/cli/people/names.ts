import type { PeerId } from '../../core/peer.js';
import type { Person } from '../../core/people.js';
import { visible } from '../visible.js';

/** `Ada Yıldız (7)`, or the number alone where no name was heard. */
export function whoIs({ peer, name }: { readonly peer: PeerId; readonly name: string }): string {
  return name === '' ? String(peer) : `${visible(name)} (${peer})`;
}

/** `Ada Yıldız @ada_yildiz (7)`. */
export function personName({ id, name, username }: Person): string {
  const parts = [name === '' ? '' : visible(name), username === undefined ? '' : `@${username}`];
  const words = parts.filter((part) => part !== '').join(' ');
  return words === '' ? String(id) : `${words} (${id})`;
}
