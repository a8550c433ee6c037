import type { Config } from '../core/config.js';
import type { Secret } from '../core/secret.js';
import { secret } from '../lib/secret.js';
import { KeyFile } from './key-file.js';

/** What the log must not show. A key file's key is left out: to ask for it would make it. */
export function secretsOf({
  account,
  storage,
  redisUrl,
  alerts,
  llm,
  http,
  sentryDsn,
}: Config): readonly Secret[] {
  const { apiHash, sessionString, encryptionKey, phone, proxy } = account;
  const found = [
    apiHash,
    sessionString,
    encryptionKey instanceof KeyFile ? undefined : encryptionKey,
    // Telegram's own texts name the account without the plus.
    phone === undefined ? undefined : secret(phone.slice(1)),
    proxy?.type === 'mtproxy' ? proxy.secret : proxy?.password,
    storage.kind === 'postgres' ? storage.url : undefined,
    redisUrl,
    alerts.webhookUrl,
    llm?.apiKey,
    http?.token,
    sentryDsn,
  ];
  return found.filter((one) => one !== undefined);
}
