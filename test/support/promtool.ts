import { execFileSync, spawnSync } from 'node:child_process';
import { describe } from '@jest/globals';

const found = spawnSync('promtool', ['--version']).status === 0;

/** Runs a suite that asks Prometheus' own tool, where it is installed (Debian: `prometheus`). */
export function describePromtool(name: string, suite: () => void): void {
  if (found) describe(name, suite);
  else describe.skip(`${name} (promtool is not installed)`, suite);
}

/** Asks promtool. @throws with what it says when it finds anything wrong */
export function promtool(args: readonly string[], input = ''): string {
  return execFileSync('promtool', args, { input, encoding: 'utf8', stdio: 'pipe' });
}
