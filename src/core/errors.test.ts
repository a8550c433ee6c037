import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { ERRORS, PostaciError } from './errors.js';

const document = readFileSync(join(import.meta.dirname, '../../docs/errors.md'), 'utf8');

/** `| \`CODE\` | exit code | means | remedy |` */
const rows = [...document.matchAll(/^\| `([A-Z_]+)` \| (\d+) \| (.+?) \| (.+?) \|$/gm)];

describe('docs/errors.md', () => {
  test('lists every code of the catalogue with its exit code, once and in order, and no other', () => {
    const documented = rows.map(([, code, exitCode]) => [code, Number(exitCode)]);
    expect(documented).toEqual(Object.entries(ERRORS));
  });

  test('explains every exit code', () => {
    const explained = [...document.matchAll(/^\| (\d) \| /gm)].map(([, code]) => Number(code));
    for (const exitCode of Object.values(ERRORS)) expect(explained).toContain(exitCode);
  });
});

describe('an error for people', () => {
  test('says the problem and the remedy, and knows its exit code', () => {
    const error = new PostaciError('LEASE_HELD', 'Another daemon runs', 'Stop it first');
    expect(error.message).toBe('Another daemon runs. Stop it first');
    expect(error.exitCode).toBe(4);
  });
});
