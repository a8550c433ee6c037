import { afterEach, expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { LiveCustomer } from '../../../test/support/live-customer.js';
import { ACCOUNT, TestRoad } from '../../../test/support/road.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import type { Database, Queryable } from '../../core/database.js';
import { createGuard } from '../../guard/guard.js';
import type { Level, LogLevels } from '../../lib/logger.js';
import { listPauses } from '../../outbox/pauses.js';
import { applyChanges } from './apply-changes.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let customer: LiveCustomer | undefined;
afterEach(() => customer?.workspace.remove());

/** A customer's daemon, as far as it sends, with services that only say that they were told. */
async function start(opened: Database) {
  const one = await LiveCustomer.open({}, 'TIMEZONE=UTC\n');
  customer = one;
  const road = new TestRoad(opened);
  const guard = createGuard({
    limits: () => one.live.config.limits,
    allowedPeers: () => road.allowedPeers,
    ownPeers: () => road.ownPeers,
    forgottenHash: () => undefined,
  });
  const sender = road.sender({ guard });
  const told: string[] = [];
  const hears = (name: string) => ({ reload: () => void told.push(name) });
  const levels: Level[] = [];
  const logLevels: LogLevels = { current: 'info', set: (level) => void levels.push(level) };
  const { live } = one;
  const reach = { away: false };
  const database: Queryable = {
    schema: road.database.schema,
    query: (...given) =>
      reach.away ? Promise.reject(new Error('away')) : road.database.query(...given),
  };
  applyChanges({
    ground: {
      live,
      get config() {
        return live.config;
      },
      ...{ database, clock: road.clock, logger: silentLogger, logLevels },
    },
    account: ACCOUNT,
    road: {
      sender,
      message: hears('message'),
      reply: hears('reply'),
      dm: { ...hears('dm'), kick: () => void told.push('dm is kicked') },
      comment: hears('comment'),
    },
  });
  const stop = new AbortController();
  const running = sender.run(stop.signal);
  const end = async () => {
    stop.abort();
    await road.clock.during(running);
  };
  const news = () => told.splice(0);
  return Object.assign(one, { road, reach, levels, news, end });
}

describeFastestDatabase('a configuration that changes while the daemon runs', (open) => {
  test('decides with the very next decision, not after the wait that the old one asked for', async () => {
    const one = await start(await open());
    const { road, live } = one;
    one.write('config.json', '{"MESSAGES_PER_DAY": 1, "MESSAGES_PER_HOUR": "off"}');
    await live.reload();
    const [, second = 0] = await road.propose({}, {});
    await road.clock.run(road.clock.now() + 2 * MINUTE);
    expect(road.telegram.arrived).toHaveLength(1);
    expect(await road.row(second)).toMatchObject({ state: 'queued', rule: 'day-cap' });
    one.write('config.json', '{"MESSAGES_PER_DAY": 2, "MESSAGES_PER_HOUR": "off"}');
    await live.reload();
    await road.clock.run(road.clock.now() + 1_000);
    expect(road.telegram.arrived).toHaveLength(2);
    await one.end();
  });

  test('holds back what was free', async () => {
    const one = await start(await open());
    one.write('config.json', '{"ACTIVE_WINDOWS": "18-19"}');
    await one.live.reload();
    await one.road.propose({});
    await one.road.clock.run(one.road.clock.now() + HOUR);
    expect(one.road.telegram.arrived).toHaveLength(0);
    await one.end();
  });

  test('pauses everything with BOT_ENABLED=false, and lifts that pause again', async () => {
    const one = await start(await open());
    const { road, live } = one;
    one.write('config.json', '{"BOT_ENABLED": false}');
    await live.reload();
    await road.propose({});
    await road.clock.run(road.clock.now() + HOUR);
    expect(road.telegram.arrived).toHaveLength(0);
    expect(await listPauses(road.database, ACCOUNT)).toMatchObject([{ service: '*' }]);
    one.write('config.json', '{"BOT_ENABLED": true}');
    await live.reload();
    await road.clock.run(road.clock.now() + MINUTE);
    expect(road.telegram.arrived).toHaveLength(1);
    await one.end();
  });

  test('that cannot be taken over as a whole is, as far as it can, and the rest with the next reading', async () => {
    const one = await start(await open());
    const { live, road, reach } = one;
    reach.away = true;
    one.write('messages.yaml', '- Selam\n');
    one.write('config.json', '{"BOT_ENABLED": false}');
    await live.reload();
    expect(one.news()).toEqual(['message']);
    expect(await listPauses(road.database, ACCOUNT)).toEqual([]);
    reach.away = false;
    await live.reload();
    expect(await listPauses(road.database, ACCOUNT)).toMatchObject([{ service: '*' }]);
    await one.end();
  });

  test('tells those whose settings changed, and nobody else', async () => {
    const one = await start(await open());
    const after = async (file: string, text: string) => {
      one.write(file, text);
      await one.live.reload();
      return one.news();
    };
    expect(await after('messages.yaml', '- Selam\n')).toEqual(['message']);
    expect(await after('responses.yaml', '- {keyword: a, answer: b}\n')).toEqual(['reply']);
    expect(await after('invites.yaml', '- {text: Merhaba}\n')).toEqual(['dm']);
    expect(await after('config.json', '{"MESSAGES_PER_DAY": 1}')).toEqual([
      'dm is kicked',
      'comment',
    ]);
    expect(await after('config.json', '{"MESSAGES_PER_DAY": 1, "TIMEZONE": "Asia/Tokyo"}')).toEqual(
      ['message', 'dm is kicked', 'comment'],
    );
    expect(one.levels).toEqual([]);
    await after('config.json', '{"LOG_LEVEL": "debug"}');
    expect(one.levels).toEqual(['debug']);
    await one.end();
  });
});
