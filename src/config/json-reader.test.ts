import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson, SyntaxProblem } from './json-reader.js';

describe('JSON as people write it', () => {
  test('agrees with JSON.parse on everything that that reads', () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(4), (text, indent) => {
        const pretty = JSON.stringify(JSON.parse(text), null, indent);
        expect(JSON.stringify(readJson(pretty).root)).toBe(JSON.stringify(JSON.parse(pretty)));
      }),
    );
  });

  test('takes remarks and a comma behind the last element, and keeps the lines', () => {
    const { root, lines } = readJson(
      '{ // one\n "a": [1, /* two\n */ 2,],\n "b": "// no remark",\n}',
    );
    expect(root).toEqual({ a: [1, 2], b: '// no remark' });
    expect(lines.get('a')).toBe(2);
    expect(lines.get('a\x001')).toBe(3);
    expect(lines.get('b')).toBe(4);
  });

  test.each([
    ['', 1, 1, 'expected a value, but the file ends'],
    ['{"a" 1}', 1, 6, 'expected a colon'],
    ['{\n"a": tru\n}', 2, 6, 'expected a value'],
    ['{"a": 1,\n"a": 2}', 2, 1, 'the name "a" stands twice'],
    ['{a: 1}', 1, 2, 'expected a name in double quotes'],
    ['["one\ntwo"]', 1, 2, 'the text is not closed'],
    ['[01]', 1, 2, 'is not valid JSON'],
    ['[1] 2', 1, 5, 'expected nothing more'],
    ['['.repeat(200), 1, 102, 'nested too deeply'],
  ])('%j is wrong at line %i, column %i', (text, line, column, message) => {
    let problem: unknown;
    try {
      readJson(text);
    } catch (error) {
      problem = error;
    }
    expect(problem).toBeInstanceOf(SyntaxProblem);
    expect(problem).toMatchObject({ line, column, message });
  });

  test('a name like __proto__ is only a name', () => {
    const { root } = readJson('{"__proto__": {"evil": true}}');
    expect(Object.getPrototypeOf(root)).toBe(Object.prototype);
  });
});
