import type { KeyRecord, Wire } from '../rpc.js';
import type { Person, Sanction } from '../world/person.js';
import { isUnder } from '../world/sanctions.js';
import type { World } from '../world/world.js';

/** How an account may stand with Telegram. The last two concern its sessions, and leave it as it was. */
export const ACCOUNT_STATES = [
  'ok',
  'spam-limited',
  'frozen',
  'banned',
  'logged-out',
  'taken',
] as const;
/** One of them. */
export type AccountState = (typeof ACCOUNT_STATES)[number];

const SANCTIONS = {
  ok: [],
  'spam-limited': ['limited'],
  frozen: ['frozen'],
  banned: ['deactivated'],
} as const satisfies Readonly<Record<string, readonly Sanction[]>>;

/**
 * Puts an account into a state.
 * @param untilMs when a sanction ends by itself (ms since the epoch). @default never
 */
export function setAccountState(
  { world, wire }: { readonly world: World; readonly wire: Wire },
  person: Person,
  state: AccountState,
  untilMs?: number,
): void {
  if (state === 'logged-out') endSessions(wire, person.id);
  else if (state === 'taken') endSessions(wire, person.id, (key) => (key.duplicated = true));
  else {
    const { sanctionedAtMs: _, sanctionedUntilMs: __, ...rest } = person;
    const since = state === 'ok' ? {} : { sanctionedAtMs: world.now() };
    const until = untilMs === undefined || state === 'ok' ? {} : { sanctionedUntilMs: untilMs };
    world.commit({
      is: 'person',
      person: { ...rest, sanctions: SANCTIONS[state], ...since, ...until },
    });
  }
}

/** Logs an account out everywhere. */
export function endSessions(
  wire: Wire,
  accountId: number,
  each: (key: KeyRecord) => void = () => undefined,
): void {
  for (const key of wire.keysOf(accountId)) {
    delete key.userId;
    each(key);
  }
}

/** How an account stands, as far as it outlives its sessions. */
export function accountState(world: World, person: Person): AccountState {
  if (isUnder(world, person, 'deactivated')) return 'banned';
  if (isUnder(world, person, 'frozen')) return 'frozen';
  return isUnder(world, person, 'limited') ? 'spam-limited' : 'ok';
}
