import { isIP } from 'node:net';
import type { ProxySettings } from '../core/config.js';
import { secret } from '../lib/secret.js';
import type { LoadContext } from './load-context.js';
import { wholeNumber } from './parse/number.js';
import { bad, good, type Parsed } from './parse/parsed.js';
import type { VariableName } from './variables/known.js';

const DEFAULT_SOCKS_PORT = 1080;

/** Reads `TG_PROXY_*`: MTProxy when there is a secret, else SOCKS5. */
export function readProxy({ values, problems }: LoadContext): ProxySettings | undefined {
  const host = values.read('TG_PROXY_HOST', parseHost);
  const port = values.read('TG_PROXY_PORT', wholeNumber(1, 65_535, DEFAULT_SOCKS_PORT));
  const proxySecret = values.read('TG_PROXY_SECRET', parseProxySecret);
  const username = values.read('TG_PROXY_USER', good);
  const password = values.read('TG_PROXY_PASS', good);
  if (!values.has('TG_PROXY_HOST')) {
    const others: VariableName[] = ['TG_PROXY_PORT', 'TG_PROXY_USER', 'TG_PROXY_SECRET'];
    const other = others.find((name) => values.has(name));
    if (other) problems.add(`${other} is set, but TG_PROXY_HOST is not`, 'Set TG_PROXY_HOST too');
    return undefined;
  }
  if (host === undefined) return undefined;
  if (values.has('TG_PROXY_SECRET')) {
    if (username !== undefined || password !== undefined) {
      problems.add(
        'TG_PROXY_SECRET (MTProxy) and TG_PROXY_USER or TG_PROXY_PASS (SOCKS5) are both set',
        'Keep the ones that your proxy asks for',
      );
    }
    if (proxySecret === undefined || port === undefined) {
      if (!values.has('TG_PROXY_PORT')) {
        problems.add(
          'TG_PROXY_PORT is not set',
          'MTProxy has no usual port: set TG_PROXY_PORT too',
        );
      }
      return undefined;
    }
    return { type: 'mtproxy', host, port, secret: secret(proxySecret) };
  }
  if (password !== undefined && username === undefined) {
    problems.add('TG_PROXY_PASS is set, but TG_PROXY_USER is not', 'Set TG_PROXY_USER too');
  }
  return {
    type: 'socks5',
    host,
    port: port ?? DEFAULT_SOCKS_PORT,
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password: secret(password) }),
  };
}

/** A host's name or address alone. */
export function parseHost(text: string): Parsed<string> {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (isIP(bare) !== 0 || /^[\w-]+(\.[\w-]+)*$/.test(bare)) return good(bare);
  return bad('is not a host name or address', 'Write it alone, e.g. {name}=127.0.0.1');
}

function parseProxySecret(text: string): Parsed<string> {
  if (/^ee/i.test(text)) {
    return bad(
      'begins with ee (a proxy that poses as a web site), which is not supported',
      'Use an MTProxy whose secret is 32 hexadecimal digits, also with dd before them, or SOCKS5',
    );
  }
  if (/^(dd)?[0-9a-f]{32}$/i.test(text)) return good(text.toLowerCase());
  return bad('is not an MTProxy secret', 'Write 32 hexadecimal digits, also with dd before them');
}
