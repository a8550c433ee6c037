import type { SandboxOptions } from '../../src/sandbox/sandbox.js';
import { SERVER_KEY_PEM } from './server-key.js';

/**
 * What makes a sandbox start, and logins to it, quick: the run's RSA key, and factors that are found at once.
 * The clients' work at factors like Telegram's is tested with the MTProto server alone.
 */
export const QUICK = {
  serverKeyPem: SERVER_KEY_PEM,
  easyFactors: true,
} as const satisfies SandboxOptions;
