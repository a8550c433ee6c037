import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { loadConfig } from '../load.js';
import { BY_WRITTEN_NAME, KNOWN_VARIABLES } from './known.js';

const root = join(import.meta.dirname, '../../..');
const document = readFileSync(join(root, 'docs/configuration.md'), 'utf8');
const example = readFileSync(join(root, 'envs/example.env'), 'utf8');

describe('docs/configuration.md', () => {
  test('says of every variable what the program knows of it', () => {
    for (const { name, aliases = [], byDefault, meaning, document: source } of KNOWN_VARIABLES) {
      const names = [name, ...aliases].map((one) => `\`${one}\``).join(', ');
      expect(document).toContain(`| ${names} | ${byDefault} | ${meaning} | ${source} |\n`);
    }
  });

  test('lists no variable that the program does not know', () => {
    const rows = [...document.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|.*\| (?:N|S\d).* \|$/gm)];
    const listed = rows.flatMap(([, names = '']) =>
      [...names.matchAll(/\w+/g)].map(([one]) => one),
    );
    expect(listed.sort()).toEqual([...BY_WRITTEN_NAME.keys()].sort());
  });
});

describe('the known variables', () => {
  test('have one owner for each name', () => {
    const names = KNOWN_VARIABLES.flatMap(({ name, aliases = [] }) => [name, ...aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('envs/example.env', () => {
  test('works once its three values are filled in', async () => {
    const filled = example
      .replace(/^API_ID=$/m, 'API_ID=12345')
      .replace(/^API_HASH=$/m, 'API_HASH=abcdef1234567890abcdef1234567890')
      .replace(/^PHONE_NUMBER=$/m, 'PHONE_NUMBER=+905551234567');
    const workspace = makeWorkspace({
      'a.env': filled,
      'data/customer1/messages.yaml': '- Merhaba {group}!',
    });
    try {
      const loading = loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
      await expect(loading).resolves.toMatchObject({ warnings: [] });
    } finally {
      workspace.remove();
    }
  });

  test('names only known variables, also in its remarks', () => {
    const named = [...example.matchAll(/^(?:# )?([A-Z][A-Z_]+)=/gm)].map(([, name]) => name);
    expect(named.filter((name) => !BY_WRITTEN_NAME.has(name ?? ''))).toEqual([]);
  });
});
