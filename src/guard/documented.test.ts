import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { RULE_NAMES } from '../core/guard.js';

const document = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8');

test('docs/limits.md names every rule, in the order in which they are asked', () => {
  const [table = ''] = document.slice(document.indexOf('| rule |')).split('\n\n');
  const named = [...table.matchAll(/^\| `([a-z-]+)` \|/gm)].map(([, name]) => name);
  expect(named).toEqual(RULE_NAMES);
});
