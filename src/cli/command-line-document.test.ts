import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Command } from 'commander';
import { ERRORS } from '../core/errors.js';
import { KEYS } from '../tui/keys.js';
import { LINE_ACTIONS } from '../words/lines.js';
import { buildProgram } from './program.js';
import { TYPED } from './terminal/read-line.js';

const documentOf = (name: string) =>
  readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8');
const sectionOf = (document: string, title: string) =>
  (document.split(`## ${title}\n`)[1] ?? '').split('\n## ')[0] ?? '';

/** Each command that does something, by the words that call it. */
function commandsOf(command: Command, path: readonly string[] = []): [string, Command][] {
  return command.commands.flatMap((child) => {
    const own = [...path, child.name()];
    const below = commandsOf(child, own);
    const alone = below.length === 0 || own.join(' ') === 'takeovers';
    return [...(alone ? [[own.join(' '), child] as [string, Command]] : []), ...below];
  });
}

const commands = new Map(commandsOf(buildProgram()));

const optionsOf = (command: Command) =>
  command.options
    .filter(({ hidden, long }) => !hidden && long !== '--env-file')
    .map(({ long }) => long ?? '');

describe('docs/command-line.md', () => {
  const document = documentOf('command-line.md');

  test('lists every command with its arguments, options and meaning, and no other', () => {
    const table = sectionOf(document, 'All commands');
    const rows = [...table.matchAll(/^\| `postaci ([^`]+)` \| (.*?) ?\| (.*) \|$/gm)];
    const told = rows.map(([, call = '', options = '', meaning]) => ({
      call,
      options: [...options.matchAll(/`(--[a-z-]+)`/g)].map(([, flag]) => flag),
      meaning,
    }));
    const there = [...commands].map(([path, command]) => ({
      call: [path, ...command.registeredArguments.map(placeOf)].join(' '),
      options: optionsOf(command),
      meaning: command.description(),
    }));
    expect(told).toEqual(there);
  });

  test('has every exit code', () => {
    const rows = [...sectionOf(document, 'Exit codes').matchAll(/^\| (\d+) \|/gm)];
    const codes = new Set<number>([0, 1, 8, 130, ...Object.values(ERRORS)]);
    expect(rows.map(([, code]) => Number(code))).toEqual([...codes].sort((a, b) => a - b));
  });
});

describe('docs/terminal.md', () => {
  const document = documentOf('terminal.md');

  test('shows every key of the screen', () => {
    const rows = [...sectionOf(document, 'Keys').matchAll(/^\| (.+?) \| [^|]*\|$/gm)].slice(1);
    const told = rows.flatMap(([, keys = '']) => keys.replaceAll('`', '').split(', '));
    expect(told).toEqual(['---', ...KEYS.flatMap(({ keys }) => keys)]);
  });

  test('shows what is typed in line mode', () => {
    const rows = [...sectionOf(document, 'Line mode').matchAll(/^\| `(.+?)` \|/gm)];
    expect(rows.map(([, typed]) => typed)).toEqual(LINE_ACTIONS.map((action) => TYPED[action]));
  });
});

describe('every command', () => {
  test.each([...commands])(
    '%s has a help with examples of calls that it knows',
    (path, command) => {
      let help = '';
      command
        .configureOutput({
          writeOut: (text) => {
            help += text;
          },
        })
        .outputHelp();
      const [, examples = ''] = help.split('\nExamples:\n');
      expect(examples).toContain(`postaci ${path}`);
      const known = ['--env-file', '--language', ...optionsOf(command)];
      for (const [, flag] of examples.matchAll(/ (--[a-z-]+)/g)) expect(known).toContain(flag);
    },
  );

  const choosy = [...commands].filter(
    ([, { registeredArguments }]) => !registeredArguments.some(({ variadic }) => variadic),
  );

  test.each(choosy)('%s refuses words that it has no use for', async (path) => {
    const program = buildProgram();
    const ran: string[] = [];
    for (const [name, command] of commandsOf(program)) {
      command.configureOutput({ writeErr: () => undefined }).action(() => void ran.push(name));
    }
    const words = Array.from({ length: 9 }, () => '1');
    const parsed = program.parseAsync([...path.split(' '), ...words], { from: 'user' });
    await expect(parsed).rejects.toThrow();
    expect(ran).toEqual([]);
  });
});

function placeOf(argument: Command['registeredArguments'][number]): string {
  const name = `${argument.name()}${argument.variadic ? '...' : ''}`;
  return argument.required ? `<${name}>` : `[${name}]`;
}
