import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../../test/support/workspace.js';
import { lookAtFiles } from './look-at-files.js';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

test('files look different once one is written, made, replaced by one like it, or taken away', async () => {
  workspace = makeWorkspace({ a: 'one' });
  const { path, write } = workspace;
  const at = (name: string) => join(path, name);
  const looks = [await lookAtFiles([at('a'), at('b')])];
  const look = async () => looks.push(await lookAtFiles([at('a'), at('b')]));
  write({ a: 'two, longer' });
  await look();
  write({ b: 'new' });
  await look();
  write({ c: 'two, longer' });
  renameSync(at('c'), at('a'));
  await look();
  rmSync(at('b'));
  await look();
  expect(new Set(looks).size).toBe(looks.length);
  expect(await lookAtFiles([at('a'), at('b')])).toBe(looks.at(-1));
});
