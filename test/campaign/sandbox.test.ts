import { expect, test } from '@jest/globals';
import { createTelegramMessenger } from '../../src/adapters/telegram/messenger.js';
import { MemoryPeerStore } from '../../src/adapters/telegram/peers/memory-peer-store.js';
import { QueuedFaults } from '../../src/adapters/virtual/faults.js';
import { VirtualMessenger } from '../../src/adapters/virtual/messenger.js';
import { VirtualWorld } from '../../src/adapters/virtual/world.js';
import { Activity } from '../../src/lib/activity.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { describeFastestDatabase } from '../support/databases.js';
import { sandboxAccount } from '../support/sandbox-account.js';
import { silentLogger } from '../support/silent-logger.js';
import { IMPATIENT } from '../support/telegram-account.js';
import { judge } from './judge.js';
import { Life } from './mortal.js';
import { daemonMessages, type RecordedMessage } from './record.js';
import { liveScript, type Stage, shortLimits } from './script.js';

const SLOW_MODE_SECONDS = 30;

/** GramJS and the sandbox, in real time. */
async function realStage(): Promise<Stage & { dispose(): Promise<void> }> {
  const account = await sandboxAccount();
  const { sandbox, settings, session, selfId, chat, person } = account;
  const { world } = sandbox;
  return {
    clock: systemClock,
    messenger: createTelegramMessenger({
      account: settings,
      session,
      peers: new MemoryPeerStore(),
      clock: systemClock,
      logger: silentLogger,
      timings: IMPATIENT,
    }),
    group: chat('Group').id,
    basic: chat('Basic').id,
    slow: chat('Slow').id,
    foreign: chat('Foreign').id,
    say: (peer) => account.say(person('Anna'), peer, 'Merhaba'),
    injectFault: (effect) =>
      sandbox.faults.add({ method: 'messages.sendMessage', effect, times: 1 }),
    messages: () =>
      world.state.messages
        .filter(({ action }) => !action)
        .map(({ peer, number, atMs, text, authorId, randomId }) => ({
          chat: peer,
          id: number,
          arrivedAt: atMs,
          text,
          own: authorId === selfId,
          ...(randomId === undefined ? {} : { randomId: BigInt(randomId) }),
        })),
    during: (work) => work,
    dispose: () => account.dispose(),
  };
}

/** The in-process Telegram, in virtual time. */
function virtualStage(startAt: number, activity: Activity): Stage {
  const clock = new VirtualClock(startAt, () => activity.quiet());
  const chat = { kind: 'supergroup', title: 'Chat' } as const;
  const [group, basic, slow, foreign] = [-1_000_000_000_001, -4_001, -1_000_000_000_002, -4_002];
  const world = new VirtualWorld(clock, {
    self: { id: 777, firstName: 'Deniz' },
    chats: [
      { ...chat, id: group },
      { ...chat, id: basic, kind: 'group' },
      { ...chat, id: slow, slowModeSeconds: SLOW_MODE_SECONDS },
      { ...chat, id: foreign, member: false },
    ],
  });
  const faults = new QueuedFaults();
  const messenger = new VirtualMessenger(clock, world, {
    logger: silentLogger,
    latency: { lowestMs: 2, highestMs: 20 },
    deadlineMs: IMPATIENT.callDeadlineMs,
    faults,
  });
  return {
    clock,
    messenger,
    group,
    basic,
    slow,
    foreign,
    say: (peer) => world.say(peer, 5_001, 'Merhaba'),
    injectFault: (fault) => faults.add(fault),
    messages: () => world.chats.flatMap(({ id }) => world.messages(id)),
    during: (work) => clock.during(work),
  };
}

function judged(stage: Stage, startAt: number) {
  const messages: readonly RecordedMessage[] = stage.messages();
  const record = { messages, attempts: [], kills: [] };
  const slowModeSeconds = new Map([[stage.slow, SLOW_MODE_SECONDS]]);
  const limits = shortLimits(startAt);
  return {
    violations: judge(record, { limits, onlyAfterOthers: false, slowModeSeconds }),
    arrived: daemonMessages(record).map(({ text }) => text),
  };
}

describeFastestDatabase('the same limits on the sandbox and in virtual time', (open) => {
  test('give the same verdicts, the same ends and the same messages, and break nothing', async () => {
    const startAt = Date.now();
    const limits = shortLimits(startAt);
    const real = await realStage();
    try {
      const stories = await liveScript(real, await open(), limits);
      const activity = new Activity();
      const virtual = virtualStage(startAt, activity);
      // A life that never ends: its database is the one whose work the virtual clock waits for.
      const immortal = new Life(virtual.clock, Number.POSITIVE_INFINITY, false);
      const database = immortal.database(await open(), activity);
      const simulated = await liveScript(virtual, database, limits);
      expect(stories).toEqual(simulated);
      const verdict = judged(virtual, startAt);
      expect(judged(real, startAt)).toEqual(verdict);
      expect(verdict.violations).toEqual([]);
      expect(verdict.arrived).toEqual([
        'first',
        'behind the interval',
        'behind the peer interval',
        'slow: goes',
        'answer lost',
        'flood wait',
        'when somebody spoke',
      ]);
      expect(new Map(simulated.map(({ key, state }) => [key, state]))).toEqual(
        new Map([
          ['first', 'sent'],
          ['behind the interval', 'sent'],
          ['behind the peer interval', 'sent'],
          ['not a target', 'refused'],
          ['too late', 'expired'],
          ['slow: goes', 'sent'],
          ['slow: waits', 'queued'],
          ['answer lost', 'sent'],
          ['flood wait', 'sent'],
          ['when somebody spoke', 'sent'],
          ['above the day cap', 'queued'],
        ]),
      );
    } finally {
      await real.dispose();
    }
  }, 90_000);
});
