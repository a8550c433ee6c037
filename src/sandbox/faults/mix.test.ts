import { describe, expect, test } from '@jest/globals';
import type { Effect } from './fault.js';
import { Faults } from './faults.js';
import { ALL_KINDS, type Mix } from './mix.js';

const call = { name: 'messages.sendMessage', account: 1, peer: undefined };
const push = { name: 'updateNewMessage', account: 1, peer: undefined };

/** What a mix does to so many calls and pushes, one after the other. */
function drawn(mix: Mix, times: number): (Effect | undefined)[] {
  const faults = new Faults(1);
  faults.mix(mix);
  return Array.from({ length: times }, () => [
    faults.strikeCall(call),
    faults.strikePush(push),
  ]).flat();
}

describe('a mix of faults', () => {
  test('is the same for the same seed, and another for another', () => {
    const first = drawn({ seed: 7, rate: 0.5 }, 200);
    expect(drawn({ seed: 7, rate: 0.5 }, 200)).toEqual(first);
    expect(drawn({ seed: 8, rate: 0.5 }, 200)).not.toEqual(first);
  });

  test('draws among all kinds that leave an account logged in, at its rate', () => {
    const effects = drawn({ seed: 7, rate: 0.25 }, 4_000);
    const struck = effects.filter((effect) => effect !== undefined);
    expect(struck.length / effects.length).toBeCloseTo(0.25, 1);
    const survivable = ALL_KINDS.filter((kind) => kind !== 'forget-key');
    expect(new Set(struck.map(({ kind }) => kind))).toEqual(new Set(survivable));
    const codes = struck.flatMap((effect) => ('code' in effect ? [effect.code] : []));
    expect(new Set(codes)).toEqual(new Set([500, 420, -503]));
  });

  test('keeps to the kinds, the account and the method that it is given', () => {
    const mix: Mix = { seed: 1, rate: 1, kinds: ['cut', 'forget-key', 'push-lost'] };
    const kinds = drawn(mix, 50).map((effect) => effect?.kind);
    expect(new Set(kinds)).toEqual(new Set(['cut', 'forget-key', 'push-lost']));
    expect(drawn({ ...mix, account: 2 }, 5)).toEqual(Array(10).fill(undefined));
    expect(drawn({ ...mix, method: 'updates.*' }, 5)).toEqual(Array(10).fill(undefined));
  });

  test('gives way to faults that were set before, is listed, counted and removed', () => {
    const faults = new Faults(1);
    faults.add({ method: '*', effect: { kind: 'silence' }, times: 1 });
    const id = faults.mix({ seed: 1, rate: 1, kinds: ['cut', 'push-lost'] });
    expect(faults.strikeCall(call)).toEqual({ kind: 'silence' });
    expect(faults.strikeCall(call)).toEqual({ kind: 'cut' });
    expect(faults.strikePush(push)).toEqual({ kind: 'push-lost' });
    expect(faults.list()).toMatchObject([{ struck: 1 }, { id, struck: 2, mix: { seed: 1 } }]);
    expect(faults.remove(id)).toBe(true);
    expect(faults.strikeCall(call)).toBeUndefined();
    expect(faults.counts).toEqual({ silence: 1, cut: 1, 'push-lost': 1 });
  });
});
