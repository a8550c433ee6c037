import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../core/clock.js';
import { build } from './build.js';
import type { FileStore } from './files.js';
import { Journal } from './journal.js';
import type { Rules } from './rules.js';
import type { Scenario } from './scenario.js';
import { World } from './world.js';
import { writeWhole } from './write-whole.js';

/** What a new world is made from. */
export interface WorldPlan {
  readonly clock: Clock;
  readonly rules: Rules;
  readonly scenario: Scenario;
  readonly seed: number;
  /** Where it is kept; without it, the world ends with the process. */
  readonly stateDir?: string;
}

interface Origin {
  readonly seed: number;
  readonly scenario: Scenario;
  readonly madeAtMs: number;
}

/**
 * Opens the world of a folder, or makes a new one. A folder's world keeps the seed and scenario that it
 * was made with.
 * @returns the world, and how to close its journal.
 * @throws Error when the folder holds a damaged world.
 */
export function openWorld(plan: WorldPlan): { readonly world: World; readonly close: () => void } {
  const { clock, rules, stateDir } = plan;
  const fresh = { seed: plan.seed, scenario: plan.scenario, madeAtMs: clock.now() };
  if (stateDir === undefined) {
    const world = new World({ clock, rules, seed: fresh.seed });
    build(world, fresh.scenario, fresh.madeAtMs);
    return { world, close: () => undefined };
  }
  mkdirSync(join(stateDir, 'files'), { recursive: true, mode: 0o700 });
  const origin = originOf(join(stateDir, 'world.json'), fresh);
  const files = new DiskFiles(join(stateDir, 'files'));
  const world = new World({ clock, rules, seed: origin.seed, files });
  build(world, origin.scenario, origin.madeAtMs);
  const journal = Journal.open(join(stateDir, 'journal.jsonl'), (fact) => world.commit(fact));
  world.rememberIn(journal);
  return { world, close: () => journal.close() };
}

function originOf(path: string, fresh: Origin): Origin {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as Origin;
  writeWhole(path, JSON.stringify(fresh));
  return fresh;
}

/** Keeps each file's bytes under its id. */
class DiskFiles implements FileStore {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  write(id: string, bytes: Buffer): void {
    writeFileSync(join(this.#folder, id), bytes, { mode: 0o600 });
  }

  read(id: string): Buffer | undefined {
    const path = join(this.#folder, id);
    return existsSync(path) ? readFileSync(path) : undefined;
  }
}
