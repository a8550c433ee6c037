import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';
import type { WatchedTerminal } from './watched-terminal.js';

const folder = join(dirname(fileURLToPath(import.meta.url)), 'golden');
/** Only when goldens are written: nobody knows what to wait for then. */
const QUIET_MS = 1_500;

export const SIZES = [
  [80, 24],
  [100, 30],
  [160, 45],
] as const;

/**
 * Waits until the screen is the golden one; `UPDATE_GOLDEN=1` writes it instead.
 * @param read what of the screen is compared
 * @throws with the difference when it never is
 */
export async function expectGolden(
  terminal: WatchedTerminal,
  name: string,
  read: () => string = () => terminal.text,
): Promise<void> {
  const file = join(folder, `${name}.txt`);
  if (process.env.UPDATE_GOLDEN) {
    await delay(QUIET_MS);
    writeFileSync(file, `${read()}\n`);
    return;
  }
  const golden = existsSync(file) ? readFileSync(file, 'utf8').slice(0, -1) : '(there is none)';
  await terminal.until(() => read() === golden, 4_000).catch(() => undefined);
  expect(read()).toBe(golden);
}

/** The same view at every size. */
export async function expectGoldens(terminal: WatchedTerminal, name: string): Promise<void> {
  for (const [columns, rows] of SIZES) {
    terminal.resize(columns, rows);
    await expectGolden(terminal, `${name}.${columns}x${rows}`);
  }
}
