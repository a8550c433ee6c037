import { describe, expect, test } from '@jest/globals';
import { SETTING } from '../../../../test/support/control-handlers.js';
import { SETTINGS_WORDS } from '../../../words/settings.js';
import { cells } from '../parts/cells.js';
import { plain } from '../parts/rows.js';
import { filtered, reviewRows, settingRow } from './setting-rows.js';

const TOKEN = {
  ...SETTING,
  name: 'BOT_TOKEN',
  meaning: 'of @BotFather',
  value: '***',
  secret: true,
};

describe('the list of variables', () => {
  test('is filtered by name, value and meaning, in any letter case', () => {
    const names = (text: string) => filtered([SETTING, TOKEN], text).map(({ name }) => name);
    expect(names('per_day')).toEqual(['MESSAGES_PER_DAY']);
    expect(names('BOTFATHER')).toEqual(['BOT_TOKEN']);
    expect(names(' ')).toHaveLength(2);
    expect(names('nothing')).toEqual([]);
  });

  test.each([78, 98, 158])('fits in %i columns, with hostile and long values', (columns) => {
    const hostile = {
      ...SETTING,
      value: `\x1b[31m${'漢'.repeat(200)}`,
      change: 'restart',
    } as const;
    const row = plain(settingRow(hostile, true, SETTINGS_WORDS.ru, columns));
    expect(cells(row)).toBeLessThanOrEqual(columns);
    expect(row).not.toContain('\x1b');
    expect(row).toContain('перезапуск');
  });
});

describe('a difference', () => {
  test('shows from what to what, what waits for a restart, and what deserves a look', () => {
    const report = {
      changes: [{ name: 'TIMEZONE', from: '', to: 'Europe/Istanbul', needsRestart: true }],
      warnings: ['ACTIVE_WINDOWS is empty'],
      file: null,
    };
    expect(reviewRows(report, SETTINGS_WORDS.en, 78).map(plain)).toEqual([
      'TIMEZONE  (at the next start)',
      '  - (not set)',
      '  + Europe/Istanbul',
      '',
      '! ACTIVE_WINDOWS is empty',
    ]);
  });

  test('of nothing says so', () => {
    const rows = reviewRows({ changes: [], warnings: [], file: null }, SETTINGS_WORDS.en, 78);
    expect(rows.map(plain)).toEqual(['Nothing would change.']);
  });
});
