// Some tests run the command as users do: from `dist`. It must be what the sources say now.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { openShelf } from './shelf-server.js';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export default async function setup() {
  build();
  await shareServerKey();
  await openShelf();
}

/** Sandboxes of all test files have the same RSA key: a new one takes a tenth of a second and more. */
async function shareServerKey() {
  const made = join(root, 'dist', 'sandbox', 'mtproto', 'crypto', 'server-key.js');
  const { generateServerKey } = await import(pathToFileURL(made).href);
  process.env.TEST_SERVER_KEY_PEM = generateServerKey().privatePem;
}

function build() {
  const built = join(root, 'dist', 'cli', 'main.js');
  if (existsSync(built) && newestIn(join(root, 'src')) < statSync(built).mtimeMs) return;
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status, stdout } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    encoding: 'utf8',
  });
  if (status === 0) return;
  // What has wrong types is built all the same: somebody in the middle of a change may want to see it run.
  if (process.env.REQUIRE_SERVICES === '1') throw new Error(`the build fails:\n${stdout}`);
  process.stderr.write(`the types are wrong; the tests run all the same:\n${stdout}\n`);
}

function newestIn(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Math.max(
    ...files
      .filter((entry) => entry.isFile() && !entry.name.endsWith('.test.ts'))
      .map((entry) => statSync(join(entry.parentPath, entry.name)).mtimeMs),
  );
}
