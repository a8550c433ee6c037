import { PassThrough } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import { handlers } from '../../../test/support/control-handlers.js';
import { silentLogger } from '../../../test/support/silent-logger.js';
import { VirtualClock } from '../../lib/virtual-clock.js';
import { ConsoleGate } from './console-gate.js';
import { DaemonTerminal } from './daemon-terminal.js';
import type { TerminalUse } from './decide.js';
import type { ScreenEnd } from './screen-child.js';

/** A terminal's keys, and whether they come as they are pressed. */
class Keys extends PassThrough {
  readonly isTTY = true;
  raw = false;

  setRawMode(raw: boolean): void {
    this.raw = raw;
  }
}

/** A daemon's terminal whose screen does what the test says. */
function stage(use: TerminalUse) {
  const input = new Keys();
  const output = new PassThrough();
  const log = new PassThrough();
  const logged: string[] = [];
  const asked: unknown[] = [];
  const gate = new ConsoleGate(log);
  const opened: ((end: ScreenEnd) => void)[] = [];
  const waiting: (() => void)[] = [];
  let interrupts = 0;
  const terminal = new DaemonTerminal({
    ...{ use, input, output, gate, language: 'en', timeZone: 'UTC' },
    clock: new VirtualClock(0),
    showScreen: (signal) =>
      new Promise((resolve) => {
        opened.push(resolve);
        signal.addEventListener('abort', () => resolve({ kind: 'left' }), { once: true });
        for (const tell of waiting.splice(0)) tell();
      }),
    interrupt: () => {
      interrupts++;
      for (const tell of waiting.splice(0)) tell();
    },
  });
  const logger = { ...silentLogger, info: (text: string) => void logged.push(text) };
  return {
    ...{ input, output, log, logged, asked, gate, opened },
    attend: () => terminal.attend({ control: handlers(asked), logger }),
    interrupts: () => interrupts,
    /** Resolves when a screen was opened, or Ctrl-C was passed on. */
    somethingHappens: () => new Promise<void>((resolve) => waiting.push(resolve)),
    /** Resolves with what is written to the terminal next. */
    written: async () => String(output.read() ?? (await nextOf(output))),
  };
}

function nextOf(stream: PassThrough): Promise<unknown> {
  return new Promise((resolve) => stream.once('readable', () => resolve(stream.read())));
}

describe("the daemon's terminal", () => {
  test('shows the screen at once; left, lines go out again and a key opens it anew', async () => {
    const { attend, opened, input, gate, log, written, somethingHappens } = stage('screen');
    const leave = attend();
    expect(opened).toHaveLength(1);
    expect(input.raw).toBe(true);
    gate.write('behind the screen\n');
    opened[0]?.({ kind: 'left' });
    expect(await written()).toBe(
      'The screen is closed, the daemon runs on (lines in the log meanwhile: 1).\nEnter or any letter opens the screen; Ctrl-C stops the daemon.\n',
    );
    gate.write('in front of it\n');
    expect(String(log.read())).toBe('in front of it\n');

    const again = somethingHappens();
    input.write('\u001b[A');
    input.write('x');
    await again;
    expect(opened).toHaveLength(2);
    await leave();
    expect(input.raw).toBe(false);
  });

  test('in a container waits for a key, and says so once', async () => {
    const { attend, opened, input, logged, somethingHappens } = stage('keys');
    const leave = attend();
    expect(opened).toHaveLength(0);
    const opening = somethingHappens();
    input.write('\r');
    await opening;
    await leave();
    await attend()();
    expect(logged).toEqual(['Enter or any letter opens the screen; Ctrl-C stops the daemon.']);
  });

  test('Ctrl-C still means to stop, while keys come as they are pressed', async () => {
    const { attend, input, interrupts, opened, somethingHappens } = stage('keys');
    const leave = attend();
    const passed = somethingHappens();
    input.write('\u0003');
    await passed;
    expect([interrupts(), opened.length]).toEqual([1, 0]);
    await leave();
  });

  test('a screen that fails leaves the daemon its lines, and is not opened again by itself', async () => {
    const { attend, opened, written } = stage('screen');
    const leave = attend();
    opened[0]?.({ kind: 'fault', how: 'SIGKILL' });
    expect(await written()).toMatch(
      /^The screen ended by a fault \(SIGKILL\); the daemon runs on\.\n/,
    );
    expect(opened).toHaveLength(1);
    await leave();
  });

  test('the screen ends with a daemon, and is there again for the next one', async () => {
    const { attend, opened, gate, log, output } = stage('screen');
    await attend()();
    gate.write('stopping\n');
    expect([String(log.read()), output.read()]).toEqual(['stopping\n', null]);
    const leave = attend();
    expect(opened).toHaveLength(2);
    await leave();
  });

  test('that is used for lines answers what is typed, and stays the daemon’s after its end', async () => {
    const { attend, input, written, asked, logged } = stage('lines');
    const leave = attend();
    input.write('pm\n');
    expect(await written()).toMatch(/^Paused: message\./);
    input.end();
    await leave();
    expect(asked).toEqual([['pause', 'message']]);
    expect(logged).toEqual([expect.stringMatching(/^Commands are typed here/)]);
    expect(input.raw).toBe(false);
  });

  test('that is nobody’s is neither read nor set', async () => {
    const { attend, input, opened } = stage('none');
    const leave = attend();
    input.write('s\n');
    await leave();
    expect([opened.length, input.raw, input.readableFlowing]).toEqual([0, false, null]);
  });
});
