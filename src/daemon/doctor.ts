import { access, constants, mkdir } from 'node:fs/promises';
import { connect } from 'node:net';
import { openDatabase } from '../adapters/postgres/open.js';
import { loadSession } from '../adapters/telegram/session/session-store.js';
import { connectControl } from '../control/client.js';
import type { Config } from '../core/config.js';
import { PostaciError } from '../core/errors.js';

/** One thing that postaci stands on, looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  /** What was found; with the remedy when it is not well. */
  readonly found: string;
}

const DIAL_TIMEOUT_MS = 5_000;

/** Telegram's second data centre: what a first connection dials. @see https://core.telegram.org/api/datacenter */
const TELEGRAM = { host: '149.154.167.51', port: 443 };

/** Looks at everything that the customer's daemon needs, in order, and changes nothing. */
export async function* examine(config: Config): AsyncGenerator<Check> {
  yield await check('Node.js', () => Promise.resolve(process.version));
  yield await check('data directory', () => writable(config.dataDirectory));
  yield await check('log directory', () => writable(config.log.directory));
  const running = await check('daemon', async () => {
    const status = await connectControl(config.controlSocket).status();
    return `running as process ${status.processId}, account ${status.account.health}`;
  });
  yield running.ok ? running : { ...running, ok: true, found: 'not running' };
  yield await check('session', async () => {
    await loadSession(config.account);
    return config.account.sessionString ? 'TELEGRAM_SESSION_STRING' : config.account.sessionFile;
  });
  // The embedded database belongs to the running daemon.
  if (!(running.ok && config.storage.kind === 'embedded')) {
    yield await check('database', async () => {
      const database = await openDatabase(config.storage);
      await database.close();
      return config.storage.kind === 'embedded'
        ? `embedded, ${config.storage.directory}`
        : 'PostgreSQL';
    });
  }
  const { redisUrl } = config;
  if (redisUrl) {
    yield await check('Redis', async () => {
      const { pingRedis } = await import('../adapters/redis/ping.js');
      return pingRedis(redisUrl.reveal());
    });
  }
  const { llm } = config;
  if (llm) {
    yield await check('prompts', () => customersPrompts(config.promptsDirectory));
    const { pingModel } = await import('../adapters/llm/ping.js');
    yield { name: 'model', ...(await pingModel(llm)) };
  }
  const { proxy, dataCentre } = config.account;
  const [name, door] = proxy ? ['proxy', proxy] : ['Telegram', dataCentre ?? TELEGRAM];
  yield await check(name, () => dial(door));
}

async function check(name: string, look: () => Promise<string>): Promise<Check> {
  try {
    return { name, ok: true, found: await look() };
  } catch (error) {
    const found =
      error instanceof PostaciError
        ? `${error.problem}. → ${error.remedy}`
        : `${(error as Error).message}`;
    return { name, ok: false, found };
  }
}

/** Reads them, because a broken one keeps the daemon from starting. */
async function customersPrompts(directory: string): Promise<string> {
  const { readPrompts } = await import('../writing/read-prompts.js');
  const { BUILT_IN_PROMPTS, PURPOSES } = await import('../writing/prompts.js');
  const prompts = await readPrompts(directory);
  const own = PURPOSES.filter((purpose) => prompts[purpose] !== BUILT_IN_PROMPTS[purpose]);
  if (own.length === 0) return 'the built-in ones';
  return own.map((purpose) => `${directory}/${purpose}.md`).join(', ');
}

async function writable(directory: string): Promise<string> {
  await mkdir(directory, { recursive: true });
  await access(directory, constants.W_OK | constants.X_OK);
  return directory;
}

function dial({ host, port }: { readonly host: string; readonly port: number }): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, timeout: DIAL_TIMEOUT_MS });
    const fail = (why: string) => {
      socket.destroy();
      reject(
        new PostaciError(
          'TELEGRAM_UNREACHABLE',
          `${host}:${port} cannot be reached (${why})`,
          'Check the network, the firewall and TG_PROXY_HOST.',
        ),
      );
    };
    socket.once('connect', () => {
      socket.destroy();
      resolve(`${host}:${port} answers`);
    });
    socket.once('timeout', () => fail('no answer'));
    socket.once('error', (error) => fail(error.message));
  });
}
