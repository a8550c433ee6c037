import { describe, expect, test } from '@jest/globals';
import { readHeader } from './columns.js';
import { readRow } from './contact-row.js';

const reading = {
  columns: readHeader(['id', 'username', 'consented_at', 'language', 'note'], 'a.csv:1'),
  now: Date.UTC(2026, 4, 1),
  timeZone: 'UTC',
};
const read = (...cells: string[]) => readRow({ line: 7, cells }, reading);

describe('a row of a list', () => {
  test('names a person by id', () => {
    expect(read('4503599627370495', '', '2026-03-01', 'TR', 'x')).toEqual({
      contact: {
        line: 7,
        who: { id: 4503599627370495 },
        consentedAt: Date.UTC(2026, 2, 1),
        language: 'tr',
      },
      written: '4503599627370495',
      keys: [4503599627370495],
    });
  });

  test.each(['can_yilmaz', '@Can_Yilmaz', 'https://t.me/can_yilmaz', 't.me/can_yilmaz/'])(
    'names a person by username: %s',
    (written) => {
      expect(read('', written, '', 'en-GB', '')).toEqual({
        contact: { line: 7, who: { username: 'can_yilmaz' }, language: 'en' },
        written,
        keys: ['can_yilmaz'],
      });
    },
  );

  test('that names both goes by the id, and is the same person under either', () => {
    expect(read('7', '@Can_1', '', '', '')).toMatchObject({
      contact: { who: { id: 7 } },
      keys: [7, 'can_1'],
    });
  });

  test.each([
    [['', '', '', '', 'x'], '', /names nobody/],
    [['-1001234567890', '', '', '', ''], '-1001234567890', /group or a channel/],
    [['5,12E+09', '', '', '', ''], '5,12E+09', /spreadsheet has rounded/],
    [['007', '', '', '', ''], '007', /no id of a person/],
    [['4503599627370496', '', '', '', ''], '4503599627370496', /no id of a person/],
    [['0', '', '', '', ''], '0', /no id of a person/],
    [['777000', '', '', '', ''], '777000', /Telegram's own/],
    [['', '@SpamBot', '', '', ''], '@SpamBot', /Telegram's own/],
    [['', 'can', '', '', ''], 'can', /no username/],
    [['', 'can__y', '', '', ''], 'can__y', /no username/],
    [['', 'Şükrü', '', '', ''], 'Şükrü', /no username/],
    [['', 't.me/+AbCdEfGhIj', '', '', ''], 't.me/+AbCdEfGhIj', /no username/],
    [['', '+90 555 000 00 00', '', '', ''], '+90 555 000 00 00', /never looked up by phone/],
    [['', '5550001', '', '', ''], '5550001', /belongs into the column id/],
    [['7', '!', '', '', ''], '!', /no username/],
    [['7', '', '2026-05-02', '', ''], '2026-05-02', /consented_at lies in the future/],
    [['7', '', '1.3.2026', '', ''], '1.3.2026', /consented_at is no date/],
    [['7', '', '', 'Türkçe', ''], 'Türkçe', /two-letter code/],
    [['7', 'can_1'], '7 | can_1', /has 2 columns, and the header has 5/],
    [['7', '', '', '', '', 'x'], '7 |  |  |  |  | x', /has 6 columns/],
  ])('%j cannot go in', (cells, value, reason) => {
    expect(read(...cells)).toEqual({ value, reason: expect.stringMatching(reason) });
  });
});
