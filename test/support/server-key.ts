import {
  generateServerKey,
  loadServerKey,
  type ServerKey,
} from '../../src/sandbox/mtproto/crypto/server-key.js';

/** The run's one RSA key for sandboxes, made by the global setup; without it each file makes its own. */
export const SERVER_KEY_PEM: string =
  process.env.TEST_SERVER_KEY_PEM ?? generateServerKey().privatePem;

/** The same, for a server that is put together by hand. */
export function testServerKey(): ServerKey {
  return loadServerKey(SERVER_KEY_PEM);
}
