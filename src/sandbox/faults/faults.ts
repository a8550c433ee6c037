import type { PeerId } from '../../core/peer.js';
import type { Random } from '../../lib/seeded-random.js';
import { seededFor } from '../world/seeded.js';
import type { CallEffect, Effect, Fault, PushEffect } from './fault.js';

/** A fault that is set, and how often it has struck. */
export interface ActiveFault extends Fault {
  readonly id: number;
  readonly struck: number;
}

interface Entry {
  readonly id: number;
  readonly fault: Fault;
  readonly pattern: RegExp;
  readonly random: Random;
  skipped: number;
  struck: number;
}

/** A call or push that a fault may strike. */
export interface Occasion {
  /** The method's or the update's TL name. */
  readonly name: string;
  readonly account: number | undefined;
  readonly peer: PeerId | undefined;
}

/** The faults that are set. The first that fits a call strikes it. */
export class Faults {
  readonly #seed: number;
  readonly #entries = new Map<number, Entry>();
  #lastId = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** @returns the fault's id. */
  add(fault: Fault): number {
    this.#lastId++;
    const id = this.#lastId;
    const escaped = fault.method.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    this.#entries.set(id, {
      id,
      fault,
      pattern: new RegExp(`^${escaped}$`),
      random: seededFor(this.#seed, 'fault', id),
      skipped: 0,
      struck: 0,
    });
    return id;
  }

  /** @returns false when there was none. */
  remove(id: number): boolean {
    return this.#entries.delete(id);
  }

  clear(): void {
    this.#entries.clear();
  }

  list(): ActiveFault[] {
    return [...this.#entries.values()].map(({ fault, id, struck }) => ({ ...fault, id, struck }));
  }

  /** What goes wrong with this call, if anything. */
  strikeCall(occasion: Occasion): CallEffect | undefined {
    return this.#strike(occasion, (effect): effect is CallEffect => !isPush(effect));
  }

  /** What goes wrong with this push, if anything. */
  strikePush(occasion: Occasion): PushEffect | undefined {
    return this.#strike(occasion, isPush);
  }

  #strike<T extends Effect>(
    occasion: Occasion,
    fits: (effect: Effect) => effect is T,
  ): T | undefined {
    for (const entry of this.#entries.values()) {
      const { effect } = entry.fault;
      if (fits(effect) && matches(entry, occasion) && strikes(entry)) return effect;
    }
    return undefined;
  }
}

const isPush = (effect: Effect): effect is PushEffect => effect.kind.startsWith('push-');

function matches({ fault, pattern }: Entry, { name, account, peer }: Occasion): boolean {
  return (
    pattern.test(name) &&
    (fault.account === undefined || fault.account === account) &&
    (fault.peer === undefined || fault.peer === peer)
  );
}

function strikes(entry: Entry): boolean {
  const { skip = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = entry.fault;
  if (entry.struck >= times) return false;
  if (entry.skipped < skip) {
    entry.skipped++;
    return false;
  }
  if (probability < 1 && entry.random() >= probability) return false;
  entry.struck++;
  return true;
}
