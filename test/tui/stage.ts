// Shows the terminal in a process of its own, as users see it, before a scripted daemon. What the daemon does comes
// line by line from the test, over a socket; what it was asked to do goes back the same way.
import { once } from 'node:events';
import { connect } from 'node:net';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../src/core/clock.js';
import { INTERFACE_LANGUAGES } from '../../src/core/languages.js';
import { showTerminal } from '../../src/tui/show-terminal.js';
import { NOW } from './fixture.js';
import { ScriptedControl, type Stagehand } from './scripted-control.js';

const { stdin, stdout, stderr } = process;
const [path = '', ...first] = process.argv.slice(2);

/** It stands still, so that every picture is the same each time; only waiting takes a little while. */
const clock: Clock = {
  now: () => NOW,
  async sleepUntil(at, signal) {
    await delay(Math.max(0, at - NOW) / 5, undefined, signal ? { signal } : {});
  },
};

const line = connect(path);
const tell = (what: unknown) => line.write(`${JSON.stringify(what)}\n`);
let scripted = new ScriptedControl((asked) => tell({ asked }));
createInterface({ input: line }).on('line', (text) => {
  const hand = JSON.parse(text) as Stagehand;
  if (hand.print !== undefined) console.error(hand.print);
  if (hand.crash) setImmediate(() => Promise.reject(new Error('the stage collapses')));
  scripted.play(hand);
  tell({ done: true });
});

for (let options: readonly string[] | undefined = first; options; options = await nextOptions()) {
  const [role, colour, wanted] = options;
  stdout.write('\x1b[2J\x1b[Hbefore the curtain\n');
  const end = await showTerminal({
    control: scripted.control,
    clock,
    language: INTERFACE_LANGUAGES.find((one) => one === wanted) ?? 'en',
    role: role === 'owner' ? 'owner' : 'attached',
    stdin,
    stdout,
    stderr,
    colours: colour !== 'none',
  });
  stdout.write(`the end: ${end}\n`);
}
process.exit(0);

/** The terminal is as any program expects it: lines can be typed, and are seen while they are. */
async function nextOptions(): Promise<readonly string[] | undefined> {
  stdin.ref();
  const reader = createInterface({ input: stdin, terminal: false });
  const [text = ''] = (await once(reader, 'line')) as string[];
  reader.close();
  stdout.write(`heard: ${text}\n`);
  const [word, ...options] = text.split(' ');
  if (word !== 'again') return undefined;
  scripted = new ScriptedControl((asked) => tell({ asked }));
  return options;
}
