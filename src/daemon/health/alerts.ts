import type { Alert, Alerts } from '../../core/alerts.js';
import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import type { EventBus } from '../../core/events.js';
import type { Logger } from '../../core/logger.js';
import type { Outbox } from '../../core/outbox.js';
import type { PeerId } from '../../core/peer.js';
import type { AlertWebhook } from './alert-webhook.js';

export interface OperatorAlertsOptions {
  readonly customer: string;
  readonly account: string;
  readonly clock: Clock;
  readonly database: Database;
  readonly logger: Logger;
  /** Where whoever watches sees them. */
  readonly events: Pick<EventBus, 'publish'>;
  /** The road to Saved Messages: the account itself. Undefined: not by that way. */
  readonly savedMessages?: { readonly outbox: () => Outbox; readonly self: () => PeerId };
  readonly webhook?: AlertWebhook;
}

/** What the account could not write in a day is history: the state has been shown all the while. */
const EXPIRES_AFTER_MS = 24 * 3_600_000;

const LEVELS = { info: 'info', warning: 'warn', critical: 'error' } as const;

/** The log always; the operator's Saved Messages through the outbox, where the account can write; a webhook. */
export class OperatorAlerts implements Alerts {
  readonly #options: OperatorAlertsOptions;

  constructor(options: OperatorAlertsOptions) {
    this.#options = options;
  }

  async tell(alert: Alert): Promise<boolean> {
    const { customer, account, clock, events, logger, webhook } = this.#options;
    const { code, key, severity, text } = alert;
    logger[LEVELS[severity]](text, { alert: code });
    events.publish({ type: 'alert', at: clock.now(), code, severity, text });
    const at = new Date(clock.now()).toISOString();
    const [written, posted = true] = await Promise.all([
      this.#write(alert).then(
        () => true,
        (error: unknown) => {
          logger.error('the alert could not be put into the outbox', { error, alert: code });
          return false;
        },
      ),
      webhook?.post({ version: 1, customer, account, code, key, severity, text, at }),
    ]);
    return written && posted;
  }

  async #write({ key, text, bySavedMessages, expiresAt }: Alert): Promise<void> {
    const { account, clock, database, savedMessages } = this.#options;
    if (!savedMessages || !bySavedMessages) return;
    const outbox = savedMessages.outbox();
    const now = clock.now();
    await database.transaction((tx) =>
      outbox.propose(tx, {
        account,
        service: 'operator',
        budget: 'operator',
        op: 'send',
        peer: savedMessages.self(),
        content: { kind: 'text', text, linkPreview: false },
        lane: account,
        thread: 'operator:alert',
        priority: 'interactive',
        notBefore: now,
        expiresAt: Math.min(now + EXPIRES_AFTER_MS, expiresAt ?? Number.POSITIVE_INFINITY),
        dedupeKey: `operator:alert:${key}`,
      }),
    );
    outbox.kick();
  }
}
