import type { PeerId } from '../../core/peer.js';
import type { Random } from '../../lib/seeded-random.js';
import { seededFor } from '../world/seeded.js';
import type { Aim, CallEffect, Effect, Fault, PushEffect } from './fault.js';
import { isPushEffect, type Mix, MixDraws } from './mix.js';
import { NextPush } from './next-push.js';

/** A fault or a mix that is set, and how often it has struck. */
export type ActiveFault = (Fault | { readonly mix: Mix }) & {
  readonly id: number;
  readonly struck: number;
};

interface Entry {
  readonly id: number;
  readonly set: Fault | { readonly mix: Mix };
  readonly aim: Aim;
  readonly pattern: RegExp;
  /** What strikes a call or a push that the entry is aimed at. */
  readonly drawCall: () => CallEffect | undefined;
  readonly drawPush: () => PushEffect | undefined;
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
  /** For faults that wait for an update to strike beside it. */
  readonly nextPush = new NextPush();
  readonly #seed: number;
  readonly #entries = new Map<number, Entry>();
  readonly #counts = new Map<Effect['kind'], number>();
  #lastId = 0;

  constructor(seed: number) {
    this.#seed = seed;
  }

  /** @returns the fault's id. */
  add(fault: Fault): number {
    const { effect } = fault;
    const strikes = chanceOf(fault, seededFor(this.#seed, 'fault', this.#lastId + 1));
    return this.#set(fault, fault, {
      drawCall: () => (!isPushEffect(effect) && strikes() ? effect : undefined),
      drawPush: () => (isPushEffect(effect) && strikes() ? effect : undefined),
    });
  }

  /** Lets many kinds of faults strike at random. @returns the mix's id. */
  mix(mix: Mix): number {
    const draws = new MixDraws(mix);
    const { method = '*', account, peer } = mix;
    const aim = {
      method,
      ...(account === undefined ? {} : { account }),
      ...(peer === undefined ? {} : { peer }),
    };
    return this.#set({ mix }, aim, {
      drawCall: () => draws.forCall(),
      drawPush: () => draws.forPush(),
    });
  }

  #set(set: Entry['set'], aim: Aim, draws: Pick<Entry, 'drawCall' | 'drawPush'>): number {
    this.#lastId++;
    const id = this.#lastId;
    const escaped = aim.method.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    this.#entries.set(id, {
      id,
      set,
      aim,
      pattern: new RegExp(`^${escaped}$`),
      ...draws,
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
    return [...this.#entries.values()].map(({ set, id, struck }) => ({ ...set, id, struck }));
  }

  /** How often each kind has struck since the start, also by faults that are gone. */
  get counts(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#counts);
  }

  /** What goes wrong with this call, if anything. */
  strikeCall(occasion: Occasion): CallEffect | undefined {
    return this.#strike(occasion, ({ drawCall }) => drawCall());
  }

  /** What goes wrong with this push, if anything. */
  strikePush(occasion: Occasion): PushEffect | undefined {
    return this.#strike(occasion, ({ drawPush }) => drawPush());
  }

  /** Counts what somebody lets strike by hand. */
  count(kind: Effect['kind']): void {
    this.#counts.set(kind, (this.#counts.get(kind) ?? 0) + 1);
  }

  #strike<T extends Effect>(
    occasion: Occasion,
    draw: (entry: Entry) => T | undefined,
  ): T | undefined {
    for (const entry of this.#entries.values()) {
      const effect = matches(entry, occasion) ? draw(entry) : undefined;
      if (!effect) continue;
      entry.struck++;
      this.count(effect.kind);
      return effect;
    }
    return undefined;
  }
}

function matches({ aim, pattern }: Entry, { name, account, peer }: Occasion): boolean {
  return (
    pattern.test(name) &&
    (aim.account === undefined || aim.account === account) &&
    (aim.peer === undefined || aim.peer === peer)
  );
}

/** Whether a fault strikes the next occasion that fits it. */
function chanceOf(fault: Fault, random: Random): () => boolean {
  const { skip = 0, times = Number.POSITIVE_INFINITY, probability = 1 } = fault;
  let skipped = 0;
  let struck = 0;
  return () => {
    if (struck >= times) return false;
    if (skipped < skip) {
      skipped++;
      return false;
    }
    if (probability < 1 && random() >= probability) return false;
    struck++;
    return true;
  };
}
