import { describe, expect, test } from '@jest/globals';
import type { HttpSettings } from '../../core/config.js';
import { secret } from '../../lib/secret.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { createGuard } from './guard.js';

const TOKEN = 'correct-horse-battery-staple';
const RIGHT = `Bearer ${TOKEN}`;
const WRONG = 'Bearer wrong-horse-battery-staple';

function gate(settings: Partial<HttpSettings> = {}) {
  const clock = new VirtualClock(1_000_000);
  const guard = createGuard(
    { host: '0.0.0.0', port: 8000, token: secret(TOKEN), metricsOpen: false, ...settings },
    clock,
  );
  const ask = (authorization?: string, address = '192.0.2.1') =>
    guard({ address, host: 'postaci.example', origin: undefined, authorization }, 'token');
  const guess = (times: number, address?: string) => {
    for (let guesses = 0; guesses < times; guesses++) ask(WRONG, address);
  };
  const from = (host?: string, origin?: string) =>
    guard({ address: '127.0.0.1', host, origin, authorization: RIGHT }, 'token')?.status ?? 200;
  return { clock, guard, ask, guess, from };
}

describe('whoever guesses', () => {
  test('is locked out after ten wrong tokens, and told for how long', () => {
    const { ask, guess } = gate();
    guess(9);
    expect(ask(WRONG)?.status).toBe(401);
    expect(ask(WRONG)).toMatchObject({ status: 429, headers: { 'retry-after': '60' } });
    expect(ask()?.status).toBe(429);
  });

  test('is refused with the right token, too, until the minute is over', async () => {
    const { ask, guess, clock } = gate();
    guess(10);
    expect(ask(RIGHT)?.status).toBe(429);
    await clock.run(clock.now() + 59_001);
    expect(ask(RIGHT)).toMatchObject({ status: 429, headers: { 'retry-after': '1' } });
    await clock.run(clock.now() + 999);
    expect(ask(RIGHT)).toBeUndefined();
  });

  test('does not lengthen the lock-out by going on', async () => {
    const { ask, guess, clock } = gate();
    guess(10);
    await clock.run(clock.now() + 30_000);
    guess(50);
    await clock.run(clock.now() + 30_000);
    expect(ask(RIGHT)).toBeUndefined();
  });

  test('may be wrong nine times a minute, and the right token does not wipe that out', async () => {
    const { ask, guess, clock } = gate();
    guess(9);
    expect(ask(RIGHT)).toBeUndefined();
    guess(1);
    expect(ask(RIGHT)?.status).toBe(429);
    await clock.run(clock.now() + 60_000);
    guess(9);
    await clock.run(clock.now() + 60_000);
    guess(9);
    expect(ask(RIGHT)).toBeUndefined();
  });

  test('locks out nobody else', () => {
    const { ask, guess } = gate();
    guess(10);
    expect(ask(RIGHT, '192.0.2.2')).toBeUndefined();
  });

  test('is not whoever sends no token', () => {
    const { ask } = gate();
    for (let asked = 0; asked < 50; asked++) expect(ask()?.status).toBe(401);
    expect(ask(RIGHT)).toBeUndefined();
  });

  test('is asked nothing for what is open', () => {
    const { guard, guess } = gate({ metricsOpen: true });
    guess(10);
    const caller = { address: '192.0.2.1', host: 'x', origin: undefined, authorization: WRONG };
    expect(guard(caller, 'open')).toBeUndefined();
    expect(guard(caller, 'metrics')).toBeUndefined();
    expect(gate({ metricsOpen: false }).guard(caller, 'metrics')?.status).toBe(401);
  });

  test('fills a bounded table only', () => {
    const { ask, guess } = gate();
    guess(10, '192.0.2.9');
    for (let other = 0; other < 999; other++) guess(1, `198.51.100.${other}`);
    expect(ask(RIGHT, '192.0.2.9')?.status).toBe(429);
    guess(1, '203.0.113.1');
    expect(ask(RIGHT, '192.0.2.9')).toBeUndefined();
  });
});

describe('on a loopback address', () => {
  const { from } = gate({ host: '127.0.0.1' });

  test.each(['localhost', 'LocalHost:8000', '127.0.0.1:8000', '127.8.8.8', '[::1]:8000', '[::1]'])(
    'Host %s is this machine',
    (host) => {
      expect(from(host)).toBe(200);
    },
  );

  test.each([
    undefined,
    '',
    'postaci.example',
    'localhost.postaci.example',
    '127.0.0.1.postaci.example',
    'x@127.0.0.1',
    '192.0.2.1:8000',
    '[::1].example',
    '127.0.0.1:8000, postaci.example',
    '::1',
    '0.0.0.0',
  ])('Host %s is another', (host) => {
    expect(from(host)).toBe(421);
  });

  test.each([
    ['http://localhost:3000', 200],
    ['https://127.0.0.1', 200],
    ['http://[::1]:8000', 200],
    ['https://postaci.example', 403],
    ['http://localhost.postaci.example', 403],
    ['null', 403],
    ['', 403],
  ])('a page of %s is told %d', (origin, status) => {
    expect(from('localhost:8000', origin)).toBe(status);
  });

  test.each(['localhost', '::1', '127.0.0.2'])('that is what %s is', (host) => {
    expect(gate({ host }).from('postaci.example')).toBe(421);
  });

  test.each(['0.0.0.0', '::', '192.0.2.1'])('it is not what %s is', (host) => {
    expect(gate({ host }).from('postaci.example')).toBe(200);
  });
});
