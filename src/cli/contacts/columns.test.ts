import { describe, expect, test } from '@jest/globals';
import { delimiterOf, readHeader } from './columns.js';

describe('the header of a list', () => {
  test.each([
    ['id,username', ','],
    ['id', ','],
    ['username;consented_at;language', ';'],
    ['id\tusername', '\t'],
    ['"id";"name, first";"username"', ';'],
    ['name, first;ID', ';'],
    ['"USERNAME","a;b;c;d"', ','],
    ['a;b;c', ';'],
    ['phone;name', ';'],
  ])('%j is told apart by %j', (header, delimiter) => {
    expect(delimiterOf(header)).toBe(delimiter);
  });

  test('names its columns in any order and any letter case', () => {
    expect(readHeader([' Language', 'CONSENTED_AT ', 'İD', 'UserName'], 'a.csv:1')).toEqual({
      count: 4,
      places: { language: 0, consented_at: 1, id: 2, username: 3 },
      ignored: [],
    });
  });

  test('may have columns that mean nothing, with or without a name', () => {
    const { places, ignored } = readHeader(['id', 'İsim', '', 'x'.repeat(99)], 'a.csv:1');
    expect(places).toEqual({ id: 0 });
    expect(ignored).toEqual(['İsim', `${'x'.repeat(40)}…`]);
  });

  test.each([
    [['id', 'Phone'], /a\.csv:1 has a column "Phone", and postaci never looks people up/],
    [['id', 'TELEFON'], /"TELEFON"/],
    [['id', 'username', 'ID'], /a\.csv:1 names the column id twice/],
    [['name', 'surname'], /neither a column id nor a column username \(it has: name, surname\)/],
    [['id|username'], /comma, semicolon or tab/],
    [['@can', 'tr'], /holds a person where the header should be.*id,username/s],
    [['5550001', 'tr'], /holds a person where the header should be/],
    [['\u001b[31mred'], /\(it has: \?\[31mred\)/],
  ])('%j is refused, and says why', (cells, why) => {
    const reading = () => readHeader(cells, 'a.csv:1');
    expect(reading).toThrow(expect.objectContaining({ code: 'CONTACTS_INVALID' }));
    expect(reading).toThrow(why);
    expect(reading).toThrow(/nothing was imported/);
  });
});
