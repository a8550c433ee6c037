import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../support/databases.js';
import { ENDS } from './rows.js';
import { ErrorStage } from './stage.js';

describeFastestDatabase('an error that stops the account', (open) => {
  test('is stored, told, and ends the daemon with what to do; nothing queued is lost', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      for (const [code, text, health, exit, words] of ENDS) {
        const fault = stage.strike({ kind: 'error', code, text });
        const ended = stage.failed;
        const id = await stage.propose();
        await expect(ended).rejects.toMatchObject({
          code: exit,
          message: expect.stringMatching(words),
        });
        const stored = await stage.settled(id);
        expect(stored).toMatchObject({ state: 'queued', rule: text, attempts: 1, booked: null });
        expect(stage.connection).toBe('stopped');
        const { account } = await stage.control.status();
        expect(account).toMatchObject({ health, healthReason: expect.stringMatching(words) });
        expect(stage.log).toContainEqual(expect.stringMatching(/^error the account has stopped: /));
        expect((await stage.told(id)).why).toMatch(words);
        const reason = expect.stringMatching(words);
        const event = expect.objectContaining({ type: 'health', health, reason });
        expect(stage.events).toContainEqual(event);
        expect(fault.struck()).toBe(1);
        expect(await stage.restrictions()).toEqual([]);

        // As after a new login: what was queued goes, under the same id.
        await stage.stop();
        fault.end();
        await stage.start();
        const { random_ids } = stored;
        expect(await stage.sent(id)).toMatchObject({ random_ids, booked: 'sent' });
        expect((await stage.control.status()).account.health).toBe('ok');
      }
      expect(stage.arrived(stage.group)).toHaveLength(ENDS.length);
    });
  }, 60_000);

  test('a freeze is no end: the account listens on, and sends nothing, also after a restart', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const [code, text] = [420, 'FROZEN_METHOD_INVALID'];
      const fault = stage.strike({ kind: 'error', code, text });
      const id = await stage.propose();
      expect(await stage.settled(id)).toMatchObject({ state: 'queued', booked: null });
      const [bar, ...more] = await stage.restrictions();
      expect(more).toEqual([]);
      expect(bar).toMatchObject({
        scope: 'account',
        budget: null,
        code: text,
        until: Number.POSITIVE_INFINITY,
      });
      await stage.until('the health is stored', async () => {
        return (await stage.control.status()).account.health === 'frozen';
      });
      const { healthReason } = (await stage.control.status()).account;
      expect(healthReason).toMatch(/only read\. Appeal in the Telegram app/);
      expect(stage.log.join('\n')).toMatch(/^warn .*frozen.*Appeal in the Telegram app/m);
      expect(stage.connection).toBe('online');

      await stage.stop();
      await stage.start();
      const { rule, state } = await stage.askedAnew(id);
      expect({ rule, state }).toEqual({ rule: 'restriction', state: 'queued' });
      expect((await stage.told(id)).why).toMatch(/it is held\. restriction: .*Appeal/);
      expect((await stage.control.status()).account.health).toBe('frozen');
      expect(fault.struck()).toBe(1);
      fault.end();
      await stage.control.lift(bar?.id ?? 0);
      await stage.sent(id);
    });
  });
});
