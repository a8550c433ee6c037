import { describe, expect, test } from '@jest/globals';
import { secret } from '../../../lib/secret.js';
import { routeOf } from './route.js';

const mtproxy = (text: string) =>
  ({ proxy: { type: 'mtproxy', host: 'proxy', port: 443, secret: secret(text) } }) as const;
const HEX = '0123456789abcdef0123456789abcdef';

describe('the way to Telegram', () => {
  test('is direct without a proxy', () => expect(routeOf({})).toEqual({}));

  test('leads through SOCKS5', () => {
    const proxy = { type: 'socks5', host: 'proxy', port: 1_080 } as const;
    expect(routeOf({ proxy })).toEqual({ socks: proxy });
  });

  test.each([
    [HEX, HEX],
    [`dd${HEX}`, `dd${HEX}`],
    [Buffer.from(`dd${HEX}`, 'hex').toString('base64url'), `dd${HEX}`],
  ])('leads through an MTProxy with secret %s', (text, hex) => {
    expect(routeOf(mtproxy(text))).toEqual({
      mtproxy: { host: 'proxy', port: 443, secret: hex },
    });
  });

  test.each([
    [`ee${HEX}676f6f676c652e636f6d`, 'fake TLS'],
    [Buffer.from(`ee${HEX}676f6f676c652e636f6d`, 'hex').toString('base64url'), 'fake TLS'],
    ['abc', 'malformed'],
    [HEX.slice(2), 'malformed'],
  ])('a secret like %s is refused with the reason, and not quoted', (text, problem) => {
    const act = () => routeOf(mtproxy(text));
    expect(act).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    expect(act).toThrow(problem);
    expect(act).not.toThrow(text);
  });
});
