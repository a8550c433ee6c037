import type { Config } from '../core/config.js';
import type { FaultReporter } from '../core/faults.js';
import { packageVersion } from '../lib/package-version.js';

/** What is on its way when the daemon stops gets so long. */
export const FAULTS_GRACE_MS = 2_000;

/**
 * Opens the way to whoever mends the program; undefined without `SENTRY_DSN`, and nothing is loaded then. It
 * comes before the log, which tells it of each error, and is closed after it.
 */
export async function openFaultReporter({
  sentryDsn,
  customer,
}: Pick<Config, 'sentryDsn' | 'customer'>): Promise<FaultReporter | undefined> {
  if (!sentryDsn) return undefined;
  const { createSentryReporter } = await import('../adapters/sentry/reporter.js');
  return createSentryReporter({ dsn: sentryDsn, customer, version: packageVersion() });
}
