import { expect, test } from '@jest/globals';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NOON, TestRoad } from '../../../test/support/road.js';
import type { Alert } from '../../core/alerts.js';
import type { Row } from '../../core/database.js';
import type { LiveEvent } from '../../core/events.js';
import type { Logger } from '../../core/logger.js';
import { secret } from '../../lib/secret.js';
import { createOutbox } from '../../outbox/outbox.js';
import { type AlertBody, AlertWebhook } from './alert-webhook.js';
import { OperatorAlerts } from './alerts.js';

const HOUR = 3_600_000;
const ALERT: Alert = {
  code: 'ACCOUNT_SPAM_LIMITED',
  key: 'spam-limited:1',
  severity: 'warning',
  text: 'the account is spam-limited',
  bySavedMessages: true,
};

describeFastestDatabase('an alert', (open) => {
  async function stage(savedMessages = true) {
    const road = new TestRoad(await open());
    const { clock, database } = road;
    const log: string[] = [];
    const at = (level: string) => (message: string) => void log.push(`${level} ${message}`);
    const levels = { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') };
    const logger: Logger = { ...levels, child: () => logger };
    const posted: AlertBody[] = [];
    const webhook = new AlertWebhook({
      url: secret('https://example.com'),
      clock,
      logger,
      fetch: async (_url, init) => {
        posted.push(JSON.parse(String(init?.body)));
        return new Response(null, { status: 204 });
      },
    });
    let kicks = 0;
    const events = { publish: () => undefined };
    const outbox = createOutbox({ clock, events, kick: () => void kicks++ });
    const state = { database };
    const shown: LiveEvent[] = [];
    const alerts = new OperatorAlerts({
      customer: '1',
      account: 'user:7',
      clock,
      logger,
      events: { publish: (event) => void shown.push(event) },
      webhook,
      get database() {
        return state.database;
      },
      ...(savedMessages ? { savedMessages: { outbox: () => outbox, self: () => 7 } } : {}),
    });
    const proposed = () =>
      database.query<Row>(
        `select service, budget, peer_id, content ->> 'text' as text, expires_at
         from ${database.schema}.outbox`,
      );
    return { alerts, log, posted, proposed, shown, state, database, kicks: () => kicks };
  }

  test('goes to the log, the Saved Messages, the webhook and whoever watches', async () => {
    const { alerts, log, posted, proposed, kicks, shown } = await stage();
    expect(await alerts.tell({ ...ALERT, expiresAt: NOON + HOUR })).toBe(true);
    expect(log).toEqual(['warn the account is spam-limited']);
    const { code, severity, text } = ALERT;
    expect(shown).toEqual([{ type: 'alert', at: NOON, code, severity, text }]);
    expect(await proposed()).toEqual([
      {
        service: 'operator',
        budget: 'operator',
        peer_id: 7,
        text: 'the account is spam-limited',
        expires_at: NOON + HOUR,
      },
    ]);
    expect(kicks()).toBe(1);
    expect(posted).toEqual([
      {
        version: 1,
        customer: '1',
        account: 'user:7',
        code: 'ACCOUNT_SPAM_LIMITED',
        key: 'spam-limited:1',
        severity: 'warning',
        text: 'the account is spam-limited',
        at: '2026-06-10T12:00:00.000Z',
      },
    ]);
  });

  test('that is told twice is written once', async () => {
    const { alerts, proposed } = await stage();
    await alerts.tell(ALERT);
    await alerts.tell(ALERT);
    expect(await proposed()).toHaveLength(1);
  });

  test('that the account cannot write, or should not, goes the other ways', async () => {
    const frozen = await stage();
    expect(await frozen.alerts.tell({ ...ALERT, bySavedMessages: false })).toBe(true);
    const off = await stage(false);
    expect(await off.alerts.tell(ALERT)).toBe(true);
    for (const { posted, proposed } of [frozen, off]) {
      expect(await proposed()).toEqual([]);
      expect(posted).toHaveLength(1);
    }
  });

  test('that the database cannot take is to be told again; the webhook has it all the same', async () => {
    const { alerts, log, posted, state, database } = await stage();
    state.database = { ...database, transaction: () => Promise.reject(new Error('it is gone')) };
    expect(await alerts.tell({ ...ALERT, severity: 'critical' })).toBe(false);
    expect(posted).toHaveLength(1);
    expect(log).toEqual([
      'error the account is spam-limited',
      'error the alert could not be put into the outbox',
    ]);
  });
});
