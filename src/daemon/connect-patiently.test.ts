import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../test/support/databases.js';
import { WatchedAccount } from '../../test/support/watched-account.js';
import { PostaciError } from '../core/errors.js';
import type { Logger } from '../core/logger.js';
import { connectPatiently } from './connect-patiently.js';

const MINUTE = 60_000;
const unreachable = new PostaciError('TELEGRAM_UNREACHABLE', 'Telegram did not answer', 'Wait');

describeFastestDatabase('connecting', (open) => {
  /** A messenger that connects as `attempts` say, one after the other; after that, well. */
  async function stage() {
    const account = new WatchedAccount(await open());
    const { floodWaits } = await account.monitor();
    const { clock } = account;
    const dialled: number[] = [];
    const said: string[] = [];
    const attempts: (() => Promise<void>)[] = [];
    const warn = (message: string) => void said.push(message);
    const logger: Logger = { debug: warn, info: warn, warn, error: warn, child: () => logger };
    const messenger = {
      connect: async () => {
        dialled.push(clock.now());
        await attempts.shift()?.();
      },
    };
    const start = (signal = new AbortController().signal) =>
      connectPatiently({ messenger, floodWaits, clock, logger, timeZone: 'UTC' }, signal);
    /** Telegram answers with a flood wait. */
    const flood = (method: string, seconds: number) => async () => {
      const until = clock.now() + seconds * 1_000;
      floodWaits.note(method, `FLOOD_WAIT_${seconds}`, until);
      throw unreachable;
    };
    const close = () => clock.during(floodWaits.close());
    return { clock, floodWaits, dialled, said, attempts, start, flood, close };
  }

  test('that nothing holds back is done at once', async () => {
    const { clock, dialled, said, start } = await stage();
    const began = clock.now();
    await clock.during(start());
    expect(dialled).toEqual([began]);
    expect(said).toEqual([]);
  });

  test.each(['users.getUsers', 'help.getConfig', '*'])(
    'waits for the end of a wait for %s, says until when, and dials once',
    async (method) => {
      const { clock, floodWaits, dialled, said, start, close } = await stage();
      const until = clock.now() + 5 * MINUTE;
      floodWaits.note(method, 'FLOOD_WAIT_300', until);
      await clock.during(start());
      expect(dialled).toEqual([until]);
      expect(said).toEqual([
        expect.stringContaining(
          `Telegram wants patience until 2026-06-10 12:05:00 (FLOOD_WAIT_300 for ${method}), connecting then`,
        ),
      ]);
      await close();
    },
  );

  test('does not wait for calls that it does not make', async () => {
    const { clock, floodWaits, dialled, start, close } = await stage();
    floodWaits.note('contacts.resolveUsername', 'FLOOD_WAIT_300', clock.now() + 5 * MINUTE);
    await clock.during(start());
    expect(dialled).toEqual([clock.now()]);
    await close();
  });

  test('that runs into a wait, a short or a long one, waits and goes on', async () => {
    const { clock, dialled, attempts, start, flood, close } = await stage();
    const began = clock.now();
    attempts.push(flood('users.getUsers', 1), flood('help.getConfig', 300));
    await clock.during(start());
    expect(dialled).toEqual([began, began + 1_000, began + 301_000]);
    await close();
  });

  test('that fails otherwise fails', async () => {
    const { clock, attempts, start } = await stage();
    attempts.push(() => Promise.reject(unreachable));
    await expect(clock.during(start())).rejects.toBe(unreachable);
  });

  test('stops waiting when it is asked to', async () => {
    const { clock, floodWaits, dialled, start, close } = await stage();
    floodWaits.note('users.getUsers', 'FLOOD_WAIT_300', clock.now() + 5 * MINUTE);
    const stop = new AbortController();
    const reason = new Error('asked to stop');
    const starting = start(stop.signal);
    starting.catch(() => undefined);
    await clock.run(clock.now() + MINUTE);
    stop.abort(reason);
    await expect(starting).rejects.toBe(reason);
    expect(dialled).toEqual([]);
    expect(clock.sleeping).toBe(0);
    await close();
  });
});
