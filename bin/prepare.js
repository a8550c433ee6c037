// Runs after `npm ci` in a checkout: builds, and puts `postaci` where `npx postaci` finds it, so that
// nobody has to know of a build step. Does nothing where the package was installed already built.
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
if (existsSync(compiler) && existsSync(join(root, 'src'))) {
  const built = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (built.status !== 0) process.exit(built.status ?? 1);

  const commands = join(root, 'node_modules', '.bin');
  mkdirSync(commands, { recursive: true });
  chmodSync(join(root, 'bin', 'postaci.js'), 0o755);
  if (process.platform !== 'win32') {
    rmSync(join(commands, 'postaci'), { force: true });
    symlinkSync(join('..', '..', 'bin', 'postaci.js'), join(commands, 'postaci'));
  }
}
