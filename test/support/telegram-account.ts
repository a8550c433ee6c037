import { randomBytes } from 'node:crypto';
import type { AccountSettings, DataCentre } from '../../src/core/config.js';
import { secret } from '../../src/lib/secret.js';

/** An account at a data centre of one's own, whose session is kept nowhere. */
export function accountAt(dataCentre: DataCentre, phone?: string): AccountSettings {
  return {
    apiId: 12_345,
    apiHash: secret(randomBytes(16).toString('hex')),
    sessionFile: '/nonexistent/account.session',
    sessionPlain: false,
    dataCentre,
    ...(phone === undefined ? {} : { phone }),
  };
}

/** Impatient, so that tests see broken lines noticed without waiting for long. */
export const IMPATIENT = {
  callDeadlineMs: 1_500,
  openDeadlineMs: 2_500,
  reopenDeadlineMs: 2_500,
  silenceMs: 200,
  pingDeadlineMs: 300,
  firstRetryMs: 20,
  longestRetryMs: 100,
} as const;

/** For what loses no line without a word: a busy machine may take its time. */
export const PATIENT = {
  ...IMPATIENT,
  callDeadlineMs: 6_000,
  openDeadlineMs: 15_000,
  pingDeadlineMs: 3_000,
} as const;

/** As impatient for a login: agreeing on a key takes a busy machine seconds. */
export const IMPATIENT_LOGIN = { ...IMPATIENT, openDeadlineMs: 15_000 } as const;

/** Resolves once the condition holds; looked at every few milliseconds. */
export async function until(condition: () => boolean, what: string): Promise<void> {
  const end = Date.now() + 20_000;
  while (!condition()) {
    if (Date.now() > end) throw new Error(`waited 20 s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
