import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { activeRestrictions, addRestriction } from '../../outbox/restrictions.js';
import { liftBar } from './lift-bar.js';

const NOW = Date.UTC(2026, 5, 10, 12);
const account = 'user:1';

describeFastestDatabase('lifting a bar', (open) => {
  test('a chat that refused may be tried again; nothing else is lifted with it', async () => {
    const db = await open();
    const bar = { account, scope: 'peer', reason: 'no right to write', since: NOW } as const;
    await addRestriction(db, {
      ...bar,
      peer: -1001,
      code: 'CHAT_WRITE_FORBIDDEN',
      until: Infinity,
    });
    await addRestriction(db, { ...bar, peer: -1002, code: 'CHANNEL_PRIVATE', until: Infinity });
    const [first, second] = await activeRestrictions(db, account, NOW);
    await liftBar(db, account, first?.id ?? 0, NOW);
    expect(await activeRestrictions(db, account, NOW)).toEqual([second]);
  });

  test('a wait that Telegram asked for is never lifted', async () => {
    const db = await open();
    await addRestriction(db, {
      account,
      scope: 'account',
      code: 'FLOOD_WAIT_60',
      reason: 'Telegram asked for a pause',
      since: NOW,
      until: NOW + 60_000,
    });
    const [wait] = await activeRestrictions(db, account, NOW);
    await expect(liftBar(db, account, wait?.id ?? 0, NOW)).rejects.toThrow('ends by itself');
    expect(await activeRestrictions(db, account, NOW)).toHaveLength(1);
  });

  test('another account’s bar is none of ours', async () => {
    const db = await open();
    await addRestriction(db, {
      account: 'user:2',
      scope: 'account',
      code: 'FROZEN',
      reason: 'frozen',
      since: NOW,
      until: Infinity,
    });
    const [theirs] = await activeRestrictions(db, 'user:2', NOW);
    await expect(liftBar(db, account, theirs?.id ?? 0, NOW)).rejects.toThrow('no restriction');
  });
});
