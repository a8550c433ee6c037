import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { WATCHED, WatchedAccount } from '../../../test/support/watched-account.js';
import type { FreezeAnswer } from '../../core/health.js';
import type { ConnectionState } from '../../core/messenger.js';
import { activeRestrictions, addRestriction } from '../../outbox/restrictions.js';
import { FreezeWatch } from './freeze.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FREE: FreezeAnswer = { kind: 'free' };
const FROZEN: FreezeAnswer = {
  kind: 'frozen',
  since: Date.UTC(2026, 5, 1),
  deletedAt: Date.UTC(2026, 6, 1),
  appealUrl: 'https://t.me/spambot',
};

describeFastestDatabase('the watch for a freeze', (open) => {
  /** A watch that runs, and an app config that answers as the test says. */
  async function watching(during: (stage: Stage) => Promise<void>, first: FreezeAnswer = FREE) {
    const account = new WatchedAccount(await open());
    const stage = new Stage(account, first);
    const stop = new AbortController();
    const run = stage.watch.run(stop.signal).catch(() => undefined);
    await account.advance(1);
    await during(stage);
    stop.abort(new Error('stop'));
    await account.clock.during(run);
    expect(account.clock.sleeping).toBe(0);
  }

  class Stage {
    readonly asked: number[] = [];
    changes = 0;
    readonly watch: FreezeWatch;
    #turn: (state: ConnectionState) => void = () => undefined;

    constructor(
      readonly account: WatchedAccount,
      public answer: FreezeAnswer,
    ) {
      const { clock, database } = account;
      this.watch = new FreezeWatch({
        account: WATCHED,
        messenger: {
          freeze: async () => {
            this.asked.push(clock.now());
            return this.answer;
          },
          onConnection: (handler) => {
            this.#turn = handler;
            return () => undefined;
          },
        },
        clock,
        logger: silentLogger,
        database,
        onChange: () => void this.changes++,
      });
    }

    async connects(): Promise<void> {
      this.#turn('offline');
      this.#turn('online');
      await this.account.advance(1);
    }

    restrictions() {
      return activeRestrictions(this.account.database, WATCHED, this.account.clock.now());
    }

    /** A send was answered so, and the sender stored it. */
    async frozenError(): Promise<void> {
      const since = this.account.clock.now();
      await addRestriction(this.account.database, {
        account: WATCHED,
        scope: 'account',
        code: 'FROZEN_METHOD_INVALID',
        reason: 'frozen',
        since,
        until: Number.POSITIVE_INFINITY,
      });
      this.watch.askSince(since);
      await this.account.advance(1);
    }
  }

  test('asks at once, every six hours, and after each connect, but not twice a minute', async () => {
    await watching(async (stage) => {
      expect(stage.asked).toHaveLength(1);
      await stage.account.advance(6 * HOUR - 10);
      expect(stage.asked).toHaveLength(1);
      await stage.account.advance(10);
      expect(stage.asked).toHaveLength(2);
      await stage.account.advance(HOUR);
      for (let flap = 0; flap < 5; flap++) await stage.connects();
      expect(stage.asked).toHaveLength(3);
      await stage.account.advance(2 * MINUTE);
      expect(stage.asked).toHaveLength(4);
    });
  });

  test('frozen, a restriction without an end holds everything, with the appeal and the date', async () => {
    await watching(async (stage) => {
      const [restriction, ...others] = await stage.restrictions();
      expect(others).toEqual([]);
      expect(restriction).toMatchObject({
        scope: 'account',
        code: 'FROZEN',
        until: Number.POSITIVE_INFINITY,
        reason:
          'Telegram has frozen the account on 2026-06-01: it can only read. Without an appeal it is deleted on 2026-07-01. The appeal: https://t.me/spambot',
      });
      expect(restriction).not.toHaveProperty('budget');
      expect(stage.changes).toBe(1);
    }, FROZEN);
  });

  test('a freeze that goes on is one restriction; when the keys are gone, it is lifted', async () => {
    await watching(async (stage) => {
      const [before] = await stage.restrictions();
      await stage.account.advance(12 * HOUR);
      expect(stage.asked.length).toBeGreaterThan(2);
      expect(await stage.restrictions()).toEqual([before]);
      stage.answer = FREE;
      await stage.account.advance(6 * HOUR);
      expect(await stage.restrictions()).toEqual([]);
      expect(stage.changes).toBe(2);
    }, FROZEN);
  });

  test('an error that says so is asked about at once, and replaced by what the config knows', async () => {
    await watching(async (stage) => {
      stage.answer = FROZEN;
      await stage.account.advance(MINUTE);
      await stage.frozenError();
      expect(stage.asked).toHaveLength(2);
      expect((await stage.restrictions()).map(({ code }) => code)).toEqual(['FROZEN']);
    });
  });

  test('an error that the config does not know of counts for ten minutes', async () => {
    await watching(async (stage) => {
      await stage.account.advance(MINUTE);
      await stage.frozenError();
      await stage.account.advance(9 * MINUTE);
      expect(await stage.restrictions()).toHaveLength(1);
      await stage.account.advance(MINUTE);
      expect(await stage.restrictions()).toEqual([]);
    });
  });

  test('a config that cannot be asked is asked again when Telegram says so', async () => {
    await watching(
      async (stage) => {
        await stage.account.advance(59_000);
        expect(stage.asked).toHaveLength(1);
        stage.answer = FROZEN;
        await stage.account.advance(1_000);
        expect(stage.asked).toHaveLength(2);
        expect(await stage.restrictions()).toHaveLength(1);
      },
      { kind: 'wait', code: 'FLOOD_WAIT_60', waitMs: MINUTE },
    );
  });
});
