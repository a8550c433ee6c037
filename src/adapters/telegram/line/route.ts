import type { AccountSettings, ProxySettings } from '../../../core/config.js';
import { PostaciError } from '../../../core/errors.js';

/** How the way to Telegram leads through a proxy; at most one is set. */
export interface Route {
  readonly socks?: Extract<ProxySettings, { type: 'socks5' }>;
  readonly mtproxy?: { readonly host: string; readonly port: number; readonly secret: string };
}

/** 16 bytes, or 17 of which the first is `dd`. */
const PLAIN_SECRET = /^(?:dd)?[0-9a-f]{32}$/i;

/**
 * @throws PostaciError `CONFIG_INVALID` for a proxy that GramJS cannot use: MTProxy secrets that begin with
 * `ee` imitate TLS, which it does not speak
 */
export function routeOf({ proxy }: Pick<AccountSettings, 'proxy'>): Route {
  if (!proxy) return {};
  if (proxy.type === 'socks5') return { socks: proxy };
  const secret = hexSecret(proxy.secret.reveal());
  if (/^ee/i.test(secret)) {
    throw new PostaciError(
      'CONFIG_INVALID',
      'The MTProxy secret begins with ee: that kind (fake TLS) is not supported',
      'Use a proxy whose secret is 32 hex digits, or 34 that begin with dd; or a SOCKS5 proxy',
    );
  }
  if (!PLAIN_SECRET.test(secret)) {
    throw new PostaciError(
      'CONFIG_INVALID',
      'The MTProxy secret is malformed',
      'Give it as 32 hex digits, or 34 that begin with dd, as in the proxy’s link',
    );
  }
  return { mtproxy: { host: proxy.host, port: proxy.port, secret } };
}

/** Links give secrets in hex or in base64url. */
function hexSecret(secret: string): string {
  if (/^[0-9a-f]+$/i.test(secret)) return secret;
  return Buffer.from(secret, 'base64').toString('hex');
}
