import type { HttpSettings } from '../core/config.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { parseBoolean } from './parse/boolean.js';
import { parseListenAddress } from './parse/listen-address.js';
import { parseToken } from './parse/token.js';

/** Only this machine, on the port that S1's operators know. */
const USUAL = { host: '127.0.0.1', port: 8000 };

/** Reads how the control contract is served over HTTP; undefined: not at all. */
export function readHttp({ values }: LoadContext): HttpSettings | undefined {
  const token = values.read('ADMIN_TOKEN', parseToken);
  const address = values.read('HTTP_ADDRESS', parseListenAddress);
  const metricsOpen = values.read('METRICS_OPEN', parseBoolean) ?? true;
  if (address === 'off' || (address === undefined && token === undefined)) return undefined;
  return {
    ...(address ?? USUAL),
    ...(token === undefined ? {} : { token: secret(token) }),
    metricsOpen,
  };
}
