import { afterAll, describe, expect, test } from '@jest/globals';
import { Stages } from './begin.js';
import { EVENTS, HOSTILE } from './fixture.js';
import type { StageOptions, WatchedTerminal } from './watched-terminal.js';

const stages = new Stages();
let screen: WatchedTerminal;
afterAll(() => stages.close());

const UP = '\x1b[A';
const DOWN = '\x1b[B';
const PAGE_UP = '\x1b[5~';
const END = '\x1b[F';
const ESCAPE = '\x1b';

async function open(options: StageOptions = {}): Promise<void> {
  screen = await stages.open(options);
}

const selected = () => screen.rows.find((row) => row.startsWith('▸')) ?? '';

describe('the terminal, as its operator has it', () => {
  test('keys of the overview do what they say', async () => {
    await open();
    await screen.play({ events: EVENTS });
    await screen.until('BUDGET_SPENT');

    // As fingers type it: two keys in one go.
    await screen.pressUntil('pm', 'message is paused');
    await screen.pressUntil('pr', 'reply is paused');
    await screen.pressUntil('p', 'Pause or resume what?');
    await screen.pressUntil('d', 'dm is paused');
    await screen.pressUntil('p\r', 'All is paused');
    expect(screen.asked).toEqual([
      ['pause', 'message'],
      ['pause', 'reply'],
      ['pause', 'dm'],
      ['pause', '*'],
    ]);
    await screen.pressUntil('pf', 'No service has the key f');
    await screen.pressUntil('p', 'Pause or resume what?');
    await screen.pressUntil(ESCAPE, 'q leave');

    await screen.pressUntil('d', 'written in detail');
    // A Russian keyboard: the letter on the key of "d".
    await screen.pressUntil('в', () => screen.asked.length === 6);
    expect(screen.asked.slice(4)).toEqual([
      ['debug', true],
      ['debug', true],
    ]);
    await screen.pressUntil('S', 'Status report');
    await screen.pressUntil(ESCAPE, 'q leave');
    await screen.pressUntil('?', 'Keys of the overview');
    await screen.pressUntil(ESCAPE, 'q leave');
    await screen.pressUntil('u', '118');
    await screen.pressUntil(ESCAPE, 'q leave');

    await screen.pressUntil('r', 'Restart the account?');
    await screen.pressUntil('n', 'q leave');
    // A word that is pasted holds a key that asks, and the letter that answers.
    await screen.pressUntil('try', 'Restart the account?');
    expect(screen.asked).not.toContainEqual(['restart']);
    await screen.pressUntil('y', 'is restarting');
    expect(screen.asked.at(-1)).toEqual(['restart']);

    await screen.play({ refusing: true });
    await screen.pressUntil('pm', 'this is not allowed. Ask Ada.');

    expect(screen.text).toContain('BUDGET_SPENT');
    await screen.pressUntil('c', 'The events are cleared.');
    expect(screen.text).not.toContain('BUDGET_SPENT');
  });

  test('the events can be walked through, asked about, and are not run away with', async () => {
    await open();
    await screen.play({ flood: 60 });
    await screen.until('flood 60');
    await screen.pressUntil(UP, () => selected().includes('flood 60'));
    await screen.pressUntil(UP, () => selected().includes('flood 59'));
    await screen.pressUntil(PAGE_UP, () => selected().includes('flood 50'));
    const before = selected();
    await screen.play({ events: EVENTS });
    await screen.until('(End)');
    expect(selected()).toBe(before);
    expect(screen.text).not.toContain('BUDGET_SPENT');
    await screen.pressUntil(END, 'BUDGET_SPENT');
    expect(selected()).toBe('');

    // The newest event is the account's health: that is no message.
    await screen.pressUntil(UP, () => selected().includes('FLOOD_WAIT_30'));
    await screen.pressUntil('w', 'about no message');
    await screen.pressUntil(UP.repeat(5), () => selected().includes('message waits'));
    await screen.pressUntil('\r', 'Why?');
    await screen.pressUntil(ESCAPE, 'q leave');
    expect(selected()).toContain('message waits');
    await screen.pressUntil(DOWN.repeat(6), () => selected() === '');
  });

  test('two thousand events at once do not keep a key waiting, and are drawn a few times only', async () => {
    await open();
    const before = screen.frames;
    const played = screen.play({ flood: 2_000 });
    await screen.pressUntil('s', 'Status report');
    expect(screen.frames - before).toBeLessThanOrEqual(6);
    await played;
    await screen.pressUntil(ESCAPE, 'flood 2000');
    expect(screen.frames - before).toBeLessThan(20);
  });

  test('what strangers write stays in its row, and cannot steer the terminal', async () => {
    await open();
    await screen.play({ events: HOSTILE });
    await screen.until('algo');
    expect(screen.rows[0]).toMatch(/^postaci .* 14:03$/);
    const told = screen.rows.filter((row) => row.startsWith(' 14:03:07'));
    expect(told).toHaveLength(HOSTILE.length);
    expect(told[0]).toContain('?[2J?[1;1HOWNED');
    expect(told[1]).toContain('👨 TR 👍 ❤ 日本語 ağaç дерево é ok');
    expect(told[2]).toMatch(/(日本)+日?…$/);
    expect(screen.raw).not.toContain('\u202e');
    expect(screen.raw).not.toContain('OWNED \x1b');
  });

  test('while the daemon is away it says so, and goes on where it was when it is back', async () => {
    await open();
    await screen.play({ events: EVENTS });
    await screen.until('BUDGET_SPENT');
    await screen.play({ away: true });
    await screen.until('The daemon is away since');
    expect(screen.text).toContain('Ayşe Yılmaz');
    expect(screen.text).toContain('as last known');
    expect(screen.colouredText).toMatch(/\[dim\]● message {2}running/);
    await screen.pressUntil('pm', 'no daemon answers');
    // The report is of before, and says so, too.
    await screen.pressUntil('s', 'Status report');
    expect(screen.text).toMatch(/The daemon is away since .* as last known/);
    await screen.pressUntil(ESCAPE, 'q leave');
    await screen.play({ away: false });
    await screen.until(() => !screen.text.includes('is away'));
    await screen.play({ flood: 1 });
    await screen.until('flood 1');
    expect(screen.asked).toContainEqual(['events after', String(EVENTS.length)]);
  });

  test('a window may be resized at any time, and too small a one says so', async () => {
    await open();
    screen.resize(60, 20);
    await screen.until(/60×20 characters, and postaci needs 80×24/);
    screen.resize(120, 40);
    await screen.until(() => screen.rows[39]?.includes('q leave') ?? false);
    // Smaller and large again before anybody could look.
    screen.resize(80, 24);
    screen.resize(120, 40);
    await screen.until(() => screen.rows[39]?.includes('q leave') ?? false);
    expect(screen.rows[0]).toMatch(/^postaci .* 14:03$/);
  });

  test('a key draws what it changes, and not the whole screen', async () => {
    await open({ columns: 160, rows: 45 });
    await screen.play({ events: EVENTS });
    await screen.until('Can ·');
    const before = screen.raw.length;
    await screen.pressUntil('p', 'Pause or resume what?');
    expect(screen.raw.length - before).toBeLessThan(500);
    expect(before).toBeGreaterThan(3_000);
  });
});

describe('leaving', () => {
  const expectRestored = () => {
    expect(screen.isOnOtherScreen).toBe(false);
    expect(screen.text).toContain('before the curtain');
    // The cursor is seen, and long lines wrap.
    expect(screen.raw.lastIndexOf('\x1b[?25h')).toBeGreaterThan(
      screen.raw.lastIndexOf('\x1b[?25l'),
    );
    expect(screen.raw.lastIndexOf('\x1b[?7h')).toBeGreaterThan(screen.raw.lastIndexOf('\x1b[?7l'));
  };

  test('asks first; then the terminal is as it was, and what others wrote meanwhile is there', async () => {
    await open();
    await screen.play({ print: 'a library has something to say' });
    await screen.until('output');
    expect(screen.rows.filter((row) => row.includes('a library'))).toHaveLength(1);
    await screen.pressUntil('q', 'Leave the screen?');
    await screen.pressUntil('n', 'q leave');
    await screen.pressUntil('\x03', 'Leave the screen?');
    await screen.pressUntil('y', 'the end: left');
    expectRestored();
    expect(screen.text).toContain('a library has something to say');
    expect(screen.asked).toEqual([]);
    // Typed letters are seen, and a line is a line.
    await screen.pressUntil('hello\r', 'heard: hello');
    expect(screen.text).toContain('hello\nheard: hello');
    await screen.until(() => screen.exitCode === 0);
  });

  test('its owner goes back to the lines, or stops the daemon after a second question', async () => {
    await open({ role: 'owner', colour: 'none' });
    await screen.pressUntil('q', 's stop the daemon');
    await screen.pressUntil('l', 'the end: left');
    expectRestored();
    await screen.again({ role: 'owner' });
    await screen.until('14:03');
    await screen.pressUntil('qs', 'Really stop the daemon?');
    expect(screen.asked).toEqual([]);
    await screen.pressUntil('y', 'the end: stopped');
    expect(screen.asked).toEqual([['stop']]);
    expectRestored();
  });

  test('a signal leaves in order, and a crash leaves no terminal without a cursor', async () => {
    await open({ colour: 'none' });
    screen.signal('SIGTERM');
    await screen.until('the end: left');
    expectRestored();
    await screen.again({ colour: 'none' });
    await screen.until('14:03');
    await screen.play({ crash: true });
    await screen.until(() => screen.exitCode !== undefined);
    expect(screen.exitCode).toBe(1);
    // The process may end before all that it wrote is shown.
    await screen.until('the stage collapses');
    expectRestored();
  });
});
