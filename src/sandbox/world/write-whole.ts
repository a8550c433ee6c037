import { renameSync, writeFileSync } from 'node:fs';

/** Writes a private file so that a crash leaves the old or the new one, never a part. */
export function writeWhole(path: string, text: string): void {
  writeFileSync(`${path}.new`, text, { mode: 0o600 });
  renameSync(`${path}.new`, path);
}
