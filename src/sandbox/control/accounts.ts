import {
  ACCOUNT_STATES,
  type AccountState,
  accountState,
  setAccountState,
} from '../methods/account-state.js';
import type { Wire } from '../rpc.js';
import type { World } from '../world/world.js';
import { BadRequest } from './bad-request.js';
import { objectBody, personNamed, wordField } from './fields.js';

/** An account that can log in, and how it stands. */
export interface AccountReport {
  readonly id: number;
  /** With its leading plus. */
  readonly phone: string;
  readonly username: string | null;
  readonly state: AccountState;
  /** ISO 8601; `null` when the state does not end by itself. */
  readonly until: string | null;
  /** How many logged-in keys it has. */
  readonly sessions: number;
}

/** Every account that can log in, and how it stands. */
export function accountsReport({ world, wire }: { world: World; wire: Wire }): AccountReport[] {
  return [...world.state.persons.values()].flatMap((person): AccountReport[] => {
    if (!person.login) return [];
    const state = accountState(world, person);
    const until = state === 'ok' ? undefined : person.sanctionedUntilMs;
    return [
      {
        id: person.id,
        phone: `+${person.login.phone}`,
        username: person.username ?? null,
        state,
        until: until === undefined ? null : new Date(until).toISOString(),
        sessions: wire.keysOf(person.id).length,
      },
    ];
  });
}

/**
 * Puts an account into a state: `{account, state, until?}`; `until` is ISO 8601.
 * @throws BadRequest naming the field.
 */
export function stateFor(parts: { world: World; wire: Wire }, body: unknown): AccountReport {
  const object = objectBody(body, '{"account", "state"}');
  const person = personNamed(parts.world, object.account, 'account');
  const state = wordField(object, 'state', ACCOUNT_STATES);
  const { until } = object;
  const untilMs = until === undefined ? undefined : Date.parse(String(until));
  if (Number.isNaN(untilMs)) throw new BadRequest('"until" must be a time, ISO 8601');
  setAccountState(parts, person, state, untilMs);
  const report = accountsReport(parts).find(({ id }) => id === person.id);
  if (!report) throw new BadRequest('"account" must be an account that can log in');
  return report;
}
