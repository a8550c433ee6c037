// Runs one command of `postaci` after another, each to its end, for `warm-postaci.ts`.
// What `bin/postaci.js` says to V8 is left out: it is about the memory of a daemon.
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { main } from '../../dist/cli/main.js';

/** Longer than a command may hold its process back when its work is done. */
const ENDS_WITHIN_MS = 10_000;
const LOOK_EVERY_MS = 5;

process.on('message', async ({ args, cwd, environment, input }) => {
  process.chdir(cwd);
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, environment);
  Object.defineProperty(process, 'stdin', { value: Readable.from([input]), configurable: true });
  process.exitCode = undefined;
  const said = { stdout: '', stderr: '' };
  const release = ['stdout', 'stderr'].map((stream) => capture(stream, said));
  const before = heldBy();
  let code = await main(args);
  const left = await untilNothingHolds(before);
  // A process of its own would not have ended.
  if (left.length > 0) {
    said.stderr += `\nthe command is done, but these keep its process: ${left.join(', ')}\n`;
    code = null;
  }
  for (const end of release) end();
  process.send({ code, signal: null, ...said });
});
// Whoever asked is gone.
process.on('disconnect', () => process.exit());
process.send('warm');

function capture(name, said) {
  const stream = process[name];
  const { write } = stream;
  stream.write = (chunk, encoding, callback) => {
    said[name] += String(chunk);
    const done = typeof encoding === 'function' ? encoding : callback;
    if (done) process.nextTick(done);
    return true;
  };
  return () => {
    stream.write = write;
    stream.removeAllListeners('error');
  };
}

/** What keeps the process from ending. */
function heldBy() {
  return process.getActiveResourcesInfo().sort();
}

async function untilNothingHolds(before) {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const left = heldBy();
    for (const kind of before) {
      const at = left.indexOf(kind);
      if (at >= 0) left.splice(at, 1);
    }
    if (left.length === 0 || waited >= ENDS_WITHIN_MS) return left;
    await setTimeout(LOOK_EVERY_MS);
  }
}
