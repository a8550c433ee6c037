import { mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { FORGOTTEN_KEY, KeyFile, SESSION_KEY } from './key-file.js';

let workspace: Workspace;
beforeEach(() => {
  workspace = makeWorkspace();
});
afterEach(() => workspace.remove());

const path = () => join(workspace.path, 'sessions', 'customer1.key');

describe('a key file', () => {
  test('is made when the key is first asked for, for its owner only, and leaves no draft', () => {
    const key = new KeyFile(path(), SESSION_KEY).reveal();
    expect(statSync(path()).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(workspace.path, 'sessions'))).toEqual(['customer1.key']);
    expect(new KeyFile(path(), SESSION_KEY).reveal()).toBe(key);
  });

  test('is not made by printing it', () => {
    const file = new KeyFile(path(), SESSION_KEY);
    expect(`${file} ${JSON.stringify(file)} ${inspect(file)}`).toBe('*** "***" ***');
    expect(readdirSync(workspace.path)).toEqual([]);
  });

  test('that is empty is an error, and is not made anew: the session would be lost', () => {
    mkdirSync(join(workspace.path, 'sessions'));
    writeFileSync(path(), '\n');
    expect(() => new KeyFile(path(), SESSION_KEY).reveal()).toThrow(
      /is damaged: it holds no key\. .* log in again/,
    );
    expect(() => new KeyFile(path(), FORGOTTEN_KEY).existing()).toThrow(
      /is damaged: it holds no key\. Put it back from a backup/,
    );
  });

  test('is not made by looking whether it is there', () => {
    const file = new KeyFile(path(), FORGOTTEN_KEY);
    expect(file.existing()).toBeUndefined();
    expect(readdirSync(workspace.path)).toEqual([]);
    const key = file.reveal();
    expect(file.existing()).toBe(key);
  });

  test('in a place that cannot be written to is an error with a remedy', () => {
    workspace.write({ sessions: 'a file, not a folder' });
    expect(() => new KeyFile(path(), SESSION_KEY).reveal()).toThrow(
      /cannot be read or made .* or set ENCRYPTION_KEY/,
    );
  });
});
