import { spawnSync } from 'node:child_process';
import { afterAll, describe, expect, test } from '@jest/globals';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { buildProgram } from '../program.js';
import { bashCompletion } from './bash.js';
import { fishCompletion } from './fish.js';
import { completedCommands } from './tree.js';
import { zshCompletion } from './zsh.js';

const commands = completedCommands(buildProgram());

const workspace = makeWorkspace({
  'bash.sh': bashCompletion(commands),
  'zsh.sh': zshCompletion(commands),
  'fish.fish': fishCompletion(commands),
  'ask.sh': `source ./bash.sh
COMP_WORDS=("$@"); COMP_CWORD=$(( $# - 1 )); _postaci 2>&1; printf '%s\\n' "\${COMPREPLY[@]}"`,
  'envs/customer1.env': '',
  'envs/customer2.env': '',
  'people.csv': '',
});
afterAll(() => workspace.remove());

/** What a shell prints, by line; nothing where the shell is not installed. */
function shell(command: string, args: readonly string[]): string[] | undefined {
  const { error, stdout, stderr } = spawnSync(command, args, {
    cwd: workspace.path,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, HOME: workspace.path, LC_ALL: 'C.UTF-8' },
  });
  if ((error as NodeJS.ErrnoException | undefined)?.code === 'ENOENT') return undefined;
  if (stderr !== '') throw new Error(stderr);
  return stdout.split('\n').filter((line) => line !== '');
}

const topLevel = commands[0]?.below.map(({ name }) => name) ?? [];

/** A line, its last word being typed, and what may stand there. */
const CASES: readonly (readonly [line: string, offered: readonly string[]])[] = [
  ['postaci ', topLevel],
  ['postaci sta', ['status', 'stats']],
  ['postaci takeovers ', ['lift']],
  ['postaci contacts ', ['import', 'show', 'refuse', 'forget']],
  ['postaci pause ', ['all', 'message', 'reply', 'dm', 'comment']],
  ['postaci pause me', ['message']],
  ['postaci --language tr pause me', ['message']],
  ['postaci log --level ', ['debug', 'info', 'warn', 'error']],
  ['postaci log --search status --level w', ['warn']],
  ['postaci status --language ', ['en', 'tr', 'ru']],
  ['postaci status --env-file ', ['envs/customer1.env', 'envs/customer2.env']],
  ['postaci status --env-file envs/customer2', ['envs/customer2.env']],
  ['postaci --env-file envs/customer1.env debug o', ['on', 'off']],
  ['postaci contacts import p', ['people.csv']],
  ['postaci completion z', ['zsh']],
  ['postaci settings set --d', ['--dry-run']],
  ['postaci status --l', ['--language']],
];

describe('the completion', () => {
  test('knows every command, option and choice', () => {
    expect(topLevel.length).toBeGreaterThan(30);
    const pause = commands.find(({ path }) => path.join(' ') === 'pause');
    expect(pause?.arguments[0]?.value).toMatchObject({ kind: 'choices' });
    expect(commands.flatMap(({ options }) => options.flatMap(({ flags }) => flags))).not.toContain(
      '--owner',
    );
  });

  test.each(CASES)('bash completes "%s"', (line, offered) => {
    expect(shell('bash', ['ask.sh', ...line.split(' ')])?.sort()).toEqual([...offered].sort());
  });

  test('bash offers env files also behind `=`, which it takes for a word of its own', () => {
    const words = ['postaci', 'status', '--env-file', '='];
    expect(shell('bash', ['ask.sh', ...words])).toEqual([
      'envs/customer1.env',
      'envs/customer2.env',
    ]);
    expect(shell('bash', ['ask.sh', ...words, 'envs/customer1.env', '--js'])).toEqual(['--json']);
  });

  test('fish completes the same, where it is installed', () => {
    const script = CASES.map(([line]) => `complete -C '${line}'; echo ==`).join('\n');
    const said = shell('fish', ['-c', `source fish.fish\n${script}`]);
    if (said === undefined) return;
    const answers = said.join('\n').split('==');
    for (const [index, [line, offered]] of CASES.entries()) {
      const words = (answers[index] ?? '').split('\n').map((one) => one.split('\t')[0] ?? '');
      expect([line, words]).toEqual([line, expect.arrayContaining([...offered])]);
    }
  });

  test('zsh takes its script, where it is installed', () => {
    const ends = shell('zsh', [
      '-fc',
      'autoload -U compinit; compinit -u; source ./zsh.sh; print $_comps[postaci]',
    ]);
    if (ends !== undefined) expect(ends).toEqual(['_postaci']);
  });
});
