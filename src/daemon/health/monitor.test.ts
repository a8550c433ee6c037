import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { WATCHED, WatchedAccount } from '../../../test/support/watched-account.js';
import { addRestriction, liftRestrictionsOf } from '../../outbox/restrictions.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describeFastestDatabase('the health of an account', (open) => {
  async function online(): Promise<WatchedAccount> {
    const account = new WatchedAccount(await open());
    await account.online();
    return account;
  }

  /** Telegram restricts the whole account. */
  function restrict(account: WatchedAccount, code: string, forMs: number): Promise<void> {
    const since = account.clock.now();
    const draft = { account: WATCHED, scope: 'account', code, since } as const;
    const reason = `${code}: Telegram said so`;
    return addRestriction(account.database, { ...draft, reason, until: since + forMs });
  }

  const healthEvents = (account: WatchedAccount) =>
    account.published.flatMap((event) => (event.type === 'health' ? [event.health] : []));

  test('is ok from the start, and nobody is told', async () => {
    const account = await online();
    await account.watched(() => account.advance(HOUR));
    expect(await account.health()).toMatchObject({ health: 'ok', health_reason: '' });
    expect(account.told).toEqual([]);
    expect(healthEvents(account)).toEqual([]);
  });

  test('follows a flood wait at once, and is ok by itself at its end, to the moment', async () => {
    const account = await online();
    await account.watched(async (monitor) => {
      await restrict(account, 'FLOOD_WAIT_300', 5 * MINUTE);
      const began = account.clock.now();
      monitor.look();
      await account.advance(1);
      expect(await account.health()).toEqual({
        health: 'slow',
        health_reason: 'FLOOD_WAIT_300: Telegram said so',
        health_since: began,
        health_until: began + 5 * MINUTE,
        alerted_health: 'slow',
      });
      await account.clock.run(began + 5 * MINUTE - 1);
      expect(await account.health()).toMatchObject({ health: 'slow' });
      await account.clock.run(began + 5 * MINUTE);
      expect(await account.health()).toMatchObject({ health: 'ok', health_until: null });
    });
    expect(healthEvents(account)).toEqual(['slow', 'ok']);
    expect(account.told.map(({ code }) => code)).toEqual(['ACCOUNT_SLOW', 'ACCOUNT_OK']);
    expect(await account.savedMessages()).toHaveLength(2);
  });

  test('follows what nobody told of within a minute', async () => {
    const account = await online();
    await account.watched(async () => {
      await restrict(account, 'PEER_FLOOD', HOUR);
      await account.advance(MINUTE);
      expect(await account.health()).toMatchObject({ health: 'spam-limited' });
    });
  });

  test('is looked at when the sender says what Telegram said', async () => {
    const account = await online();
    await account.watched(async () => {
      await restrict(account, 'PEER_FLOOD', HOUR);
      const common = {
        type: 'intent',
        id: 1,
        service: 'message',
        peer: -1,
        state: 'queued',
      } as const;
      account.events.publish({ ...common, at: 0, reason: 'PEER_FLOOD' });
      await account.advance(1);
      expect(await account.health()).toMatchObject({ health: 'spam-limited' });
    });
  });

  test('is slow while a method has to rest, by its name', async () => {
    const account = await online();
    await account.watched(async (_monitor, floodWaits) => {
      const until = account.clock.now() + HOUR;
      floodWaits.note('updates.getDifference', 'FLOOD_WAIT_3600', until);
      await account.advance(1);
      expect(await account.health()).toMatchObject({
        health: 'slow',
        health_reason: expect.stringContaining('updates.getDifference'),
        health_until: until,
      });
    });
  });

  test('that an operator thawed is ok at once', async () => {
    const account = await online();
    await account.watched(async (monitor) => {
      await restrict(account, 'PEER_FLOOD', 24 * HOUR);
      await monitor.refresh();
      expect(await account.health()).toMatchObject({ health: 'spam-limited' });
      await liftRestrictionsOf(account.database, WATCHED, 'PEER_FLOOD', account.clock.now());
      await monitor.refresh();
      expect(await account.health()).toMatchObject({ health: 'ok' });
    });
  });

  test('is told once, over any number of restarts; and that it is over, too', async () => {
    const account = await online();
    await restrict(account, 'PEER_FLOOD', HOUR);
    for (let start = 0; start < 5; start++) await account.watched(() => account.advance(MINUTE));
    expect(account.told.map(({ code }) => code)).toEqual(['ACCOUNT_SPAM_LIMITED']);
    await account.advance(2 * HOUR);
    for (let start = 0; start < 3; start++) await account.watched(() => account.advance(MINUTE));
    expect(account.told.map(({ code }) => code)).toEqual(['ACCOUNT_SPAM_LIMITED', 'ACCOUNT_OK']);
    expect(await account.savedMessages()).toEqual(account.told.map(({ text }) => text));
  });

  test('whose alert was cut short is told again by the next start, and written once', async () => {
    const account = await online();
    await restrict(account, 'PEER_FLOOD', HOUR);
    account.arrives = false;
    await account.watched(async () => undefined);
    expect(await account.health()).toMatchObject({ alerted_health: null });
    account.arrives = true;
    await account.watched(async () => undefined);
    expect(await account.health()).toMatchObject({ alerted_health: 'spam-limited' });
    expect(account.told).toHaveLength(2);
    expect(await account.savedMessages()).toHaveLength(1);
  });

  test('that becomes better, but not well, is stored and not told', async () => {
    const account = await online();
    await account.watched(async (monitor) => {
      await restrict(account, 'PEER_FLOOD', HOUR);
      await restrict(account, 'FLOOD_WAIT_7200', 2 * HOUR);
      await monitor.refresh();
      await account.advance(HOUR);
      expect(await account.health()).toMatchObject({ health: 'slow', alerted_health: 'slow' });
      await restrict(account, 'PEER_FLOOD', HOUR);
      await monitor.refresh();
    });
    expect(account.told.map(({ code }) => code)).toEqual([
      'ACCOUNT_SPAM_LIMITED',
      'ACCOUNT_SPAM_LIMITED',
    ]);
  });

  test('of a session that is over is stored and told, and not written by the account itself', async () => {
    const account = await online();
    await account.watched(async (monitor) => {
      await monitor.end({ health: 'taken', reason: 'AUTH_KEY_DUPLICATED' });
      await account.advance(HOUR);
    });
    expect(await account.health()).toMatchObject({
      health: 'taken',
      health_reason: 'AUTH_KEY_DUPLICATED',
      alerted_health: 'taken',
    });
    expect(await account.savedMessages()).toEqual([]);
    expect(account.told).toMatchObject([{ code: 'ACCOUNT_TAKEN', severity: 'critical' }]);
  });

  test('of a session that is over is told again by a start that is refused, if nobody took it', async () => {
    const account = await online();
    const ended = { health: 'banned', reason: 'USER_DEACTIVATED_BAN' } as const;
    account.arrives = false;
    await account.watched((monitor) => monitor.end(ended));
    account.arrives = true;
    for (let start = 0; start < 3; start++) {
      const { monitor } = await account.monitor();
      await monitor.end(ended);
      await monitor.told();
    }
    expect(account.told).toHaveLength(2);
    expect(await account.health()).toMatchObject({ health: 'banned', alerted_health: 'banned' });
  });

  test('is ok again after a new login, and told so; what else held it back still does', async () => {
    const account = await online();
    await account.watched((monitor) => monitor.end({ health: 'logged-out', reason: 'x' }));
    await account.online('session:2');
    expect(await account.health()).toMatchObject({ health: 'ok' });
    await account.watched(() => account.advance(MINUTE));
    expect(account.told.map(({ code }) => code)).toEqual(['ACCOUNT_LOGGED_OUT', 'ACCOUNT_OK']);
    await restrict(account, 'FROZEN', Number.POSITIVE_INFINITY);
    await account.watched(() => account.advance(MINUTE));
    await account.online('session:3');
    expect(await account.health()).toMatchObject({ health: 'frozen' });
  });
});
