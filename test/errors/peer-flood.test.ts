import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../support/databases.js';
import { ErrorStage } from './stage.js';

const HOUR = 3_600_000;
const FLOOD = { kind: 'error', code: 400, text: 'PEER_FLOOD' } as const;

describeFastestDatabase('PEER_FLOOD', (open) => {
  test('stops messages to people at the first; groups go on', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const began = stage.clock.now();
      const fault = stage.strike(FLOOD);
      const id = await stage.propose({ peer: stage.person });
      expect(await stage.settled(id)).toMatchObject({
        state: 'queued',
        rule: 'PEER_FLOOD',
        next_at: began + HOUR,
        booked: null,
      });
      expect(await stage.restrictions()).toMatchObject([
        { scope: 'people', peer_id: null, code: 'PEER_FLOOD', since: began, until: began + HOUR },
      ]);
      const { why, log } = await stage.told(id);
      expect(why).toContain('too many strangers. Ask @SpamBot');
      expect(log).toMatch(/^warn message \d+ waits: PEER_FLOOD: .*Ask @SpamBot/);
      fault.end();
      await stage.sent(await stage.propose());
      const second = await stage.propose({ peer: stage.person });
      await stage.advance(HOUR - 1);
      await stage.askedAnew(id);
      expect(stage.arrived(stage.person)).toEqual([]);
      await stage.advance(1);
      await stage.sent(id);
      await stage.sent(second);
    });
  });

  test('silences everything unsolicited at the threshold, twice as long the next time, and thaws by hand', async () => {
    await ErrorStage.during(await open(), async (stage) => {
      const breakers = async () =>
        (await stage.restrictions()).filter(({ scope }) => scope === 'account');
      const fault = stage.strike(FLOOD);
      const first = await stage.propose();
      await stage.settled(first);
      // One chat said so: that chat rests, and the others are still tried.
      expect(await breakers()).toEqual([]);
      const began = stage.clock.now();
      const second = await stage.propose({ peer: stage.otherGroup });
      await stage.settled(second);
      expect(await breakers()).toMatchObject([
        { code: 'PEER_FLOOD', budget: 'unsolicited', since: began, until: began + HOUR },
      ]);
      expect(fault.struck()).toBe(2);

      // After it the first that is tried hears the same: the silence doubles.
      await stage.advance(2 * HOUR);
      await stage.until('it was said again', async () => (await breakers()).length === 2);
      const [, again] = await breakers();
      expect(Number(again?.until) - Number(again?.since)).toBe(2 * HOUR);
      const { restrictions } = await stage.control.status();
      const breaker = restrictions.find(({ scope }) => scope === 'account');
      expect(breaker?.reason).toMatch(/Ask @SpamBot .*`postaci lift` ends the silence early/);

      fault.end();
      await stage.control.lift(breaker?.id ?? 0);
      expect((await stage.control.status()).restrictions).toEqual([]);
      expect((await stage.sent(first)).booked).toBe('sent');
      expect((await stage.sent(second)).booked).toBe('sent');
    });
  });
});
