import { drawInteger, drawOne } from '../../src/lib/seeded-random.js';
import type { CallEffect, Fault } from '../../src/sandbox/faults/fault.js';
import { ACCOUNT_ERRORS, BARS, SLOW_MODE, TROUBLE, WAITS } from './error-rows.js';
import type { FaultKind, Scene } from './fault-kind.js';
import { unlessDown } from './telegram.js';

/** Faults that the sandbox itself brings about, for a while. */
function calls(name: string, draw: (scene: Scene) => readonly Fault[]): FaultKind {
  return {
    name,
    touches: 'calls',
    longestMs: 10_000,
    async begin(scene) {
      const { acts } = scene.stage.telegram;
      const ids = await acts.addFaults(draw(scene)).catch(unlessDown);
      let struck = 0;
      return {
        async end() {
          // A server that was killed meanwhile knows nothing of them any more.
          struck = (await acts.removeFaults(ids ?? []).catch(unlessDown)) ?? 0;
        },
        struck: () => struck,
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

/** What Telegram itself, or the way to it, does to calls and pushes. */
export const TELEGRAM_FAULTS: readonly FaultKind[] = [
  calls('line half open', ({ random }) => [
    {
      method: '*',
      effect: { kind: 'half-open', ms: drawInteger(random, 5_000, 20_000) },
      times: 1,
    },
  ]),
  calls('calls in trouble', () =>
    TROUBLE.map((error) => ({ ...anyCall(error), probability: 0.2 })),
  ),
  calls('waits', () => [
    { ...aSend(SLOW_MODE), probability: 0.1 },
    ...WAITS.map((error) => ({ ...anyCall(error), probability: 0.2 })),
  ]),
  calls('answers lost', () => answersLost),
  calls('salts and sessions anew', () => [
    { method: '*', effect: { kind: 'rotate-salts' }, times: 2, probability: 0.3 },
    { method: '*', effect: { kind: 'new-session' }, times: 2, probability: 0.3 },
  ]),
  calls('chat or account barred', ({ random }) =>
    // One send after the other is refused, each for a reason of its own.
    Array.from({ length: 5 }, () => ({ ...aSend(drawOne(random, BARS)), times: 1 })),
  ),
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
];
