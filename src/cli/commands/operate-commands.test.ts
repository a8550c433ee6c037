import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { handlers, SETTING } from '../../../test/support/control-handlers.js';
import { PostaciProcess } from '../../../test/support/postaci-process.js';
import { WarmPostaci } from '../../../test/support/warm-postaci.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { serveControl } from '../../control/server.js';
import { createEventBus } from '../../lib/event-bus.js';
import { systemClock } from '../../lib/system-clock.js';

const ENV = `CUSTOMER_ID=1
API_ID=12345
API_HASH=0123456789abcdef0123456789abcdef
PHONE_NUMBER=+9996620001
GROUP_LINKS=grup1
TIMEZONE=Europe/Istanbul
INTERFACE_LANGUAGE=ru
`;

const LOG = `${JSON.stringify({ time: '2026-05-01T09:00:00.000Z', level: 'warn', message: 'FLOOD_WAIT', code: 'X' })}
${JSON.stringify({ time: '2026-05-01T10:00:00.000Z', level: 'info', message: 'ready' })}
`;

/** The command as an operator runs it; the daemon that it finds writes down what it is asked. */
describe('commands that operate the daemon', () => {
  const asked: unknown[] = [];
  const events = createEventBus();
  const workspace = makeWorkspace({ 'customer.env': ENV, 'logs/customer1/bot.log': LOG });
  const postaci = new WarmPostaci(workspace.path);
  let stop = async () => {};
  beforeAll(async () => {
    const socketPath = join(workspace.path, 'data', 'customer1', 'control.sock');
    stop = await serveControl({
      ...{ socketPath, events, clock: systemClock },
      handlers: handlers(asked),
    });
  });
  afterAll(async () => {
    await postaci.stop();
    await stop();
    workspace.remove();
  });
  beforeEach(() => void asked.splice(0));

  const run = (...args: string[]) => postaci.run([...args, '--env-file', 'customer.env']);

  test('settings, limits and places are shown, and changed as they are written', async () => {
    const [list, get, none] = await Promise.all([
      run('settings', '--json'),
      run('settings', 'get', 'MESSAGES_PER_DAY'),
      run('settings', 'get', 'MESSAGE_PER_DAY'),
    ]);
    expect(JSON.parse(list.stdout)).toEqual([SETTING]);
    expect(get.stdout).toMatch(/^MESSAGES_PER_DAY=40\n.*\n {2}from envs\/customer1\.env:3;/);
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/no variable MESSAGE_PER/),
    });
    const set = await run('settings', 'set', 'A=1=2', 'B=', '--dry-run');
    expect(set.stdout).toBe('MESSAGES_PER_DAY: 40 → 30\nNothing was written.\n');
    await run('settings', 'unset', 'A', 'B');
    const limits = await run('limits', 'set', 'messages-per-day=30', 'messages-per-hour=none');
    expect(limits.stdout).toMatch(/Written to data\/customer1\/config\.json\.\n$/);
    expect(await run('limits', 'set', 'speed=9')).toMatchObject({ code: 2 });
    await run('allowlist', 'add', '@grup4', '-1001', '--channel');
    expect(asked).toEqual([
      ['settings', { values: { A: '1=2', B: '' }, dryRun: true }],
      ['settings', { values: { A: null, B: null }, dryRun: false }],
      ['limits', { messagesPerDay: 30, messagesPerHour: null, dryRun: false }],
      ['allowlist', { addChannels: ['@grup4', '-1001'], dryRun: false }],
    ]);
  });

  test('the daemon is told what to do, in the language of its customer', async () => {
    expect((await run('pause', 'dm')).stdout).toBe('На паузе: dm. Продолжить: postaci resume dm\n');
    expect((await run('resume', '--language', 'tr')).stdout).toBe('Devam ediyor: hepsi.\n');
    expect((await run('thaw')).stdout).toMatch(/not frozen\nlifted {5}3 PEER_FLOOD\n$/);
    await Promise.all([run('debug', 'on'), run('reload'), run('restart'), run('stop')]);
    expect(asked).toEqual(
      expect.arrayContaining([
        ['pause', 'dm'],
        ['thaw'],
        ['debug', true],
        ['reload'],
        ['restart'],
        ['stop'],
      ]),
    );
    expect(await run('ready')).toMatchObject({ code: 0, stdout: 'ready\n' });
    expect((await run('metrics')).stdout).toMatch(/^# HELP postaci_up/);
  });

  test('why asks about numbers, chats and people; --json has the decisions', async () => {
    const { stdout } = await run('why', '@ada', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ sentences: expect.any(Array) });
    expect(await run('why', '12', '--to', '7')).toMatchObject({ code: 2, stdout: '' });
  });

  test('events are told until the one who reads them is gone', async () => {
    const watching = new PostaciProcess(['events', '--env-file', 'customer.env'], workspace.path);
    const beat = setInterval(() => {
      events.publish({ type: 'connection', at: 0, state: 'online' });
    }, 50);
    try {
      await watching.says('telegram   online');
      watching.stopReading();
      expect((await watching.ended).code).toBe(0);
    } finally {
      clearInterval(beat);
    }
  });

  test('the log is read without a daemon, in the customer’s time', async () => {
    const [flood, info] = await Promise.all([
      run('log', '--search', 'flood', '--level', 'warn'),
      run('log', '--since', '2026-05-01T12:30', '--json'),
    ]);
    expect(flood.stdout).toBe('2026-05-01 12:00:00 warn  FLOOD_WAIT code=X\n');
    expect(JSON.parse(info.stdout)).toMatchObject({ message: 'ready' });
    expect(await run('log', '--since', 'yesterday')).toMatchObject({ code: 2, stdout: '' });
  });
});
