import { describe, expect, test } from '@jest/globals';
import { parseListenAddress } from './listen-address.js';
import { parseToken } from './token.js';

describe('where to listen', () => {
  test.each([
    ['127.0.0.1:8000', { host: '127.0.0.1', port: 8000 }],
    ['0.0.0.0:80', { host: '0.0.0.0', port: 80 }],
    ['[::1]:8000', { host: '::1', port: 8000 }],
    ['localhost:65535', { host: 'localhost', port: 65_535 }],
    ['8000', { host: '127.0.0.1', port: 8000 }],
    ['Off', 'off'],
  ])('%s', (text, value) => {
    expect(parseListenAddress(text)).toEqual({ ok: true, value });
  });

  test.each([
    '',
    '127.0.0.1',
    '127.0.0.1:',
    ':8000',
    '127.0.0.1:0',
    '127.0.0.1:65536',
    '::1:8000',
    'http://a:1',
  ])('%j is no address with a port', (text) => {
    expect(parseListenAddress(text)).toMatchObject({ ok: false });
  });

  test('a name that may be another machine is refused', () => {
    expect(parseListenAddress('example.com:80')).toMatchObject({
      ok: false,
      problem: 'names "example.com", which is no address of this machine',
    });
  });
});

describe('a token', () => {
  test('of 16 characters is taken', () => {
    expect(parseToken('x'.repeat(16))).toEqual({ ok: true, value: 'x'.repeat(16) });
  });

  test.each([
    ['x'.repeat(15), 'shorter than 16'],
    [`${'x'.repeat(16)} x`, 'white space'],
  ])('%j is refused, and not repeated', (text, problem) => {
    const parsed = parseToken(text);
    expect(parsed).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
    expect(JSON.stringify(parsed)).not.toContain(text);
  });
});
