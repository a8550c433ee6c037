import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../../test/support/workspace.js';
import { editText } from './edit-text.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

/** An editor that notes which file it was given, and how it is guarded. */
const editor = (change: string) =>
  `sh -c '${change} "$2"; printf "%s\\n" "$2" > "$1"; stat -c %a "$2" >> "$1"' sh "${join(workspace.path, 'noted')}"`;
const noted = () => readFileSync(join(workspace.path, 'noted'), 'utf8').split('\n');

describe('a text in the operator’s editor', () => {
  test('comes back as it was left there; the file was for nobody else, and is gone', async () => {
    const EDITOR = editor('sed -i s/koyu/açık/');
    expect(await editText('Daha koyu mu?\nMerak ettim.', { EDITOR })).toBe(
      'Daha açık mu?\nMerak ettim.',
    );
    const [file = '', mode] = noted();
    expect(mode).toBe('600');
    expect(existsSync(file)).toBe(false);
  });

  test('goes to VISUAL before EDITOR', async () => {
    const VISUAL = editor(': > ');
    expect(await editText('koyu', { VISUAL, EDITOR: 'false' })).toBe('');
  });

  test('is not taken from an editor that ended with an error', async () => {
    await expect(editText('a', { EDITOR: 'exit 3;' })).rejects.toMatchObject({
      code: 'USAGE',
      problem: 'the editor exit 3; ended with 3: nothing was approved',
    });
  });

  test('needs an editor', async () => {
    await expect(editText('a', { EDITOR: '' })).rejects.toMatchObject({
      code: 'USAGE',
      remedy: expect.stringContaining('--text'),
    });
  });
});
