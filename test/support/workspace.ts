import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** A folder of its own for one test, with files in it. */
export interface Workspace {
  /** Absolute. */
  readonly path: string;
  /** Writes files by their path in the folder. */
  write(files: Readonly<Record<string, string | Uint8Array>>): void;
  remove(): void;
}

export function makeWorkspace(
  files: Readonly<Record<string, string | Uint8Array>> = {},
): Workspace {
  const path = mkdtempSync(join(tmpdir(), 'postaci-'));
  const write: Workspace['write'] = (more) => {
    for (const [name, text] of Object.entries(more)) {
      mkdirSync(dirname(join(path, name)), { recursive: true });
      writeFileSync(join(path, name), text);
    }
  };
  write(files);
  return { path, write, remove: () => rmSync(path, { recursive: true, force: true }) };
}
