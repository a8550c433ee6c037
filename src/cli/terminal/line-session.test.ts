import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { handlers, STATUS } from '../../../test/support/control-handlers.js';
import type { ControlHandlers } from '../../control/contract/control.js';
import { PostaciError } from '../../core/errors.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import { runLineMode } from './line-mode.js';
import { LineSession } from './line-session.js';

const asked: unknown[] = [];

function sessionOf(
  role: 'owner' | 'attached',
  changes: Partial<ControlHandlers> = {},
  language: InterfaceLanguage = 'en',
): LineSession {
  const control = { ...handlers(asked), ...changes };
  return new LineSession({ control, role, reader: () => ({ language, timeZone: 'UTC', now: 0 }) });
}

const saying = async (session: LineSession, line: string) =>
  (await session.answer(line)).lines.join('\n');

beforeEach(() => void asked.splice(0));

describe('line mode', () => {
  test('answers what the screen answers, in plain text', async () => {
    const session = sessionOf('attached');
    expect(await saying(session, 's')).toMatch(/^customer {3}1 {3}postaci 1\.2\.3/);
    expect(await saying(session, 'health')).toMatch(/^health {5}slow since/);
    expect(await saying(session, 'u')).toMatch(/^people {5}3 known/);
    expect(await saying(session, 'plan')).toMatch(/^when /);
    expect(await saying(session, 'sent')).toMatch(/^when +number/);
    expect(await saying(session, 't')).toMatch(/^Can \(7\): yours/);
    expect(await saying(session, 'a')).toMatch(/^41 {2}Kahve/);
    expect(await saying(session, 'l')).toMatch(/^1970-01-01 00:00:00 warn/);
    expect(await saying(session, 'o messages_per_day')).toMatch(/^MESSAGES_PER_DAY=/);
    expect(await saying(session, 'h')).toMatch(/^s .*the daemon at one glance\n/);
    expect(await saying(session, 'x')).toBe('"x" is no command: h shows what there is.');
    expect(asked).toEqual([]);
  });

  test('speaks the language of who types', async () => {
    expect(await saying(sessionOf('attached', {}, 'tr'), 's')).toMatch(/^müşteri {4}1/);
    expect(await saying(sessionOf('attached', {}, 'ru'), 'u')).toMatch(/^люди {7}известно 3/);
  });

  test('pauses what speaks, and lets go on what is paused', async () => {
    const pauses = [{ service: 'dm', since: 0, by: 'operator' }] as const;
    const services = [
      { name: 'message', state: 'running', paused: false },
      { name: 'dm', state: 'running', paused: true },
    ] as const;
    const status = async () => ({ ...STATUS, pauses, services });
    const session = sessionOf('attached', { status });
    expect(await saying(session, 'pm')).toBe('Paused: message. postaci resume message goes on.');
    expect(await saying(session, 'pd')).toBe('Resumed: dm.');
    expect(await saying(session, 'p')).toBe('Paused: all. postaci resume all goes on.');
    expect(asked).toEqual([
      ['pause', 'message'],
      ['resume', 'dm'],
      ['pause', '*'],
    ]);
  });

  test('lets all go on where each is paused, by whatever pause, as the screen does', async () => {
    const services = STATUS.services.map((service) => ({ ...service, paused: true }));
    const session = sessionOf('attached', { status: async () => ({ ...STATUS, services }) });
    expect(await saying(session, 'p')).toBe('Resumed: all.');
    expect(asked).toEqual([['resume', '*']]);
  });

  test('approves, rejects and turns the details of the log on', async () => {
    const session = sessionOf('attached');
    await session.answer('a 41');
    await session.answer('reject 42');
    await session.answer('d');
    expect(asked).toEqual([
      ['approve', 41, undefined],
      ['reject', 42, undefined],
      ['debug', true],
    ]);
  });

  test('what goes wrong is the answer, with its remedy', async () => {
    const why = () => Promise.reject(new PostaciError('USAGE', 'it is not known', 'Ask again'));
    expect(await saying(sessionOf('attached', { why }), 'w 12')).toBe(
      'it is not known\n  → Ask again\n  (USAGE)',
    );
  });
});

describe('leaving and stopping', () => {
  test('whoever is attached leaves, and nothing stops', async () => {
    expect(await sessionOf('attached').answer('q')).toEqual({ lines: [], leaves: true });
    expect(asked).toEqual([]);
  });

  test.each(['yes', 'evet', 'да', 'q!'])(
    'the owner stops the daemon by q and "%s"',
    async (yes) => {
      const session = sessionOf('owner');
      expect(await saying(session, 'q')).toMatch(/^Stop the daemon\? /);
      expect(asked).toEqual([]);
      expect(await saying(session, yes)).toBe('It stops in order.');
      expect(asked).toEqual([['stop']]);
    },
  );

  test.each(['', 'n', 'q', 's'])(
    '"%s" behind the question is no yes, and does nothing else',
    async (no) => {
      const session = sessionOf('owner');
      await session.answer('q');
      expect(await saying(session, no)).toBe('Nothing was done: the daemon runs on.');
      await session.answer('yes');
      expect(asked).toEqual([]);
    },
  );

  test('a restart is confirmed, too; q! is no answer to it but a stop', async () => {
    const session = sessionOf('attached');
    await session.answer('r');
    await session.answer('yes');
    expect(asked).toEqual([['restart']]);
  });
});

describe('lines of an input', () => {
  const run = (input: PassThrough, signal = new AbortController().signal) => {
    const output = new PassThrough();
    const reader = () => ({ language: 'en', timeZone: 'UTC', now: 0 }) as const;
    const done = runLineMode({
      ...{ control: handlers(asked), role: 'attached', reader, input, output, signal },
    });
    return { done, said: () => String(output.read() ?? '') };
  };

  test('are answered in order, until the input ends', async () => {
    const input = new PassThrough();
    const { done, said } = run(input);
    input.end('pm\r\nnonsense\nd');
    await done;
    expect(said()).toMatch(/^Paused: message.*\n"nonsense" is no command.*\nThe log is written in/);
  });

  test('an input that is empty, or breaks, is no error', async () => {
    const empty = new PassThrough();
    const first = run(empty);
    empty.end();
    await first.done;
    const broken = new PassThrough();
    const second = run(broken);
    broken.destroy(new Error('EIO'));
    await second.done;
    expect(first.said() + second.said()).toBe('');
  });

  test('nothing is read any more once it is to end', async () => {
    const ending = new AbortController();
    const input = new PassThrough();
    const { done, said } = run(input, ending.signal);
    ending.abort();
    await done;
    input.write('s\n');
    expect(said()).toBe('');
  });
});
