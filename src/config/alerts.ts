import type { AlertSettings } from '../core/config.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { parseBoolean } from './parse/boolean.js';
import { durationFrom } from './parse/duration.js';
import { orOff } from './parse/or-off.js';
import { urlWith } from './parse/url.js';

const DAY_MS = 86_400_000;
/** Shorter, and every slow afternoon would be an alert. */
const SHORTEST_SILENCE_MS = 3_600_000;

/** Reads how the operator is told what cannot wait to be asked. */
export function readAlerts({ values }: LoadContext): AlertSettings {
  const url = values.read(
    'ALERT_WEBHOOK_URL',
    urlWith(['https', 'http'], 'https://example.com/postaci'),
  );
  const silentAfterMs =
    values.read('ALERT_SILENT_AFTER', orOff(durationFrom(SHORTEST_SILENCE_MS))) ?? DAY_MS;
  return {
    savedMessages: values.read('ALERT_SAVED_MESSAGES', parseBoolean) ?? true,
    ...(silentAfterMs === 'off' ? {} : { silentAfterMs }),
    ...(url === undefined ? {} : { webhookUrl: secret(url) }),
  };
}
