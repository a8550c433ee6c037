import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseEnv } from './env-file.js';
import { ProblemList } from './problems.js';

function read(text: string) {
  const problems = new ProblemList();
  const warnings: string[] = [];
  const entries = parseEnv(text, 'a.env', problems, warnings);
  return {
    values: Object.fromEntries(entries.map(({ name, text }) => [name, text])),
    entries,
    problems,
    warnings,
  };
}

describe('an env file', () => {
  test.each([
    ['a remark after white space', 'A=1 # one', { A: '1' }],
    ['a # that belongs to the value', 'A=1#one', { A: '1#one' }],
    ['a value that begins with #', 'A=#one', { A: '#one' }],
    ['a remark and no value', 'A= # one', { A: '' }],
    ['spaces around the equals sign', 'A = 1', { A: '1' }],
    ['a value with spaces', 'A=one two', { A: 'one two' }],
    ['a value with an equals sign', 'A=b=c', { A: 'b=c' }],
    ['double quotes and a remark', 'A="one # two" # three', { A: 'one # two' }],
    ['escapes within double quotes', 'A="a\\nb\\"c\\\\d"', { A: 'a\nb"c\\d' }],
    ['nothing is escaped within single quotes', "A='a\\nb'", { A: 'a\\nb' }],
    ['a value over several lines', 'A="one\ntwo"\nB=3', { A: 'one\ntwo', B: '3' }],
    ['export', 'export A=1', { A: '1' }],
    [
      'several known variables on a line',
      'env API_ID=1 API_HASH=x # y',
      { API_ID: '1', API_HASH: 'x' },
    ],
    ['known variables behind a quoted value', 'A="1" API_ID=2', { A: '1', API_ID: '2' }],
    ['an unknown small word before an equals sign', 'A=say b=c', { A: 'say b=c' }],
    ['carriage returns and a byte order mark', '\uFEFFA=1\r\nB=2\r\n', { A: '1', B: '2' }],
    ['remarks and blank lines', '\n# A=1\n  # B=2\nC=3', { C: '3' }],
    ['an assignment that was taken out', 'A=1 #API_ID=2', { A: '1' }],
  ])('%s', (_, text, values) => {
    const result = read(text);
    expect(result.values).toEqual(values);
    expect(() => result.problems.throwIfAny()).not.toThrow();
    expect(result.warnings).toEqual([]);
  });

  test('a line keeps its number behind a value over several lines', () => {
    expect(read('A="one\ntwo\nthree"\nB=2').entries.map(({ line }) => line)).toEqual([1, 4]);
  });

  test('a variable inside a remark does not count when it has a line of its own', () => {
    const { values, warnings } = read('A=1 # was API_ID=2\nAPI_ID=3');
    expect(values).toEqual({ A: '1', API_ID: '3' });
    expect(warnings).toEqual([]);
  });

  test('no more than a word of a line that assigns nothing is shown: it may be half a secret', () => {
    const { problems } = read(`1${'AbCd'.repeat(90)}`);
    expect(() => problems.throwIfAny()).toThrow(/`1AbCdAbCdAbCdAbCdAbC`/);
  });

  test('whatever stands in double quotes comes out as it went in', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        const clean = value.replace(/\r/g, '');
        const quoted = clean.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n');
        expect(read(`A="${quoted}"`).values).toEqual({ A: clean });
      }),
    );
  });

  test('any text at all is read or named, never thrown at', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void read(text)));
  });
});
