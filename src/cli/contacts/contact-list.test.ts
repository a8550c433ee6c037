import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { openContactList } from './contact-list.js';
import type { ListRecord } from './records.js';

const workspace = makeWorkspace();
afterAll(() => workspace.remove());

const path = join(workspace.path, 'people.csv');

async function open(content: string | Uint8Array) {
  writeFileSync(path, content);
  return openContactList(path);
}

async function rowsOf(content: string | Uint8Array): Promise<ListRecord[]> {
  const list = await open(content);
  try {
    const rows: ListRecord[] = [];
    for await (const row of list.records()) rows.push(row);
    expect(list.rows).toBe(rows.length);
    return rows;
  } finally {
    await list.close();
  }
}

const utf16 = (text: string, bigEndian = false) => {
  const bytes = Buffer.from(`\uFEFF${text}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

/** `ş` is 0xFE in Windows-1254; Cyrillic is 0xC0 to 0xFF in Windows-1251. */
const windows1254 = Buffer.concat([
  Buffer.from('id,note\n1,a\n2,'),
  Buffer.from([0xfe]),
  Buffer.from('eker\n'),
]);
const windows1251 = Buffer.concat([
  Buffer.from('id,note\r\n1,'),
  Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2]),
]);
const afterManyLines = Buffer.concat([
  Buffer.from(`id,note\r\n${'1,güneş 🌞\r\n'.repeat(20_000)}`),
  Buffer.from([0x31, 0x2c, 0xf0, 0x0a]),
]);

describe('a list of contacts', () => {
  test.each([
    ['UTF-8', 'id;note\n7;güneş\n8;снег\n'],
    ['UTF-8 with a byte order mark', '\uFEFFid;note\n7;güneş\n8;снег\n'],
    ['UTF-16, little endian', utf16('id;note\r\n7;güneş\r\n8;снег')],
    ['UTF-16, big endian', utf16('id;note\r\n7;güneş\r\n8;снег\r\n', true)],
    ['the line ends of old Macs', 'id;note\r7;güneş\r8;снег'],
    ['quotation marks', '"id";"note"\n"7";"güneş"\n8 ; "снег" \n'],
  ])('in %s is read', async (_what, content) => {
    expect(await rowsOf(content)).toEqual([
      { line: 2, cells: ['7', 'güneş'] },
      { line: 3, cells: ['8', 'снег'] },
    ]);
  });

  test('names the lines as an editor does: empty ones and those inside quotation marks count', async () => {
    expect(
      await rowsOf('\r\n\r\nid,note\r\n\r\n7,"two\r\nlines"\r\n,\r\n8,"a ""b"" c"\r\n9,a "b" c'),
    ).toEqual([
      { line: 5, cells: ['7', 'two\nlines'] },
      { line: 8, cells: ['8', 'a "b" c'] },
      { line: 9, cells: ['9', 'a "b" c'] },
    ]);
  });

  test('may have rows that are too short or too long: each is for itself', async () => {
    expect((await rowsOf('id,note\n7\n8,a,b\n9,c\n')).map(({ cells }) => cells.length)).toEqual([
      1, 3, 2,
    ]);
  });

  const bad: readonly (readonly [string, string | Uint8Array, RegExp])[] = [
    ['nothing', '', /people\.csv is empty/],
    ['a byte order mark and nothing', '\uFEFF', /is empty/],
    ['white space', ' \n\n  \r\n', /is empty/],
    ['a header only', 'id,username\n', /holds a header and nobody/],
    ['a header, and rows of separators', 'id,username\n,\n;;\n,\n'.replace(';;\n', ''), /nobody/],
    ['no header', '7,tr\n8,tr\n', /neither a column id nor/],
    ['people at once', '@can_1,tr\n@ada_1,tr\n', /people\.csv:1 holds a person/],
    ['other columns', 'name,surname\na,b\n', /\(it has: name, surname\)/],
    ['phone numbers', 'phone,id\n+90555,7\n', /by phone number/],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), /is no text/],
    ['something packed', gzipSync('id\n7\n'), /:1 is no text/],
    ['a workbook', Buffer.from('504b030414000600080000002100', 'hex'), /workbook.*Save it as CSV/s],
    ['UTF-16 without a mark', Buffer.from('id\n7\n', 'utf16le'), /without a byte order mark/],
    ['half a UTF-16 letter', utf16('id\n7\n').subarray(0, -1), /is not UTF-8/],
    ['Windows-1254', windows1254, /people\.csv:3 is not UTF-8.*Save it as CSV in UTF-8/s],
    ['Windows-1251', windows1251, /people\.csv:2 is not UTF-8/],
    ['a broken letter far down', afterManyLines, /people\.csv:20002 is not UTF-8/],
    ['half a letter at the end', Buffer.from('id\n7\nş').subarray(0, -1), /:3 is not UTF-8/],
    ['a letter that was broken before', 'id,note\n7,g\uFFFDne\n', /:2 is not UTF-8.*conversion/],
    ['a NUL in the middle', 'id\n7\n8\n\0\n', /people\.csv:4 is no text/],
    ['an open quotation mark', 'id,note\n7,a\n8,"b\n9,c\n', /people\.csv:3 begins a row that does/],
    [
      'a quotation mark that swallows a book',
      `id,note\n7,"${'x\n'.repeat(20_000)}`,
      /people\.csv:2 begins a row that does not end/,
    ],
    ['a quotation mark that closes early', 'id,note\n7,"a" b\n', /people\.csv:2 has a quotation/],
    ['one endless line', 'x'.repeat(100_000), /names neither|does not end/],
  ];

  test.each(bad)('of %s is refused as a whole, with the place', async (_what, content, why) => {
    const opening = open(content);
    await expect(opening).rejects.toMatchObject({ code: 'CONTACTS_INVALID' });
    await expect(opening).rejects.toThrow(why);
  });

  test('that is not there, or no file, is said', async () => {
    await expect(openContactList(join(workspace.path, 'none.csv'))).rejects.toMatchObject({
      code: 'CONFIG_FILE_UNREADABLE',
      problem: expect.stringMatching(/none\.csv cannot be read \(ENOENT\)/),
    });
    await expect(openContactList(workspace.path)).rejects.toMatchObject({
      code: expect.stringMatching(/CONTACTS_INVALID|CONFIG_FILE_UNREADABLE/),
    });
    const device = join(workspace.path, 'device.csv');
    symlinkSync('/dev/null', device);
    await expect(openContactList(device)).rejects.toThrow('is no ordinary file');
  });
});

/** As anybody writes CSV: what is special is quoted. */
function naive(rows: readonly (readonly string[])[], delimiter: string, end: string): string {
  const cell = (text: string) =>
    /[",;\t\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  return rows.map((row) => `${row.map(cell).join(delimiter)}${end}`).join('');
}

/** Anything but what no text holds, and the mark that stands for a broken letter. */
const cellText = fc
  .string({ unit: 'binary', maxLength: 12 })
  .map((text) => text.replace(/[\p{Cc}\p{Cs}\uFFFD\uFEFF]/gu, '\n'));

test('what a naive writer of CSV wrote is read back, in every encoding', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 1 }).map(String), cellText, cellText), { minLength: 1 }),
      fc.constantFrom(',', ';', '\t'),
      fc.constantFrom('\n', '\r\n'),
      fc.constantFrom('utf-8', 'bom', 'utf-16le', 'utf-16be'),
      async (rows, delimiter, end, encoding) => {
        const text = naive([['id', 'a', 'b'], ...rows], delimiter, end);
        const content =
          encoding === 'utf-8'
            ? text
            : encoding === 'bom'
              ? `\uFEFF${text}`
              : utf16(text, encoding === 'utf-16be');
        const read = await rowsOf(content);
        expect(read.map(({ cells }) => cells)).toEqual(rows);
      },
    ),
    { numRuns: 150 },
  );
});
