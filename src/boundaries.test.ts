import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';

/** The layout: what each folder may import, beside itself. ARCHITECTURE.md says the same in words. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  lib: ['core'],
  config: ['core', 'lib'],
  guard: ['core', 'lib'],
  outbox: ['core', 'lib'],
  inbox: ['core', 'lib'],
  people: ['core', 'lib'],
  writing: ['core', 'lib'],
  'services/*': ['core', 'lib'],
  'adapters/*': ['core', 'lib'],
  control: ['core', 'lib'],
  words: ['core'],
  tui: ['control', 'core', 'lib', 'words'],
  sandbox: ['core', 'lib'],
  daemon: [
    'adapters/*',
    'config',
    'control',
    'core',
    'guard',
    'inbox',
    'lib',
    'outbox',
    'people',
    'services/*',
    'writing',
  ],
  cli: ['config', 'control', 'core', 'daemon', 'lib', 'sandbox', 'tui', 'words'],
};

/** One SDK, one folder: the packages that only these places may import. */
const PACKAGES: Record<string, readonly string[]> = {
  telegram: ['adapters/telegram', 'sandbox'],
  'big-integer': ['adapters/telegram'],
  pg: ['adapters/postgres'],
  '@electric-sql/pglite': ['adapters/postgres'],
  ioredis: ['adapters/redis'],
  openai: ['adapters/llm'],
  socks: ['adapters/telegram'],
  'prom-client': ['adapters/prometheus'],
  '@sentry/core': ['adapters/sentry'],
  ink: ['tui'],
  react: ['tui'],
  uqr: ['cli'],
  'csv-parse': ['cli'],
  re2js: ['lib'],
  tinyld: ['lib'],
  winston: ['lib'],
  commander: ['cli'],
  croner: ['services/message', 'config'],
  fastify: ['control'],
  yaml: ['config'],
  zod: ['config', 'control'],
};

const source = dirname(fileURLToPath(import.meta.url));

function files(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !/\.test\.tsx?$/.test(file));
}

/** `services/reply/rules.ts` → `services/reply`; `core/peer.ts` → `core`. */
function areaOf(file: string): string {
  const parts = relative(source, file).split('/');
  return ['services', 'adapters'].includes(parts[0] ?? '')
    ? parts.slice(0, 2).join('/')
    : (parts[0] ?? '');
}

const family = (area: string) => area.replace(/^(services|adapters)\/.*/, '$1/*');

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [
    ...text.matchAll(/(?:^|\n)\s*(?:import|export)\b[^'"`;]*?from\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
    ...text.matchAll(/(?:^|\n)\s*import\s*['"]([^'"]+)['"]/g),
  ].map((match) => match[1] ?? '');
}

const all = files(source).map((file) => ({ file, area: areaOf(file), imports: importsOf(file) }));

describe('import boundaries', () => {
  test('there is something to look at', () => {
    expect(all.length).toBeGreaterThan(20);
    expect(all.some(({ imports }) => imports.length > 0)).toBe(true);
  });

  test('every folder imports only what the layout allows', () => {
    const broken = all.flatMap(({ file, area, imports }) =>
      imports
        .filter((name) => name.startsWith('.'))
        .map((name) => areaOf(resolve(dirname(file), name)))
        .filter((target) => target !== area)
        .filter((target) => !(MAY_IMPORT[family(area)] ?? []).includes(family(target)))
        .map((target) => `${relative(source, file)} imports ${target}`),
    );
    expect(broken).toEqual([]);
  });

  test('an SDK is known to its own folder only', () => {
    const broken = all.flatMap(({ file, area, imports }) =>
      imports
        .filter((name) => !name.startsWith('.') && !name.startsWith('node:'))
        .map((name) => (name.startsWith('@') ? name.split('/', 2).join('/') : name.split('/')[0]))
        .filter((name) => !(PACKAGES[name ?? ''] ?? []).includes(area))
        .map((name) => `${relative(source, file)} imports the package ${name}`),
    );
    expect(broken).toEqual([]);
  });

  test('no file stands outside the folders of the layout', () => {
    const known = new Set(Object.keys(MAY_IMPORT));
    expect(all.filter(({ area }) => !known.has(family(area))).map(({ file }) => file)).toEqual([]);
  });

  test('no barrel files', () => {
    expect(all.filter(({ file }) => /\/(index|utils)\.tsx?$/.test(file))).toEqual([]);
  });
});
