import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readJson } from '../json-reader.js';
import { readYaml } from '../yaml-reader.js';
import { editSettings, type SettingEdit } from './edit-settings.js';

const json = (text: string | undefined, ...edits: SettingEdit[]) =>
  editSettings({ file: 'config.json', text }, edits);
const yaml = (text: string | undefined, ...edits: SettingEdit[]) =>
  editSettings({ file: 'config.yaml', text }, edits);

const WRITTEN = `// of the shop
{
  "messages_per_day": 40, // not more
  /* the evening */
  "active_windows": ["5-10", "18-24"],
  "autospam": true
}
`;

describe('a JSON file', () => {
  test('keeps everything but the value', async () => {
    expect(await json(WRITTEN, { key: 'messages_per_day', value: 20 })).toBe(
      WRITTEN.replace('40', '20'),
    );
    expect(await json(WRITTEN, { key: 'active_windows', value: ['1-2'] })).toBe(
      WRITTEN.replace('["5-10", "18-24"]', '["1-2"]'),
    );
  });

  test('gets a new name behind the last one, as the others are written', async () => {
    expect(await json(WRITTEN, { key: 'TIMEZONE', value: 'Europe/Istanbul' })).toBe(
      WRITTEN.replace('true\n', 'true,\n  "TIMEZONE": "Europe/Istanbul"\n'),
    );
    expect(await json('{"a": 1}', { key: 'b', value: 'x' })).toBe('{"a": 1, "b": "x"}');
    expect(await json('{\n\t"a": 1, // one\n}', { key: 'b', value: 2 })).toBe(
      '{\n\t"a": 1, // one\n\t"b": 2,\n}',
    );
    expect(await json('{\r\n  "a": 1 /* one */\r\n}', { key: 'b', value: 2 })).toBe(
      '{\r\n  "a": 1, /* one */\r\n  "b": 2\r\n}',
    );
  });

  test('loses a name with its line and remark, and no comma is left over', async () => {
    expect(await json(WRITTEN, { key: 'messages_per_day', value: undefined })).toBe(
      WRITTEN.replace('  "messages_per_day": 40, // not more\n', ''),
    );
    expect(await json(WRITTEN, { key: 'autospam', value: undefined })).toBe(
      WRITTEN.replace('],\n  "autospam": true\n', ']\n'),
    );
    expect(await json('{"a": 1, "b": 2}', { key: 'a', value: undefined })).toBe('{ "b": 2}');
    expect(await json('{"a": 1, "b": 2}', { key: 'b', value: undefined })).toBe('{"a": 1 }');
  });

  test('is made where there is none', async () => {
    expect(await json(undefined, { key: 'a', value: 1 })).toBe('{\n  "a": 1\n}\n');
    expect(await json('{ // nothing yet\n}\n', { key: 'a', value: 1 })).toBe(
      '{ // nothing yet\n  "a": 1\n}\n',
    );
  });

  test('that is broken, or no set of names, is refused with its place', async () => {
    await expect(json('{\n  "a" 1}', { key: 'a', value: 1 })).rejects.toThrow(
      /config\.json:2:7 is broken.*nothing was written/,
    );
    await expect(json('[1]', { key: 'a', value: 1 })).rejects.toThrow(/no|not a set of names/);
  });
});

describe('a YAML file', () => {
  const written = `# of the shop
messages_per_day: 40 # not more

# the evening
active_windows:
  - 5-10
  - '18-24'
"autospam": yes
`;

  test('keeps order and remarks', async () => {
    expect(await yaml(written, { key: 'messages_per_day', value: 20 })).toBe(
      written.replace('40', '20'),
    );
    expect(await yaml(written, { key: 'autospam', value: undefined })).toBe(
      written.replace('"autospam": yes\n', ''),
    );
    expect(await yaml(written, { key: 'TIMEZONE', value: 'Asia/Tokyo' })).toBe(
      `${written}TIMEZONE: Asia/Tokyo\n`,
    );
  });

  test('is made, emptied and kept with its line ends', async () => {
    expect(await yaml(undefined, { key: 'a', value: [1, 'x'] })).toBe('a:\n  - 1\n  - x\n');
    expect(await yaml('# mine\n', { key: 'a', value: 1 })).toBe('# mine\n\na: 1\n');
    expect(await yaml('a: 1\r\nb: 2\r\n', { key: 'a', value: 3 })).toBe('a: 3\r\nb: 2\r\n');
    expect(await yaml('a: 1\n', { key: 'a', value: undefined })).toBe('{}\n');
    expect(await yaml('{}\n', { key: 'a', value: 1 })).toBe('a: 1\n');
  });
});

describe('any file and any edits', () => {
  const name = fc.constantFrom('a', 'MESSAGES_PER_DAY', 'ü', 'x y', '1', '"q"', '#', 'null');
  const value = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme' }),
    fc.integer(),
    fc.boolean(),
    fc.array(fc.oneof(fc.string(), fc.integer()), { maxLength: 3 }),
  );
  const space = fc.constantFrom('', ' ', '\n', '\n  ', '\r\n\t', ' // so\n', '/* so\n */ ', '\n\n');
  const edits = fc.array(fc.record({ key: name, value: fc.option(value, { nil: undefined }) }), {
    maxLength: 4,
  });
  const entries = fc.uniqueArray(fc.tuple(name, value), { selector: ([key]) => key, maxLength: 5 });

  test('JSON: what was not to be changed says the same, and no remark is lost that stood alone', async () => {
    const text = fc
      .tuple(entries, fc.infiniteStream(space), fc.boolean())
      .map(([members, spaces, comma]) => {
        const gap = () => spaces.next().value;
        const inner = members
          .map(
            ([key, one]) =>
              `${gap()}${JSON.stringify(key)}${gap()}:${gap()}${JSON.stringify(one)}${gap()}`,
          )
          .join(',');
        const last = comma && members.length > 0 ? ',' : '';
        return `/* top */${gap()}{${inner}${last}${gap()}}${gap()}// end`;
      });
    await fc.assert(
      fc.asyncProperty(text, edits, async (before, changes) => {
        const after = await json(before, ...changes);
        expect(readJson(after).root).toEqual(expected(readJson(before).root, changes));
        expect(after.startsWith('/* top */')).toBe(true);
        expect(after.endsWith('// end')).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('YAML: what was not to be changed says the same', async () => {
    await fc.assert(
      fc.asyncProperty(entries, edits, async (members, changes) => {
        const start = await yaml('# top\n', ...members.map(([key, one]) => ({ key, value: one })));
        const after = await yaml(start, ...changes);
        expect(readYaml(after).root ?? {}).toEqual(expected(readYaml(start).root ?? {}, changes));
        expect(after).toContain('# top');
      }),
      { numRuns: 40 },
    );
  });

  function expected(root: unknown, changes: readonly SettingEdit[]): unknown {
    const after = new Map(Object.entries(root as object));
    for (const { key, value: one } of changes) {
      if (one === undefined) after.delete(key);
      else after.set(key, one);
    }
    return Object.fromEntries(after);
  }
});
