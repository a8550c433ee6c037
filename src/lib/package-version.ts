import { readFileSync } from 'node:fs';

let version: string | undefined;

/** postaci's own version, from its package.json; the same from `src` and from `dist`. */
export function packageVersion(): string {
  if (version === undefined) {
    const text = readFileSync(new URL('../../package.json', import.meta.url), 'utf8');
    version = (JSON.parse(text) as { version: string }).version;
  }
  return version;
}
