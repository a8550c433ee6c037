import { seededFor } from '../world/seeded.js';
import type { ModelEffect, ModelFault } from './model-fault.js';

/** A fault of the model that is set, and how often it has struck. */
export type ActiveModelFault = ModelFault & { readonly id: number; readonly struck: number };

interface Entry {
  readonly id: number;
  readonly fault: ModelFault;
  readonly strikes: () => boolean;
  struck: number;
}

/** The model's faults. The first that fits a request strikes it. */
export class ModelFaults {
  readonly #seed: number;
  #entries: readonly Entry[] = [];
  #lastId = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** @returns the fault's id */
  add(fault: ModelFault): number {
    const id = ++this.#lastId;
    const random = seededFor(this.#seed, 'model-fault', id);
    const { skip = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = fault;
    let passed = 0;
    const entry: Entry = {
      id,
      fault,
      struck: 0,
      strikes: () => {
        if (entry.struck >= times || passed++ < skip) return false;
        return probability >= 1 || random() < probability;
      },
    };
    this.#entries = [...this.#entries, entry];
    return id;
  }

  /** @returns false when there was none */
  remove(id: number): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    return this.#entries.length < before;
  }

  clear(): void {
    this.#entries = [];
  }

  list(): readonly ActiveModelFault[] {
    return this.#entries.map(({ id, fault, struck }) => ({ ...fault, id, struck }));
  }

  /** What goes wrong with the next request, if anything. */
  strike(): ModelEffect | undefined {
    const entry = this.#entries.find(({ strikes }) => strikes());
    if (entry) entry.struck++;
    return entry?.fault.effect;
  }
}
