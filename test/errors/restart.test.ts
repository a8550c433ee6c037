import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../support/databases.js';
import { ErrorStage } from './stage.js';

describeFastestDatabase('a restart in the middle of a wait', (open) => {
  test('asks nothing of that kind before its end, however often it is restarted', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const flood = stage.strike({ kind: 'error', code: 420, text: 'FLOOD_WAIT_3600' });
      const began = stage.clock.now();
      const id = await stage.propose();
      const { random_ids } = await stage.settled(id);
      for (const minutes of [1, 20, 20]) {
        await stage.stop();
        await stage.advance(minutes * 60_000);
        await stage.start();
        expect((await stage.askedAnew(id)).next_at).toBe(began + 3_600_000);
        const behind = await stage.propose({ peer: stage.otherGroup });
        await stage.control.resume('*');
        await stage.advance(60_000);
        expect((await stage.intent(behind)).attempts).toBe(0);
        expect((await stage.control.status()).account.health).toBe('slow');
      }
      expect(flood.struck()).toBe(1);
      const [only, ...more] = await stage.restrictions();
      expect(more).toEqual([]);
      expect(only).toMatchObject({ since: began, until: began + 3_600_000 });
      flood.end();
      await stage.advance(began + 3_600_000 - stage.clock.now());
      expect(await stage.sent(id)).toMatchObject({ random_ids, attempts: 2 });
      expect(stage.clock.now() - began).toBeLessThan(3_600_000 + 60_000);
    });
  });

  test('asks nothing of any other method either that has to rest', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const flood = { kind: 'error', code: 420, text: 'FLOOD_WAIT_3600' } as const;
      const looking = stage.strike(flood, 'channels.getFullChannel');
      const check = () => stage.control.checkGroups();
      const asked = async () => (await check()).flatMap(({ problems }) => problems);
      expect(JSON.stringify(await asked())).toContain('FLOOD_WAIT');
      const before = looking.struck();
      expect(before).toBeGreaterThan(0);
      await stage.stop();
      await stage.advance(60_000);
      await stage.start();
      expect(JSON.stringify(await asked())).toMatch(/FLOOD_WAIT|wait/i);
      expect(looking.struck()).toBe(before);
      looking.end();
      await stage.advance(3_600_000);
      expect(await asked()).toEqual([]);
    });
  });
});
