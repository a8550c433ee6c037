import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SandboxReady } from '../../sandbox/sandbox.js';

/** Where a demo lives: everything in it is gone afterwards. */
export interface DemoCustomer {
  readonly directory: string;
  readonly envFile: string;
}

/** Written as an operator writes them; the demo reads them back like any customer's. */
const MESSAGES = `
# What the account says, and where. Each group hears each text once before any comes again.
schedule: every 6s±3s
templates:
  - id: market
    variants:
      - "Merhaba {group}! Yeni ürünler geldi, bugün {weekday}."
      - "{group}, selam! Bugünün fırsatları hazır ({time})."
  - id: meetup
    variants:
      - "Buluşma bu akşam, saat 19:00. Görüşürüz!"
  - id: question
    variants:
      - "{time} oldu: bugün kim neler yaptı?"
  - id: news
    variants:
      - "Haftalık bülten yayında, merak eden var mı?"
`;

/**
 * Makes a customer for the sandbox's first account: an env file and its messages, in a folder of its own.
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
  await writeFile(join(data, 'messages.yaml'), MESSAGES);
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
      'SERVICES=message',
      'TIMEZONE=Europe/Istanbul',
      'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS=1',
      'MIN_INTERVAL_PER_CHAT_SECONDS=4',
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
