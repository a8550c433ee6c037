import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { type FoundCustomer, findCustomer } from './find-customer.js';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function find(files: Readonly<Record<string, string>>, envFile = 'a.env'): Promise<FoundCustomer> {
  workspace = makeWorkspace(files);
  return findCustomer({ envFile, environment: {}, cwd: workspace.path });
}

describe('a customer whose configuration may be wrong', () => {
  test('is found with its socket, log, time zone and language, whatever else is broken', async () => {
    const found = await find({
      'a.env': 'CUSTOMER_ID=1\nMESSAGES_PER_DAY=many\nTIMEZONE=Europe/Moscow\n?\n',
      'data/customer1/config.json': '{"INTERFACE_LANGUAGE": "tr", "MESSAGES_PER_HOUR": -1}',
      'data/customer1/messages.yaml': 'templates: [',
    });
    const at = (...parts: readonly string[]) => join(workspace?.path ?? '', ...parts);
    expect(found).toEqual({
      controlSocket: at('data/customer1/control.sock'),
      logDirectory: at('logs/customer1'),
      timeZone: 'Europe/Moscow',
      interfaceLanguage: 'tr',
    });
  });

  test('is found by the env file when its own settings are broken', async () => {
    const found = await find({
      'a.env': 'CUSTOMER_ID=1\nTIMEZONE=Asia/Tokyo\n',
      'data/customer1/config.json': '{"TIMEZONE": ',
    });
    expect(found.timeZone).toBe('Asia/Tokyo');
  });

  test('is not guessed: no env file and a wrong CUSTOMER_ID are refused', async () => {
    await expect(find({}, 'no.env')).rejects.toMatchObject({ code: 'CONFIG_FILE_UNREADABLE' });
    workspace?.remove();
    await expect(find({ 'a.env': 'CUSTOMER_ID=a b\n' })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });

  test('whose folder is there twice is refused', async () => {
    const twice = { 'data/1/messages.yaml': '[]', 'data/customer1/messages.yaml': '[]' };
    await expect(find({ 'a.env': 'CUSTOMER_ID=1\n', ...twice })).rejects.toThrow('Both data/');
  });
});
