import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Ajv } from 'ajv';
import { configSchema } from '../../test/support/editor-schemas/config-schema.js';
import { documentSchemas } from '../../test/support/editor-schemas/document-schemas.js';
import { VALUE_KINDS } from '../../test/support/editor-schemas/value-kinds.js';
import { makeWorkspace } from '../../test/support/workspace.js';
import { DEMO_FILES } from '../cli/demo/texts.js';
import { readJson } from './json-reader.js';
import { loadConfig } from './load.js';
import { ConfigProblems } from './problems.js';
import { BY_WRITTEN_NAME, KNOWN_VARIABLES } from './variables/known.js';
import { readYaml } from './yaml-reader.js';

const root = join(import.meta.dirname, '../..');
const schemas: Readonly<Record<string, string>> = { config: configSchema(), ...documentSchemas() };
const ajv = new Ajv({ allowUnionTypes: true, strict: true });
const validators = new Map(
  Object.entries(schemas).map(([name, text]) => [name, ajv.compile(JSON.parse(text))]),
);
const isValid = (name: string, value: unknown) => validators.get(name)?.(value);

describe.each(Object.keys(schemas))('schemas/%s.schema.json', (name) => {
  const path = join(root, `schemas/${name}.schema.json`);

  test('is what the program checks (UPDATE_SCHEMAS=1 writes it; npm run format lays it out)', () => {
    if (process.env.UPDATE_SCHEMAS) writeFileSync(path, schemas[name] ?? '');
    // How it is laid out is the formatter's.
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(JSON.parse(schemas[name] ?? ''));
  });
});

describe('what is right', () => {
  const document = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
  const sections = document.split(/^## /m).flatMap((section) => {
    const [, name] = /^(\w+)\.json/.exec(section) ?? [];
    const blocks = [...section.matchAll(/```(json|yaml)\n([\s\S]*?)```/g)];
    return blocks.map(([, form = '', text = '']) => [name ?? '', form, text] as const);
  });
  const examples = sections.filter(([name]) => name in schemas);

  test('there are examples of each file', () => {
    expect(new Set(examples.map(([name]) => name))).toEqual(new Set(Object.keys(schemas)));
  });

  test.each(examples)('the documented example of %s (%s) is taken', (name, form, text) => {
    const { root: value } = form === 'json' ? readJson(text) : readYaml(text);
    expect([isValid(name, value), validators.get(name)?.errors]).toEqual([true, null]);
  });

  test.each(Object.entries(DEMO_FILES).filter(([name]) => name.endsWith('.yaml')))(
    'the demo’s %s is taken',
    (file, text) => {
      expect(isValid(file.replace('.yaml', ''), readYaml(text).root)).toBe(true);
    },
  );

  test('the profile of S3, and a schema that is named, are taken', () => {
    const profile = readFileSync(
      join(import.meta.dirname, 'fixtures/seeds/s3-profile.json.txt'),
      'utf8',
    );
    expect(isValid('config', readJson(profile).root)).toBe(true);
    for (const name of Object.keys(schemas)) {
      expect(isValid(name, { $schema: `../../schemas/${name}.schema.json` })).toBe(true);
    }
  });

  test.each([
    ['messages', ['a', { text: 'b', media: 'x.jpg' }]],
    [
      'messages',
      { schedule: { every: '30m', jitter: 5 }, targets: [-100, { group: '@a', schedule: 60 }] },
    ],
    ['responses', { merhaba: 'Merhaba', fiyat: ['a', 'b'] }],
    ['responses', [{ keyword: 'a', answers: 'b' }]],
    ['invites', ['a', 'b']],
    ['invites', { welcome: ['a', 'b'], followUps: { active: ['c'] } }],
    ['comments', ['@a', -100, { channel: '@b', agreed: 'c' }]],
  ])('a short form of %s is taken', (name, value) => {
    expect(isValid(name, value)).toBe(true);
  });
});

test.each([
  ['config', { MESAGES_PER_DAY: 3 }],
  ['config', { messages_per_day: 'many' }],
  ['config', { TIMEZONE: { a: 1 } }],
  ['config', ['MESSAGES_PER_DAY']],
  ['messages', { template: [] }],
  ['messages', [{ txt: 'a' }]],
  ['messages', { targets: [{ topic: 4 }] }],
  ['responses', { rules: [{ keyword: 'a', anwser: 'b' }] }],
  ['responses', { mode: 'sometimes' }],
  ['invites', { followUps: { later: ['a'] } }],
  ['comments', { channels: [{ agreed: 'a' }] }],
])('in %s, %j is marked', (name, value) => {
  expect(isValid(name, value)).toBe(false);
});

describe('the schema of config', () => {
  const SAMPLES = [
    ...[
      'yes',
      'Hayır',
      'off',
      '5',
      '-5',
      '0',
      '1.5',
      '0.5',
      '5m',
      '1h30m',
      'debug',
      'JSON',
      'auto',
    ],
    ...['skip', 'tr', 'message', 'links', 'none', 'banana', '5-10', '@grup1', '2026-01-01'],
  ];

  /** The variables that the program refuses with this value, each tried beside all others. */
  async function refused(text: string): Promise<ReadonlySet<string>> {
    const others = KNOWN_VARIABLES.filter(({ name }) => name !== 'CUSTOMER_ID');
    const settings = Object.fromEntries(others.map(({ name }) => [name, text]));
    const workspace = makeWorkspace({ 'data/default/config.json': JSON.stringify(settings) });
    try {
      const loaded = await loadConfig({ environment: {}, cwd: workspace.path }).catch(
        (error) => error,
      );
      const problems = loaded instanceof ConfigProblems ? loaded.problems : [];
      return new Set(
        problems.flatMap(({ problem }) => {
          const [, name = '', said = ''] =
            /^(\w+)(?:=.*)? \(data\/default\/config\.json:\d+\)(.*)$/s.exec(problem) ?? [];
          // What two variables say together is no matter of either's form.
          return BY_WRITTEN_NAME.has(name) && /^ (is|holds|names|has) /.test(said) ? [name] : [];
        }),
      );
    } finally {
      workspace.remove();
    }
  }

  test.each(SAMPLES)(
    'marks nothing that is right, and what is wrong where it can tell: %s',
    async (text) => {
      const wrong = await refused(text);
      const marked = KNOWN_VARIABLES.map(({ name }) => name).filter(
        (name) => name !== 'CUSTOMER_ID' && !isValid('config', { [name]: text }),
      );
      const later = new Set(
        KNOWN_VARIABLES.filter((one) => 'later' in one).map(({ name }) => name),
      );
      expect(marked.filter((name) => !wrong.has(name) && !later.has(name))).toEqual([]);
      if (text === 'banana') {
        const listed = [
          'GROUP_LINKS',
          'ALLOWLIST_CHAT_IDS',
          'ACTIVE_WINDOWS',
          'QUIET_HOURS',
          'BLACKOUT_DAYS',
        ];
        const lists = [
          ...listed,
          'SERVICES',
          'COMMENT_LANGUAGES',
          'COMMENT_ALLOW',
          'OPT_OUT_WORDS',
          'OPT_IN_WORDS',
        ];
        const known = [...VALUE_KINDS.keys()].filter(
          (name) => !lists.includes(name) && !later.has(name as never),
        );
        expect(known.filter((name) => !marked.includes(name as never))).toEqual([]);
      }
    },
  );

  test('knows nothing of a variable that there is not', () => {
    expect([...VALUE_KINDS.keys()].filter((name) => !BY_WRITTEN_NAME.has(name))).toEqual([]);
  });
});
