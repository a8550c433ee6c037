import { describe, expect, test } from '@jest/globals';
import { durationArgument, portArgument, seedArgument } from './options.js';

describe('options of the command line', () => {
  test.each([
    ['30s', 30_000],
    ['30', 30_000],
    ['5m', 300_000],
    ['1.5h', 5_400_000],
    ['250ms', 250],
    ['1d', 86_400_000],
  ])('%s is %d ms', (text, ms) => {
    expect(durationArgument(text)).toBe(ms);
  });

  test.each(['', 'soon', '-3s', '0s', '5 weeks', '1e9s'])('"%s" is no duration', (text) => {
    expect(() => durationArgument(text)).toThrow('e.g. 30s');
  });

  test.each(['-1', '65536', '80a', ''])('"%s" is no port', (text) => {
    expect(() => portArgument(text)).toThrow('0 to 65535');
  });

  test('a port may be 0: any free one', () => {
    expect(portArgument('0')).toBe(0);
  });

  test('a seed is a whole number', () => {
    expect(seedArgument('-7')).toBe(-7);
    expect(() => seedArgument('1.5')).toThrow('whole number');
  });
});
