import { rm } from 'node:fs/promises';
import { loadConfig } from '../../config/load.js';
import type { LiveEvent } from '../../core/events.js';
import { logIn } from '../../daemon/login.js';
import { startDaemon } from '../../daemon/start.js';
import { systemClock } from '../../lib/system-clock.js';
import { startSandbox } from '../../sandbox/sandbox.js';
import { makeDemoCustomer } from './customer.js';
import { type Claimed, type DemoSummary, judge } from './judge.js';
import { createNarrator } from './narrator.js';
import { arrivedFrom } from './world.js';

/** A plain group, a livelier one, one with slow mode, a topic of a forum, a basic group. */
const TARGETS = ['grup1', '@grup2', 'https://t.me/grup3', 'yavas_sohbet'];

/** In each chat: a line every twelve seconds or so, so that half a minute shows something. */
const LINES_PER_HOUR = 300;

export interface DemoOptions {
  /** Ends by itself after so long; until the signal without it. */
  readonly forMs?: number;
  readonly seed: number;
  readonly signal: AbortSignal;
  /** Receives what is told, a line at a time. */
  readonly write: (line: string) => void;
}

/**
 * The main job before one's eyes: a Telegram in a box, a customer with one account, the real login, and
 * the daemon as it runs for any customer. Leaves nothing behind.
 */
export async function runDemo({ forMs, seed, signal, write }: DemoOptions): Promise<DemoSummary> {
  write('postaci, shown on a Telegram in a box: no real account, no network, nothing kept.\n');
  const sandbox = await startSandbox({ seed, talk: () => LINES_PER_HOUR });
  const customer = await makeDemoCustomer(sandbox.ready, TARGETS);
  try {
    const [account] = sandbox.ready.accounts;
    if (!account) throw new Error('the sandbox has no account');
    write(
      `1. A Telegram of our own listens on ${sandbox.ready.mtproto.host}:${sandbox.ready.mtproto.port}.`,
    );
    write(`   ${sandbox.ready.chats.length} chats, and simulated people who talk in them.\n`);

    const loaded = await loadConfig({
      envFile: customer.envFile,
      environment: {},
      cwd: customer.directory,
    });
    write(`2. The first login of ${account.phone}, as with any account: Telegram sends a code,`);
    const { self } = await logIn(loaded, {
      keepFile: true,
      signal,
      prompts: {
        phone: () => Promise.resolve(account.phone),
        code: () => Promise.resolve(account.code),
        password: () => Promise.resolve(account.password ?? ''),
        notify: write,
      },
    });
    write(
      `   the code is typed in (${account.code}), and the session of ${self.firstName} is kept encrypted.\n`,
    );

    write(
      `3. The daemon starts. It posts to ${TARGETS.join(', ')} by its schedule; the guard makes`,
    );
    write('   each message wait until every rule allows it, and says which one holds it back.\n');
    const claimed: Claimed[] = [];
    const waited = new Map<string, Set<number>>();
    const titles = new Map(sandbox.ready.chats.map((chat) => [chat.id, chat.title]));
    const tell = createNarrator((peer) => titles.get(peer) ?? String(peer), write);
    const daemon = await startDaemon(loaded, { signal });
    const unsubscribe = daemon.events.subscribe((event) => {
      tell(event);
      note(event, claimed, waited);
    });
    try {
      const until = forMs === undefined ? Number.POSITIVE_INFINITY : systemClock.now() + forMs;
      await Promise.race([daemon.failed, systemClock.sleepUntil(until, signal).catch(() => {})]);
    } finally {
      await daemon.stop();
      unsubscribe();
    }
    return judge(await arrivedFrom(sandbox.ready.control.url, account.id), claimed, waited);
  } finally {
    await sandbox.stop();
    await rm(customer.directory, { recursive: true, force: true });
  }
}

function note(event: LiveEvent, claimed: Claimed[], waited: Map<string, Set<number>>): void {
  if (event.type !== 'intent') return;
  if (event.state === 'sent') claimed.push({ chat: event.peer, text: event.text ?? '' });
  if (event.state === 'queued' && event.rule) {
    const intents = waited.get(event.rule) ?? new Set();
    waited.set(event.rule, intents.add(event.id));
  }
}
