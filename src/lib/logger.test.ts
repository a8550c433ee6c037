import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Fault } from '../core/faults.js';
import { createLogger, type LoggerOptions } from './logger.js';
import { secret } from './secret.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'postaci-log-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function open(
  options: LoggerOptions & { directory?: string; json?: boolean; secrets?: string[] } = {},
) {
  const { directory = join(folder, 'logs'), json = false, secrets = [], ...rest } = options;
  const console = new PassThrough();
  const opened = createLogger(
    { level: 'info', directory, console: json ? 'json' : 'text' },
    secrets.map(secret),
    { console, now: () => Date.UTC(2026, 0, 2, 3, 4, 5, 6), ...rest },
  );
  const shown = () => console.read()?.toString() ?? '';
  return { ...opened, shown, stream: console };
}

const fileLines = (name = 'bot.log') =>
  readFileSync(join(folder, 'logs', name), 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('the logger', () => {
  test('writes a line for people to the console and JSON to bot.log', () => {
    const { logger, shown, close } = open();
    logger.child({ service: 'message' }).info('sent', { peer: -1001, text: 'two words' });
    close();
    expect(shown()).toBe('03:04:05.006 INFO  sent service=message peer=-1001 text="two words"\n');
    expect(fileLines()).toEqual([
      {
        time: '2026-01-02T03:04:05.006Z',
        level: 'info',
        message: 'sent',
        service: 'message',
        peer: -1001,
        text: 'two words',
      },
    ]);
  });

  test('writes JSON to the console when asked to', () => {
    const { logger, shown, close } = open({ json: true });
    logger.warn('careful', { count: 2n });
    close();
    expect(JSON.parse(shown())).toMatchObject({ level: 'warn', message: 'careful', count: '2' });
  });

  test('tells who asked for it of errors, masked; one that throws does no harm', () => {
    const faults: Fault[] = [];
    const onFault = (fault: Fault) => {
      faults.push(fault);
      throw new Error('the reporter is broken');
    };
    const { logger, shown, close } = open({ secrets: ['hunter2-hunter2'], onFault });
    const cause = Object.assign(new Error('no hunter2-hunter2'), { code: 'ECONNRESET' });
    const error = new TypeError('it broke', { cause });
    logger.child({ part: 'sender' }).error('sending failed', { error, peer: 7 });
    logger.error('without an error', { reason: 'none' });
    logger.warn('a warning', { error });
    close();
    expect(faults).toEqual([
      {
        at: Date.UTC(2026, 0, 2, 3, 4, 5, 6),
        message: 'sending failed',
        error: {
          name: 'TypeError',
          message: 'it broke',
          stack: expect.stringContaining('logger.test'),
          cause: {
            name: 'Error',
            message: 'no ***',
            stack: expect.not.stringContaining('hunter2'),
            code: 'ECONNRESET',
          },
        },
        fields: { part: 'sender', peer: 7 },
      },
    ]);
    expect(shown()).toContain('sending failed');
  });

  test('leaves out what is below its level', () => {
    const { logger, shown, close } = open();
    logger.debug('detail');
    close();
    expect(shown()).toBe('');
  });

  test('masks known secrets, shapes of secrets and phone numbers in messages, fields and errors', () => {
    const { logger, shown, close } = open({ secrets: ['hunter2-hunter2', 'p@ss/word!'] });
    const session = `1${'Ab9_'.repeat(90)}`;
    const cause = new Error('postgresql://bot:opensesame@db/x refused');
    const error = Object.assign(new Error('login of +90 555 123 45 67 failed', { cause }), {
      token: 'abcdefgh',
    });
    logger.error(`with hunter2-hunter2 and ${session}`, {
      error,
      url: 'redis://:sesame@host/0',
      bot: '123456789:AAEhBP0av28fEXAMPLE-abcdefghijklmno',
      deep: { list: ['p%40ss%2Fword!', { apiHash: 'abcdef1234567890abcdef1234567890' }] },
    });
    close();
    for (const text of [shown(), readFileSync(join(folder, 'logs', 'bot.log'), 'utf8')]) {
      for (const hidden of [
        'hunter2',
        'Ab9_',
        'sesame',
        '5551234',
        '555 123',
        'abcdefgh',
        'AAEh',
        'ss%2F',
        'abcdef12',
      ]) {
        expect(text).not.toContain(hidden);
      }
      expect(text).toContain('+90********67');
      expect(text).toContain('postgresql://bot:***@db/x refused');
    }
  });

  test('is safe with cycles, throwing getters, and things too deep or too long', () => {
    const { logger, shown, close } = open({ json: true });
    const ring: Record<string, unknown> = { name: 'ring' };
    ring.self = ring;
    const shared = { one: 1 };
    const deep = JSON.parse(`${'{"a":'.repeat(50)}1${'}'.repeat(50)}`);
    const trap = Object.defineProperty({ fine: 1 }, 'trap', {
      enumerable: true,
      get: () => {
        throw new Error('no');
      },
    });
    logger.info('odd', { ring, deep, both: [shared, shared], long: 'x'.repeat(20_000) });
    logger.info('trap', trap);
    close();
    const [odd, second] = shown()
      .trim()
      .split('\n')
      .map((line: string) => JSON.parse(line));
    expect(odd.ring).toEqual({ name: 'ring', self: '[circular]' });
    expect(JSON.stringify(odd.deep)).toContain('[deeper]');
    expect(odd.both).toEqual([{ one: 1 }, { one: 1 }]);
    expect(odd.long).toMatch(/^x{8000}… \(20000 characters\)$/);
    expect(second).toMatchObject({ fine: 1, trap: '[unreadable]' });
  });

  test('lets no stranger end a line or steer the terminal', () => {
    const { logger, shown, close } = open();
    logger.info('heard', { text: 'a\n12:00:00.000 ERROR forged \u001b[2J' });
    logger.info('two\nlines');
    close();
    expect(shown().trim().split('\n')).toHaveLength(2);
  });

  test('a field can overwrite neither time, level nor message', () => {
    const { logger, close } = open();
    logger.info('true', { message: 'false', level: 'x' });
    close();
    expect(fileLines()[0]).toMatchObject({ message: 'true', message_: 'false', level: 'info' });
  });

  test('sets a full file aside and keeps no more than it should', () => {
    const { logger, close } = open({ maxBytes: 1_000, maxFiles: 3 });
    for (let index = 0; index < 60; index++) logger.info(`line ${index}`);
    close();
    expect(readdirSync(join(folder, 'logs')).sort()).toEqual(['bot.1.log', 'bot.2.log', 'bot.log']);
    const kept = ['bot.2.log', 'bot.1.log', 'bot.log'].flatMap((name) => fileLines(name));
    const numbers = kept.map(({ message }) => Number(message.slice(5)));
    expect(numbers.at(-1)).toBe(59);
    expect(numbers).toEqual(numbers.map((_, index) => (numbers[0] ?? 0) + index));
  });

  test('goes on with the console, and says so once, when the folder cannot be made', () => {
    writeFileSync(join(folder, 'logs'), 'a file, not a folder');
    const { logger, shown, close } = open();
    logger.info('one');
    logger.info('two');
    close();
    const lines = shown().trim().split('\n');
    expect(lines.map((line: string) => line.slice(13))).toEqual([
      'INFO  one',
      expect.stringMatching(/^WARN {2}the log file cannot be written path=.*bot\.log reason="/),
      'INFO  two',
    ]);
  });

  test('survives a full disk, and writes again when there is room', () => {
    const logs = join(folder, 'logs');
    const first = open();
    first.logger.info('makes the folder');
    first.close();
    rmSync(join(logs, 'bot.log'));
    symlinkSync('/dev/full', join(logs, 'bot.log'));
    let now = 1_000_000;
    const { logger, shown, close } = open({ now: () => now });
    for (let index = 0; index < 1_000; index++) logger.info('into the void');
    expect(shown().match(/the log file cannot be written/g)).toHaveLength(1);
    rmSync(join(logs, 'bot.log'));
    now += 60_000;
    logger.info('back again');
    close();
    expect(fileLines().map(({ message }) => message)).toEqual(['back again']);
  });

  test('a console that went away does no harm', async () => {
    const { logger, stream, close } = open();
    stream.destroy(new Error('EPIPE'));
    await new Promise((resolve) => stream.once('close', resolve));
    logger.info('to the file only');
    close();
    expect(fileLines()).toHaveLength(1);
  });

  test('after close it only writes to the console', () => {
    const { logger, shown, close } = open();
    close();
    logger.info('late');
    expect(shown()).toContain('late');
    expect(readdirSync(folder)).toEqual([]);
  });
});
