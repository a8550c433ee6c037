import { drawInteger, drawOne, type Random } from '../../src/lib/seeded-random.js';
import type { CallEffect, Fault } from '../../src/sandbox/faults/fault.js';
import { ACCOUNT_ERRORS, BARS, SLOW_MODE, TROUBLE, WAITS } from './error-rows.js';
import type { Stage } from './stage.js';
import { TelegramIsDown } from './telegram.js';
import type { Traffic } from './traffic.js';

/** How a fault that has begun ends. */
export interface Ending {
  /** From here on the daemon can recover. */
  end(): Promise<void>;
  /** What is set right only after it has. */
  afterwards?(): Promise<void>;
}

/** One way in which things go wrong. */
export interface FaultKind {
  readonly name: string;
  /** Of two faults that touch the same thing only one is on. */
  readonly touches:
    | 'daemon'
    | 'server'
    | 'calls'
    | 'pushes'
    | 'database'
    | 'redis'
    | 'disk'
    | 'clock';
  /** It lasts no longer than this. */
  readonly longestMs: number;
  /** After it Telegram does not tell of edits and deletions, so there must be none. */
  readonly calm?: boolean;
  /** Why it cannot be tried here. */
  missing?(stage: Stage): string | undefined;
  begin(scene: Scene): Promise<Ending>;
}

/** Where a fault happens. */
export interface Scene {
  readonly stage: Stage;
  readonly traffic: Traffic;
  readonly random: Random;
}

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
      const cut = () => stage.telegram.acts.cut().catch(ignoreDown);
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
  calls('line half open', ({ random }) => [
    {
      method: '*',
      effect: { kind: 'half-open', ms: drawInteger(random, 5_000, 20_000) },
      times: 1,
    },
  ]),
  calls('calls in trouble', () =>
    TROUBLE.map((error) => ({ ...anyCall(error), probability: 0.1 })),
  ),
  calls('waits', () => [
    { ...aSend(SLOW_MODE), probability: 0.1 },
    ...WAITS.map((error) => ({ ...anyCall(error), probability: 0.03 })),
  ]),
  calls('answers lost', () => answersLost),
  calls('salts and sessions anew', () => [
    { method: '*', effect: { kind: 'rotate-salts' }, times: 2, probability: 0.3 },
    { method: '*', effect: { kind: 'new-session' }, times: 2, probability: 0.3 },
  ]),
  calls('chat or account barred', ({ random }) => [{ ...aSend(drawOne(random, BARS)), times: 1 }]),
  calls('session ended', ({ random }) => [
    { ...anyCall(drawOne(random, ACCOUNT_ERRORS)), times: 1 },
  ]),
  calls('key forgotten', () => [{ method: '*', effect: { kind: 'forget-key' }, times: 1 }]),
  {
    ...calls('pushes astray', () => pushesAstray),
    touches: 'pushes',
  },
  {
    ...calls('pushes too long or unreadable', () => [
      { method: 'update*', effect: { kind: 'push-too-long' }, probability: 0.2 },
      { method: 'update*', effect: { kind: 'push-undecodable' }, probability: 0.1 },
    ]),
    touches: 'pushes',
  },
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

/** Faults that the sandbox itself brings about, for a while. */
function calls(name: string, draw: (scene: Scene) => readonly Fault[]): FaultKind {
  return {
    name,
    touches: 'calls',
    longestMs: 10_000,
    async begin(scene) {
      const { acts } = scene.stage.telegram;
      const ids = await acts.addFaults(draw(scene)).catch(ignoreDown);
      return {
        async end() {
          if (ids) await acts.removeFaults(ids).catch(ignoreDown);
        },
      };
    },
  };
}

type Row = Extract<CallEffect, { kind: 'error' }>;

const anyCall = (effect: Row): Fault => ({ method: '*', effect });
const aSend = (effect: Row): Fault => ({ method: 'messages.sendMessage', effect });

const answersLost: readonly Fault[] = [
  { method: '*', effect: { kind: 'answer-lost', cut: true }, probability: 0.1 },
  { method: '*', effect: { kind: 'answer-lost' }, probability: 0.02 },
  { method: '*', effect: { kind: 'silence' }, probability: 0.02 },
  { method: '*', effect: { kind: 'answer-twice' }, probability: 0.1 },
  { method: '*', effect: { kind: 'delay', ms: 200 }, probability: 0.1 },
  { method: '*', effect: { kind: 'cut' }, probability: 0.03 },
  {
    method: 'messages.sendMessage',
    effect: { kind: 'error-after-effect', code: 500, text: 'INTERNAL' },
    probability: 0.1,
  },
  {
    method: 'messages.sendMessage',
    effect: { kind: 'error-in-container', code: 500, text: 'INTERNAL', ms: 1_000 },
    probability: 0.1,
  },
];

const pushesAstray: readonly Fault[] = [
  { method: 'update*', effect: { kind: 'push-lost' }, probability: 0.2 },
  { method: 'update*', effect: { kind: 'push-late', ms: 300 }, probability: 0.15 },
  { method: 'update*', effect: { kind: 'push-late', ms: 1_500 }, probability: 0.05 },
  { method: 'update*', effect: { kind: 'push-twice' }, probability: 0.15 },
  { method: 'update*', effect: { kind: 'push-swapped' }, probability: 0.15 },
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
      await stage.telegram.setRules(rules).catch(ignoreDown);
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

function ignoreDown(error: unknown): undefined {
  if (!(error instanceof TelegramIsDown)) throw error;
  return undefined;
}
