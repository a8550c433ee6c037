import { describe, expect, test } from '@jest/globals';
import { StatementNames } from './statement-names.js';

describe('the names of statements', () => {
  test('a statement has none the first time, and one of its own from then on', () => {
    const names = new StatementNames();
    expect(names.nameOf('select 1')).toBeUndefined();
    expect(names.nameOf('select 2')).toBeUndefined();
    const first = names.nameOf('select 1');
    expect(first).toMatch(/^postaci_/);
    expect(names.nameOf('select 1')).toBe(first);
    expect(names.nameOf('select 2')).not.toBe(first);
  });

  test('texts without end are not all named', () => {
    const names = new StatementNames();
    const given = new Set<string>();
    for (let number = 0; number < 1_000; number++) {
      names.nameOf(`select ${number}`);
      const name = names.nameOf(`select ${number}`);
      if (name !== undefined) given.add(name);
    }
    expect(given.size).toBe(200);
  });
});
