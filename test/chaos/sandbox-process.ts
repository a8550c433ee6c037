// A Telegram in a box in a process of its own, which can be killed; people and faults are led from outside.
import type { Fault } from '../../src/sandbox/faults/fault.js';
import { startSandbox } from '../../src/sandbox/sandbox.js';
import type { Rules } from '../../src/sandbox/world/rules.js';
import { type People, peopleOf, type Seat, seatsOf } from './people.js';
import { scenario } from './scenario.js';

/** What it is started with. */
export interface SandboxPlan {
  /** 0 takes a free one. */
  readonly port: number;
  readonly seed: number;
  readonly stateDir: string;
  readonly rules: Partial<Rules>;
}

/** What may be asked of it. */
export interface Acts extends People {
  seats(): readonly Seat[];
  /** How many messages the world has: the number of the next one. */
  size(): number;
  /** @returns their ids. */
  addFaults(faults: readonly Fault[]): readonly number[];
  /** @returns how often they have struck. */
  removeFaults(ids: readonly number[]): number;
  rules(change: Partial<Rules>): void;
  cut(): void;
  silence(on: boolean): void;
}

const plan: SandboxPlan = JSON.parse(process.argv[2] ?? '');
const sandbox = await startSandbox({ ...plan, scenario, easyFactors: true });
const { world, faults, wire, ready } = sandbox;
const accountId = ready.accounts[0]?.id ?? 0;

const acts: Acts = {
  ...peopleOf(world),
  seats: () => seatsOf(world, accountId),
  size: () => world.state.messages.length,
  addFaults: (list) => list.map((fault) => faults.add(fault)),
  removeFaults: (ids) => {
    const removed = faults.list().filter(({ id }) => ids.includes(id));
    for (const { id } of removed) faults.remove(id);
    return removed.reduce((sum, { struck }) => sum + struck, 0);
  },
  rules: (change) => {
    world.rules = { ...world.rules, ...change };
  },
  cut: () => wire.cut(),
  silence: (on) => wire.silence(on),
};

interface Request {
  readonly id: number;
  readonly act: keyof Acts;
  readonly args: readonly unknown[];
}

process.on('message', ({ id, act, args }: Request) => {
  try {
    process.send?.({ id, result: Reflect.apply(acts[act], acts, args) });
  } catch (error) {
    process.send?.({ id, error: String(error) });
  }
});
// Nobody is left to lead it.
process.on('disconnect', () => process.exit());

world.watch((changes) => {
  for (const change of changes) {
    if (change.kind !== 'log' || change.entry.kind !== 'new') continue;
    const message = world.state.message(change.box.numberOf(change.entry.id));
    if (message?.authorId === accountId && !message.action) process.send?.({ arrived: true });
  }
});
process.send?.({ ready });
