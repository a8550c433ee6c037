import {
  chmodSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../../test/support/workspace.js';
import { readIfThere, writeFileWhole } from './write-file.js';

describe('a file that is written as a whole', () => {
  let workspace: Workspace;
  let path: string;
  beforeEach(() => {
    workspace = makeWorkspace({ 'config.json': 'old' });
    path = join(workspace.path, 'config.json');
  });
  afterEach(() => workspace.remove());

  const write = (before: string | undefined, after: string, at = path) =>
    writeFileWhole(at, { file: 'data/config.json', before, after });
  const mode = (at = path) => statSync(at).mode & 0o777;

  test('keeps its mode, and nothing is left beside it', async () => {
    chmodSync(path, 0o640);
    await write('old', 'new');
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(mode()).toBe(0o640);
    expect(readdirSync(workspace.path)).toEqual(['config.json']);
  });

  test('is its owner’s only when it is new, and its folder is made', async () => {
    const at = join(workspace.path, 'data/customer1/config.json');
    await write(undefined, 'new', at);
    expect(readFileSync(at, 'utf8')).toBe('new');
    expect(mode(at)).toBe(0o600);
  });

  test('is left alone when somebody else changed it meanwhile', async () => {
    await expect(write('older', 'new')).rejects.toThrow(/changed by somebody else.*try again/);
    await expect(write(undefined, 'new')).rejects.toThrow(/changed by somebody else/);
    expect(readFileSync(path, 'utf8')).toBe('old');
    const gone = join(workspace.path, 'gone.json');
    await expect(write('old', 'new', gone)).rejects.toThrow(/changed by somebody else/);
    expect(readdirSync(workspace.path)).toEqual(['config.json']);
  });

  test('is replaced behind the link that leads to it', async () => {
    const at = join(workspace.path, 'link.json');
    symlinkSync('config.json', at);
    await write('old', 'new', at);
    expect(readFileSync(path, 'utf8')).toBe('new');
    expect(readdirSync(workspace.path).sort()).toEqual(['config.json', 'link.json']);
  });

  test('is rid of what an attempt left behind that the machine cut off', async () => {
    writeFileSync(join(workspace.path, '.config.json.new-0123456789ab'), 'ne');
    await write('old', 'new');
    expect(readdirSync(workspace.path)).toEqual(['config.json']);
  });

  test('that is no UTF-8 is not taken for text', async () => {
    writeFileSync(path, Uint8Array.of(0x7b, 0xfc, 0x7d));
    await expect(readIfThere(path, 'data/config.json')).rejects.toThrow(
      /config\.json:1 is not UTF-8/,
    );
    expect(await readIfThere(join(workspace.path, 'none'), 'none')).toBeUndefined();
  });
});
