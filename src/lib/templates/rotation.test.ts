import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { seededRandom } from '../seeded-random.js';
import {
  FRESH_ROTATION,
  type Rotatable,
  type Rotation,
  readRotation,
  rotate,
  withIntent,
} from './rotation.js';

const letters = 'abcdefghij'.split('');
const pools = fc
  .array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 10 })
  .map((counts) => counts.map((n, i) => ({ id: letters[i] ?? '', variants: Array(n).fill('') })));

/** Draws `times` times, storing the rotation as JSON in between, as the database does. */
function drawn(templates: readonly Rotatable[], times: number, seed: number, from?: Rotation) {
  const random = seededRandom(seed);
  let rotation = from ?? FRESH_ROTATION;
  const draws: { id: string; variant: number }[] = [];
  for (let i = 0; i < times; i++) {
    const next = rotate(templates, readRotation(JSON.parse(JSON.stringify(rotation))), random);
    rotation = next.rotation;
    draws.push({ id: next.template.id, variant: next.variant });
  }
  return { draws, rotation };
}

describe('rotation', () => {
  test('gives each template once a round, and none twice in a row', () => {
    fc.assert(
      fc.property(pools, fc.integer(), (templates, seed) => {
        const ids = drawn(templates, templates.length * 6, seed).draws.map(({ id }) => id);
        for (let start = 0; start < ids.length; start += templates.length) {
          const round = ids.slice(start, start + templates.length);
          expect(new Set(round).size).toBe(templates.length);
        }
        if (templates.length > 1) {
          expect(ids.some((id, index) => id === ids[index - 1])).toBe(false);
        }
      }),
    );
  });

  test('gives the variants of each template by the same rule', () => {
    fc.assert(
      fc.property(pools, fc.integer(), (templates, seed) => {
        const { draws } = drawn(templates, templates.length * 9, seed);
        for (const { id, variants } of templates) {
          const own = draws.filter((draw) => draw.id === id).map(({ variant }) => variant);
          for (let start = 0; start + variants.length <= own.length; start += variants.length) {
            expect(new Set(own.slice(start, start + variants.length)).size).toBe(variants.length);
          }
          if (variants.length > 1) {
            expect(own.some((variant, index) => variant === own[index - 1])).toBe(false);
          }
        }
      }),
    );
  });

  test('a round’s order is not always the same', () => {
    const templates = letters.slice(0, 4).map((id) => ({ id, variants: [''] }));
    const rounds = new Set<string>();
    for (let seed = 0; seed < 200; seed++) {
      rounds.add(
        drawn(templates, 4, seed)
          .draws.map(({ id }) => id)
          .join(''),
      );
    }
    expect(rounds.size).toBe(24);
  });

  test('what was taken out or put in meanwhile disturbs nothing', () => {
    const all = letters.slice(0, 4).map((id) => ({ id, variants: ['', ''] }));
    const { rotation } = drawn(all, 2, 1);
    const [gone] = rotation.templates;
    const changed = [...all.filter(({ id }) => id !== gone), { id: 'new', variants: [''] }];
    const { draws, rotation: after } = drawn(changed, 3, 2, rotation);
    expect(new Set(draws.map(({ id }) => id)).size).toBe(3);
    expect(draws.map(({ id }) => id)).toContain('new');
    expect(Object.keys(after.variants)).not.toContain(gone);
  });

  test('remembers the newest proposal over storing, and the rotation before it', () => {
    const templates = letters.slice(0, 3).map((id) => ({ id, variants: [''] }));
    const random = seededRandom(1);
    const before = rotate(templates, FRESH_ROTATION, random).rotation;
    const first = withIntent(rotate(templates, before, random).rotation, 41, FRESH_ROTATION);
    const second = withIntent(rotate(templates, first, random).rotation, 42, first);
    expect(readRotation(JSON.parse(JSON.stringify(second)))).toEqual(second);
    // One step back is enough: rotations don't grow.
    expect(second.newest?.before).not.toHaveProperty('newest');
    expect(second.newest).toMatchObject({ intent: 42, before: { templates: first.templates } });
  });

  test.each([null, [], ['a'], 'x', {}, { templates: 'a', variants: {} }, { templates: ['a'] }])(
    'what is stored as %j is a fresh one',
    (stored) => {
      expect(readRotation(stored)).toEqual(FRESH_ROTATION);
    },
  );

  test('there must be something to choose from', () => {
    expect(() => rotate([], FRESH_ROTATION, seededRandom(1))).toThrow(RangeError);
  });
});
