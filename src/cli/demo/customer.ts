import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxReady } from '../../sandbox/sandbox.js';
import { DEMO_FILES } from './texts.js';

/** How long postaci leaves an answer to the operator, where the operator comes first. */
const OPERATOR_FIRST_SECONDS = 6;

/** Where a demo lives: everything in it is gone afterwards. */
export interface DemoCustomer {
  readonly directory: string;
  readonly envFile: string;
}

/**
 * Makes a customer for the sandbox's first account: an env file and what it says, in a folder of its own.
 * @param targets as they would stand in GROUP_LINKS
 */
export async function makeDemoCustomer(
  ready: SandboxReady,
  targets: readonly string[],
): Promise<DemoCustomer> {
  const directory = await mkdtemp(join(tmpdir(), 'postaci-demo-'));
  const data = join(directory, 'data', 'demo');
  await mkdir(data, { recursive: true });
  const key = join(directory, 'sandbox.pem');
  await writeFile(key, ready.mtproto.publicKeyPem);
  for (const [name, content] of Object.entries(DEMO_FILES)) {
    await writeFile(join(data, name), content);
  }
  const envFile = join(directory, 'demo.env');
  const [account] = ready.accounts;
  await writeFile(
    envFile,
    [
      'CUSTOMER_ID=demo',
      'API_ID=12345',
      'API_HASH=0123456789abcdef0123456789abcdef',
      `PHONE_NUMBER=${account?.phone}`,
      `GROUP_LINKS=${targets.join(',')}`,
      'SERVICES=message,reply,dm',
      'TIMEZONE=Europe/Istanbul',
      'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS=1',
      'MIN_INTERVAL_PER_CHAT_SECONDS=4',
      // The operator has five minutes otherwise: the only figure that is made smaller for people.
      `manualplus_timeout_sec=${OPERATOR_FIRST_SECONDS}`,
      'LOG_LEVEL=error',
      `TELEGRAM_DC_HOST=${ready.mtproto.host}`,
      `TELEGRAM_DC_PORT=${ready.mtproto.port}`,
      `TELEGRAM_DC_ID=${ready.mtproto.dcId}`,
      `TELEGRAM_DC_KEY=${key}`,
      '',
    ].join('\n'),
  );
  return { directory, envFile };
}
