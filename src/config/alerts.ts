import type { AlertSettings } from '../core/config.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { parseBoolean } from './parse/boolean.js';
import { urlWith } from './parse/url.js';

/** Reads how the operator is told what cannot wait to be asked. */
export function readAlerts({ values }: LoadContext): AlertSettings {
  const url = values.read(
    'ALERT_WEBHOOK_URL',
    urlWith(['https', 'http'], 'https://example.com/postaci'),
  );
  return {
    savedMessages: values.read('ALERT_SAVED_MESSAGES', parseBoolean) ?? true,
    ...(url === undefined ? {} : { webhookUrl: secret(url) }),
  };
}
