import { readFileSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../src/sandbox/sandbox.js';
import { Customer, type EnvLines } from '../support/customer.js';
import { PostaciTerminal } from '../support/postaci-terminal.js';
import { QUICK } from '../support/quick-sandbox.js';

/** Each screen is a process that starts. */
const LONGEST_MS = 60_000;

/** The processes that a process has started. */
function childrenOf(id: number): readonly number[] {
  const text = readFileSync(`/proc/${id}/task/${id}/children`, 'utf8');
  return text.trim().split(' ').filter(Boolean).map(Number);
}

/** The daemon at an operator's terminal, with the processes that an operator has. */
describe('the terminal of a running daemon', () => {
  let sandbox: Sandbox;
  let customer: Customer;
  let database: EnvLines;
  const terminals: PostaciTerminal[] = [];
  const open = (args: readonly string[], environment = {}) => {
    const { path } = customer.workspace;
    const own = [...args, '--env-file', 'customer.env'];
    const terminal = new PostaciTerminal(own, path, environment);
    terminals.push(terminal);
    return terminal;
  };
  /** Shows what the screen shows of a daemon that runs. */
  const screenOf = (terminal: PostaciTerminal) =>
    terminal.until(() => terminal.showsScreen && /online/.test(terminal.text));
  const linesOf = (terminal: PostaciTerminal, what: string | RegExp) =>
    terminal.until(() => !terminal.showsScreen && terminal.text.search(what) >= 0);
  const isPaused = async () =>
    (await customer.control.status()).services.some(({ paused }) => paused);

  beforeAll(async () => {
    sandbox = await startSandbox(QUICK);
    customer = new Customer(sandbox);
    database = customer.postgres();
    customer.write('customer.env', database);
    await customer.logIn();
  });
  afterEach(async () => {
    for (const terminal of terminals.splice(0)) await terminal.close();
  });
  afterAll(async () => {
    await customer.dispose();
    await sandbox.stop();
  });

  test(
    'screen, lines, and screen again; others attach, act and leave; stopping is confirmed',
    async () => {
      // This may be a container itself.
      customer.write('customer.env', { ...database, TERMINAL: 'screen' });
      const own = open(['run']);
      await screenOf(own);
      const other = open(['attach']);
      await screenOf(other);
      expect(await isPaused()).toBe(false);
      other.press('pm');
      await other.until(/message +paused/);
      await own.until(/message +paused/);
      expect(await isPaused()).toBe(true);

      own.press('q');
      await own.until('stop the daemon');
      own.press('l');
      await linesOf(own, /The screen is closed, the daemon runs on/);
      expect(childrenOf(own.id)).toEqual([]);
      own.press('x');
      await screenOf(own);

      const [screen = 0] = childrenOf(own.id);
      process.kill(screen, 'SIGKILL');
      await linesOf(own, /The screen ended by a fault \(SIGKILL\)/);
      own.press('\r');
      await screenOf(own);

      other.press('q');
      await other.until('The daemon goes on');
      other.press('q');
      expect(await other.ended()).toBe(0);
      expect(other.showsScreen).toBe(false);
      expect(await isPaused()).toBe(true);

      own.press('q');
      await own.until('stop the daemon');
      own.press('s');
      await own.until('Really stop the daemon?');
      own.press('y');
      expect(await own.ended()).toBe(0);
      expect(own.showsScreen).toBe(false);
    },
    LONGEST_MS,
  );

  test(
    'a container starts in lines; a key opens the screen, also over a restart; SIGTERM gives the terminal back',
    async () => {
      customer.write('customer.env', database);
      const own = open(['run'], { container: 'docker' });
      await linesOf(own, /Enter or any letter opens the screen/);
      await linesOf(own, /\bready\b/);
      own.press('\r');
      await screenOf(own);
      const { startedAt } = await customer.control.status();

      await customer.control.restart();
      await own.until(() => !own.showsScreen);
      await screenOf(own);
      expect((await customer.control.status()).startedAt).toBeGreaterThan(startedAt);

      own.signal('SIGTERM');
      expect(await own.ended()).toBe(0);
      expect(own.showsScreen).toBe(false);
      expect(own.text).toContain('stopped');
    },
    LONGEST_MS,
  );

  test('without a terminal commands are lines, at the daemon and attached; the end of the input ends nothing', async () => {
    const daemon = customer.start(['run']);
    await daemon.isReady();
    daemon.types('pm');
    await daemon.says('Resumed: message.');
    expect(await isPaused()).toBe(false);

    const attached = await customer.start(['attach', '--language', 'tr'], {
      input: 's\npm\nq\nzz\n',
    }).ended;
    expect(attached).toMatchObject({ code: 0, stderr: '' });
    expect(attached.stdout).toMatch(
      /^müşteri {4}1 {3}postaci[\s\S]*\nDuraklatıldı: message\.[^\n]*\n$/,
    );
    expect(await isPaused()).toBe(true);

    daemon.types('q');
    await daemon.says('Stop the daemon?');
    daemon.types('no');
    await daemon.says('Nothing was done');
    daemon.types('q!');
    expect((await daemon.ended).code).toBe(0);

    const silent = await customer.startDaemon();
    expect(await isPaused()).toBe(true);
    silent.signal('SIGTERM');
    expect((await silent.ended).code).toBe(0);
  });
});
