#!/usr/bin/env node
// Runs on any Node.js that knows modules, to say so when it is too old for the rest.
import { setFlagsFromString } from 'node:v8';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  process.stderr.write(
    `postaci: it needs Node.js 20.19 or newer, and this is ${process.versions.node}\n  → Install a newer one: https://nodejs.org\n`,
  );
  process.exit(2);
}
// Half of V8's usual memory for an idle daemon; must be said before anything is imported.
setFlagsFromString('--optimize-for-size');
// Node.js 21 and later have it; without it `pg` loads all of `fetch` to find out where it runs.
globalThis.navigator ??= { userAgent: `Node.js/${major}` };
const { main } = await import('../dist/cli/main.js');
process.exitCode = await main(process.argv.slice(2));
