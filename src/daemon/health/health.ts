import type { Releasers } from '../../lib/releasers.js';
import type { Account } from '../account.js';
import type { Background } from '../background.js';
import type { Ground } from '../ground.js';
import type { Road } from '../road.js';
import { AlertWebhook } from './alert-webhook.js';
import { OperatorAlerts } from './alerts.js';
import { readCauses } from './causes.js';
import { FreezeWatch } from './freeze.js';
import { HealthMonitor } from './monitor.js';

export interface HealthOptions {
  readonly ground: Pick<Ground, 'config' | 'clock' | 'logger' | 'database' | 'events'>;
  readonly account: Account;
  /** Asked once the account is online. */
  readonly road: () => Pick<Road, 'outbox' | 'sender'>;
  readonly releasers: Releasers;
}

/** What an alert that is on its way gets when the daemon stops. */
const ALERT_GRACE_MS = 5_000;

/** Builds what knows how the account is and tells the operator; nothing runs yet. */
export function createHealthMonitor({
  ground,
  account,
  road,
  releasers,
}: HealthOptions): HealthMonitor {
  const { config, clock, logger, database, events } = ground;
  const { webhookUrl, savedMessages } = config.alerts;
  const { key, messenger, floodWaits } = account;
  const webhook = webhookUrl && new AlertWebhook({ url: webhookUrl, clock, logger });
  const outbox = () => road().outbox;
  const alerts = new OperatorAlerts({
    customer: config.customer,
    account: key,
    clock,
    database,
    logger,
    ...(webhook ? { webhook } : {}),
    ...(savedMessages ? { savedMessages: { outbox, self: () => messenger.self.id } } : {}),
  });
  const monitor = new HealthMonitor({
    account: key,
    name: () => `the account of customer ${config.customer}`,
    clock,
    logger,
    database,
    events,
    alerts,
    floodWaits,
    get timeZone() {
      return ground.config.limits.timeZone;
    },
  });
  releasers.add('the alerts', async () => {
    await webhook?.close(ALERT_GRACE_MS);
    await monitor.told();
  });
  return monitor;
}

/** Says what Telegram asked for before, and still holds: nothing of it is forgotten by a new start. */
export async function sayWhatHolds({ ground, account }: HealthOptions): Promise<void> {
  const { database, clock, logger } = ground;
  for (const { code, reason, until } of await readCauses(database, account.key, clock.now())) {
    const end = Number.isFinite(until) ? new Date(until).toISOString() : 'until it is lifted';
    logger.warn(`from before this start: ${reason}`, { code, until: end });
  }
}

/** Watches the account, which is online by now. */
export function watchHealth(
  { ground, account, road }: HealthOptions,
  monitor: HealthMonitor,
  background: Background,
): void {
  const { key, messenger } = account;
  const freeze = new FreezeWatch({
    ...ground,
    account: key,
    messenger,
    onChange: () => {
      road().sender.wakeAll();
      monitor.look();
    },
  });
  monitor.onFrozenError((since) => freeze.askSince(since));
  background.run('watching the account', (signal) => monitor.run(signal));
  background.run('watching for a freeze', (signal) => freeze.run(signal));
}
