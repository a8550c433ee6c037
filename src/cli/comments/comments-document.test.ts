import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { BY_WRITTEN_NAME } from '../../config/variables/known.js';
import { CHECKS } from '../../writing/checks/order.js';
import { MAX_PROMPT, readPrompts } from '../../writing/read-prompts.js';
import { buildProgram } from '../program.js';

const document = readFileSync(join(import.meta.dirname, '../../../docs/comments.md'), 'utf8');
const section = (title: string) => {
  const [, text = ''] = document.split(`## ${title}\n`);
  return text.split('\n## ')[0] ?? '';
};

describe('docs/comments.md', () => {
  test('names only variables that there are', () => {
    const named = [...document.matchAll(/`([A-Z][A-Z_]{4,})(?:=[^`]*)?`/g)].map(
      ([, name]) => name ?? '',
    );
    const blocks = [...document.matchAll(/^([A-Z][A-Z_]+)=/gm)].map(([, name]) => name ?? '');
    const others = [...named, ...blocks].filter((name) => !BY_WRITTEN_NAME.has(name));
    expect(named.length).toBeGreaterThan(15);
    expect(others).toEqual(['EDITOR']);
  });

  test('names only commands that there are', () => {
    const commands = buildProgram().commands;
    const named = [...document.matchAll(/(?:^|`)postaci ([a-z]+)(?: ([a-z]+))?/gm)];
    for (const [, name, below] of named) {
      const command = commands.find((one) => one.name() === name);
      expect([name, command?.name()]).toEqual([name, name]);
      if (command && command.commands.length > 0) {
        expect(command.commands.map((one) => one.name())).toContain(below);
      }
    }
    expect(named.length).toBeGreaterThan(10);
  });

  test('tells of every check, and of no other', () => {
    const rows = [...section('What is checked').matchAll(/^\| ([a-z][a-z, -]+) \| /gm)];
    const told = rows
      .flatMap(([, names = '']) => names.split(', '))
      .filter((one) => one !== 'check');
    expect(told.sort()).toEqual(CHECKS.map(({ name }) => name).sort());
  });

  test('shows a prompt that works, and the longest that one may be', async () => {
    const text = section('Prompts');
    const prompt = /```\n([\s\S]*?)```/.exec(text)?.[1] ?? '';
    const workspace = makeWorkspace({ 'prompts/comment.md': prompt });
    try {
      const { comment } = await readPrompts(join(workspace.path, 'prompts'));
      expect(comment).toBe(prompt.trim());
    } finally {
      workspace.remove();
    }
    expect(text).toContain(`${MAX_PROMPT.toLocaleString('en')} characters`);
  });
});
