import { drawInteger, drawOne } from '../../src/lib/seeded-random.js';
import type { Ending, FaultKind } from './fault-kind.js';
import type { Stage } from './stage.js';
import { unlessDown } from './telegram.js';
import { TELEGRAM_FAULTS } from './telegram-faults.js';

const HOUR_MS = 3_600_000;

/** Every kind of fault of the campaign. */
export const FAULT_KINDS: readonly FaultKind[] = [
  {
    name: 'daemon killed',
    touches: 'daemon',
    longestMs: 5_000,
    begin: ({ stage }) => daemonDown(stage, () => stage.daemon.kill()),
  },
  {
    name: 'daemon stopped in order',
    touches: 'daemon',
    longestMs: 5_000,
    begin: ({ stage }) => daemonDown(stage, () => stage.daemon.stop()),
  },
  {
    name: 'server killed',
    touches: 'server',
    longestMs: 20_000,
    async begin({ stage }) {
      await stage.telegram.kill();
      return { end: () => stage.telegram.start() };
    },
  },
  {
    name: 'connection cut',
    touches: 'server',
    longestMs: 10_000,
    async begin({ stage, random }) {
      const cut = () => stage.telegram.acts.cut().catch(unlessDown);
      await cut();
      const timer = setInterval(cut, drawInteger(random, 100, 2_000));
      return {
        async end() {
          clearInterval(timer);
        },
      };
    },
  },
  {
    name: 'server silent',
    touches: 'server',
    longestMs: 20_000,
    async begin({ stage }) {
      await stage.telegram.acts.silence(true);
      return { end: () => stage.telegram.acts.silence(false) };
    },
  },
  ...TELEGRAM_FAULTS,
  awayLong('difference in slices', { differenceSlice: 3 }, { differenceSlice: 100 }, false),
  awayLong('difference too long', { differenceTooLong: 10 }, { differenceTooLong: 5_000 }, true),
  awayLong(
    'channel difference too long',
    { channelDifferenceTooLong: 10 },
    { channelDifferenceTooLong: 1_000 },
    true,
  ),
  {
    name: 'database stopped',
    touches: 'database',
    longestMs: 60_000,
    missing: ({ postgres }) =>
      postgres ? undefined : 'the database is the embedded one: it goes with the daemon',
    async begin({ stage: { postgres }, random }) {
      await postgres?.stop(drawOne(random, ['fast', 'immediate', 'kill'] as const));
      return { end: async () => postgres?.start() };
    },
  },
  {
    name: 'Redis stopped',
    touches: 'redis',
    longestMs: 60_000,
    missing: ({ redis }) => (redis ? undefined : 'no Redis server is installed'),
    async begin({ stage: { redis }, random }) {
      await redis?.stop(drawOne(random, ['fast', 'kill'] as const));
      return { end: async () => redis?.start() };
    },
  },
  {
    name: 'disk full',
    touches: 'disk',
    longestMs: 20_000,
    missing: ({ disks }) =>
      disks.length > 0 ? undefined : 'a small disk cannot be mounted here: run it as root',
    async begin({ stage: { disks } }) {
      for (const disk of disks) disk.fill();
      return {
        async end() {
          for (const disk of disks) disk.free();
        },
      };
    },
  },
  clockJump('clock an hour ahead', HOUR_MS),
  clockJump('clock an hour back', -HOUR_MS),
];

async function daemonDown(stage: Stage, takeDown: () => Promise<void>): Promise<Ending> {
  await takeDown();
  return {
    async end() {
      stage.daemon.start();
    },
  };
}

/** The daemon is away while much is said, and what it missed comes in a form of its own. */
function awayLong(
  name: string,
  rules: Parameters<Stage['telegram']['setRules']>[0],
  usual: Parameters<Stage['telegram']['setRules']>[0],
  calm: boolean,
): FaultKind {
  return {
    name,
    touches: 'daemon',
    longestMs: 3_000,
    calm,
    async begin({ stage, traffic }) {
      await stage.daemon.kill();
      await stage.telegram.setRules(rules).catch(unlessDown);
      await traffic.burst(12);
      return {
        async end() {
          stage.daemon.start();
        },
        afterwards: () => stage.telegram.setRules(usual),
      };
    },
  };
}

/** Somebody sets the machine's clock wrong, and later right again. */
function clockJump(name: string, ms: number): FaultKind {
  return {
    name,
    touches: 'clock',
    longestMs: 10_000,
    async begin({ stage }) {
      stage.daemon.jump(ms);
      return {
        async end() {
          stage.daemon.jump(-ms);
        },
      };
    },
  };
}
