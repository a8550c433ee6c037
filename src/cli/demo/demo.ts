import { rm } from 'node:fs/promises';
import { loadConfig } from '../../config/load.js';
import type { LiveEvent } from '../../core/events.js';
import type { PlanItem } from '../../core/plan.js';
import { logIn } from '../../daemon/login.js';
import { startDaemon } from '../../daemon/start.js';
import { systemClock } from '../../lib/system-clock.js';
import { startSandbox } from '../../sandbox/sandbox.js';
import type { World } from '../../sandbox/world/world.js';
import { planLines } from '../people/plan-lines.js';
import { makeDemoCustomer } from './customer.js';
import { type Claimed, judge, type MessageSummary } from './judge.js';
import { judgePeople, type PeopleSummary } from './judge-people.js';
import { createNarrator } from './narrator.js';
import { OPT_IN, OPT_OUT, startStory } from './story.js';
import type { Telling } from './telling.js';
import { isInvite } from './texts.js';
import { arrivedFrom, privateWords } from './world.js';

/** As an operator may write them: by name, by link; the last has slow mode. */
const TARGETS = ['grup1', '@grup2', 'https://t.me/grup3', 'yavas_sohbet'];

/** Where the account posts: a line every twelve seconds or so, so that half a minute shows something. */
const LINES_PER_HOUR = 300;
const LINES_PER_HOUR_ELSEWHERE = 20;
const LIVELY = new Set(['grup1', 'grup2', 'grup3', 'yavas_sohbet']);

/** Of what is planned, no more is looked at. */
const MOST_PLANNED = 100;

/** What the words of the story mean. */
const MEANINGS = {
  isOptIn: (text: string) => text === OPT_IN,
  isOptOut: (text: string) => text === OPT_OUT,
  isInvite,
};

/** What the demo prints at its end. */
export interface DemoSummary extends MessageSummary {
  readonly people: PeopleSummary;
}

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
  const sandbox = await startSandbox({ seed, talk: talkRates, easyFactors: true });
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
    write(
      '   People write to it, too. It answers who wrote, and offers only to who asked for it.\n',
    );
    const claimed: Claimed[] = [];
    const waited = new Map<string, Set<number>>();
    const { world } = sandbox;
    const tell = createNarrator({ ...namesIn(world), write });
    const daemon = await startDaemon(loaded, { signal });
    const since = world.state.messages.length;
    const stopStory = startStory(world, account.id);
    const unsubscribe = daemon.events.subscribe((event) => {
      tell(event);
      note(event, claimed, waited);
    });
    try {
      const until = forMs === undefined ? Number.POSITIVE_INFINITY : systemClock.now() + forMs;
      await Promise.race([daemon.failed, systemClock.sleepUntil(until, signal).catch(() => {})]);
      tellPlan(await daemon.control.plan(MOST_PLANNED), loaded.config.limits.timeZone, write);
    } finally {
      await stopStory();
      await daemon.stop();
      unsubscribe();
    }
    return {
      ...judge(arrivedFrom(world, account.id), claimed, waited),
      people: judgePeople(privateWords(world, account.id, since), MEANINGS),
    };
  } finally {
    await sandbox.stop();
    await rm(customer.directory, { recursive: true, force: true });
  }
}

/** What people are going to hear, days after the demo. */
function tellPlan(
  plan: readonly PlanItem[],
  timeZone: string,
  write: (line: string) => void,
): void {
  const followUps = plan
    .filter(({ service, what }) => service === 'dm' && what === 'follow-up')
    // Which it is, and what cancels it: what it counts from is more than one wants to read here.
    .map(({ note = '', ...item }) => ({ ...item, note: note.split('; ').slice(0, 2).join('; ') }));
  if (followUps.length === 0) return;
  write('\n4. What is planned for people can be seen in advance (`postaci plan`):\n');
  for (const line of planLines(followUps, { language: 'en', timeZone })) write(`   ${line}`);
}

function talkRates({ username = '' }: { readonly username?: string }): number {
  return LIVELY.has(username) ? LINES_PER_HOUR : LINES_PER_HOUR_ELSEWHERE;
}

/** Chats by their titles, people by their first names; and who was seen that the account types. */
function namesIn({ state, typings }: World): Pick<Telling, 'nameOf' | 'wasTyping'> {
  return {
    nameOf: (peer) =>
      state.chats.get(peer)?.title ?? state.persons.get(peer)?.firstName ?? String(peer),
    wasTyping: (peer) => typings.latest.some((typing) => typing.peer === peer),
  };
}

function note(event: LiveEvent, claimed: Claimed[], waited: Map<string, Set<number>>): void {
  if (event.type !== 'intent') return;
  if (event.state === 'sent') claimed.push({ chat: event.peer, text: event.text ?? '' });
  if (event.state === 'queued' && event.rule) {
    const intents = waited.get(event.rule) ?? new Set();
    waited.set(event.rule, intents.add(event.id));
  }
}
