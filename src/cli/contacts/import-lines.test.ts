import { expect, test } from '@jest/globals';
import { importLines } from './import-lines.js';

const counts = { added: 5, known: 4, refused: 3, duplicate: 2, invalid: 1 };
const leftOut = [
  { line: 3, result: 'invalid', value: '\u001b[2Jx', reason: 'is no id of a person' },
  { line: 4, result: 'refused', value: '', reason: 'opted out' },
] as const;

test('the end of an import counts, and shows the first rows that did not go in', () => {
  expect(importLines({ file: 'a.csv', dryRun: false, counts, leftOut })).toEqual([
    'a.csv: 5 added, 4 known, 3 refused, 2 duplicate, 1 invalid.',
    '  line 3: invalid: "?[2Jx" is no id of a person',
    '  line 4: refused: opted out',
    '  … and 4 more: --report <file> lists them all',
  ]);
});

test('a dry run says that nothing was written, and a report where it is', () => {
  expect(
    importLines({ file: 'a.csv', dryRun: true, counts, leftOut: [], report: 'bad.csv' }),
  ).toEqual([
    'a.csv would give: 5 added, 4 known, 3 refused, 2 duplicate, 1 invalid. Nothing was written.',
    '  … and 6 more',
    'All rows that did not go in: bad.csv',
  ]);
});
