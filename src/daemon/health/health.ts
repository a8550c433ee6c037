import { secretsOf } from '../../config/secrets-of.js';
import { localClock } from '../../lib/local-time.js';
import { maskerFor } from '../../lib/mask.js';
import type { Releasers } from '../../lib/releasers.js';
import type { Account } from '../account.js';
import type { Background } from '../background.js';
import type { Ground } from '../ground.js';
import { readPlan } from '../plan.js';
import type { Road } from '../road.js';
import { AlertWebhook } from './alert-webhook.js';
import { OperatorAlerts } from './alerts.js';
import { readCauses } from './causes.js';
import { FreezeWatch } from './freeze.js';
import { LiveFacts } from './incidents/live-facts.js';
import { type LookOptions, lookAround } from './incidents/look.js';
import { IncidentWatch } from './incidents/watch.js';
import type { ModelCap } from './model-cap.js';
import { HealthMonitor } from './monitor.js';

export interface HealthOptions {
  readonly ground: Pick<Ground, 'config' | 'clock' | 'logger' | 'database' | 'events'>;
  readonly account: Account;
  /** Asked once the account is online. */
  readonly road: () => Pick<Road, 'outbox' | 'sender' | 'message' | 'dm' | 'comment'>;
  /** What is known of the models' caps. @default nothing is */
  readonly modelCap?: ModelCap;
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
    events,
    ...(webhook ? { webhook } : {}),
    ...(savedMessages ? { savedMessages: { outbox, self: () => messenger.self.id } } : {}),
  });
  const monitor = new HealthMonitor({
    account: key,
    name: () => nameOf(ground),
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

const nameOf = ({ config }: Pick<Ground, 'config'>): string =>
  `the account of customer ${config.customer}`;

/** Watches the account, which is online by now, and what else the operator should know of. */
export function watchHealth(
  options: HealthOptions,
  monitor: HealthMonitor,
  background: Background,
): void {
  watchIncidents(options, monitor, background);
  const { ground, account, road } = options;
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

/** Listens from now on: the services have not started yet. */
function watchIncidents(
  { ground, account, road, modelCap, releasers }: HealthOptions,
  monitor: HealthMonitor,
  background: Background,
): void {
  const { clock, logger, database, events } = ground;
  const live = new LiveFacts(clock.now());
  const looking: LookOptions = {
    ...{ account: account.key, database, live },
    settings: () => ground.config,
    connection: () => account.messenger.connection,
    groups: () => road().message.reports(),
    channels: () => road().comment?.channels() ?? [],
    nextAt: async () => (await readPlan(database, account.key, road(), 1))[0]?.at,
    ...(modelCap && { modelCap }),
  };
  const watch = new IncidentWatch({
    ...{ account: account.key, name: nameOf(ground), clock, logger, database },
    alerts: monitor.alerts,
    telling: monitor.telling,
    look: (now) => lookAround(looking, now),
    local: () => localClock(ground.config.limits.timeZone),
    mask: maskerFor(secretsOf(ground.config).map((one) => one.reveal())),
  });
  releasers.add(
    'listening for incidents',
    live.listen(events, () => watch.ring()),
  );
  background.run('watching for incidents', (signal) => watch.run(signal));
  background.failed.catch((error: unknown) => watch.ending(error));
}
