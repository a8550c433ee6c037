import { afterEach, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { loadConfig } from './load.js';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

test('windows of the env file are lifted by the word that config check shows where there are none', async () => {
  workspace = makeWorkspace({
    'a.env': `API_ID=1\nAPI_HASH=${'a'.repeat(32)}\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\nCUSTOMER_ID=1\nACTIVE_WINDOWS=9-12\n`,
    'data/customer1/config.json': '{"ACTIVE_WINDOWS": "always"}',
  });
  const { config } = await loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
  expect(config.limits.activeWindows).toEqual([]);
});
