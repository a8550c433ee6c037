import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Api } from 'telegram/tl/index.js';
import { type SandboxAccount, sandboxAccount } from '../../../test/support/sandbox-account.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { IMPATIENT } from '../../../test/support/telegram-account.js';
import type { FreezeSource } from '../../core/health.js';
import type { Messenger } from '../../core/messenger.js';
import { systemClock } from '../../lib/system-clock.js';
import type { Sanction } from '../../sandbox/world/person.js';
import { freezeIn } from './app-config.js';
import { createTelegramMessenger } from './messenger.js';
import { MemoryPeerStore } from './peers/memory-peer-store.js';

const never = new AbortController().signal;
const DAY = 86_400_000;

describe("Telegram's app config", () => {
  let account: SandboxAccount;
  let messenger: Messenger & FreezeSource;
  beforeAll(async () => {
    account = await sandboxAccount();
    messenger = createTelegramMessenger({
      account: account.settings,
      session: account.session,
      peers: new MemoryPeerStore(),
      clock: systemClock,
      logger: silentLogger,
      timings: IMPATIENT,
    });
    await messenger.connect(never);
  });
  afterAll(async () => {
    await messenger.disconnect();
    await account.dispose();
  });

  function sanction(...sanctions: readonly Sanction[]): void {
    const { world } = account.sandbox;
    const person = world.state.persons.get(account.selfId);
    if (!person) throw new Error('the account is not in the world');
    world.commit({ is: 'person', person: { ...person, sanctions } });
  }

  test('says that a frozen account is frozen, since when, until when, and where to appeal', async () => {
    expect(await messenger.freeze(never)).toEqual({ kind: 'free' });
    sanction('frozen');
    const answer = await messenger.freeze(never);
    expect(answer).toEqual({
      kind: 'frozen',
      since: expect.any(Number),
      deletedAt: expect.any(Number),
      appealUrl: expect.stringMatching(/^https:\/\/t\.me\//),
    });
    const { since = 0, deletedAt = 0 } = answer.kind === 'frozen' ? answer : {};
    expect(Math.abs(Date.now() - since)).toBeLessThan(2 * DAY);
    expect(deletedAt).toBeGreaterThan(Date.now());
    sanction();
    expect(await messenger.freeze(never)).toEqual({ kind: 'free' });
  });

  test('that cannot be asked now is a wait, not an error', async () => {
    const { faults } = account.sandbox;
    const fault = (text: string) =>
      faults.add({
        method: 'help.getAppConfig',
        effect: { kind: 'error', code: 420, text },
        times: 1,
      });
    fault('FLOOD_WAIT_77');
    expect(await messenger.freeze(never)).toEqual({
      kind: 'wait',
      code: 'FLOOD_WAIT_77',
      waitMs: 77_000,
    });
    fault('SOMETHING_ELSE');
    expect(await messenger.freeze(never)).toMatchObject({ kind: 'wait' });
    faults.add({ method: 'help.getAppConfig', effect: { kind: 'silence' }, times: 1 });
    expect(await messenger.freeze(never)).toMatchObject({ kind: 'wait', code: 'DEADLINE' });
  });

  test('without the keys, or with what they should not be, tells of no freeze', () => {
    const number = (key: string, value: number) =>
      new Api.JsonObjectValue({ key, value: new Api.JsonNumber({ value }) });
    const config = (value: Api.JsonObjectValue[]) => new Api.JsonObject({ value });
    expect(freezeIn(config([number('other', 1)]))).toEqual({ kind: 'free' });
    expect(freezeIn(config([number('freeze_since_date', 0)]))).toEqual({ kind: 'free' });
    expect(freezeIn(new Api.JsonNull())).toEqual({ kind: 'free' });
    expect(freezeIn(config([number('freeze_since_date', 5)]))).toEqual({
      kind: 'frozen',
      since: 5_000,
    });
  });
});
