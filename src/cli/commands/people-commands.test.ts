import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { handlers, PLAN, USERS } from '../../../test/support/control-handlers.js';
import { PostaciProcess } from '../../../test/support/postaci-process.js';
import { WarmPostaci } from '../../../test/support/warm-postaci.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { serveControl } from '../../control/server.js';
import { createEventBus } from '../../lib/event-bus.js';
import { systemClock } from '../../lib/system-clock.js';

const ENV = `CUSTOMER_ID=1
API_ID=12345
API_HASH=0123456789abcdef0123456789abcdef
PHONE_NUMBER=+9996620001
GROUP_LINKS=grup1
TIMEZONE=Europe/Istanbul
`;

const PEOPLE = 'ID;Note;consented_at\n7;a;2026-03-01\n8;b;\n7;c;\nx;d;\n';

/** A signal that is sent with the second of them is heard long before the last. */
const PAGES = 60;

/** The command as an operator runs it; the daemon that it finds writes down what it is asked. */
describe('commands about people', () => {
  const asked: unknown[] = [];
  const daemon = handlers(asked);
  /** What the daemon does before it answers a page. */
  let onPage = () => {};
  const workspace = makeWorkspace({
    'customer.env': ENV,
    'people.csv': PEOPLE,
    'good.csv': 'username\n@can_1\n',
    'long.csv': `id\n${Array.from({ length: PAGES * 1_000 }, (_, index) => `${index + 1}\n`).join('')}`,
    'phones.csv': 'phone\n+905550000000\n',
  });
  const postaci = new WarmPostaci(workspace.path);
  let stop = async () => {};
  beforeAll(async () => {
    const socketPath = join(workspace.path, 'data', 'customer1', 'control.sock');
    stop = await serveControl({
      socketPath,
      handlers: {
        ...daemon,
        async importContacts(page) {
          onPage();
          return daemon.importContacts(page);
        },
      },
      events: createEventBus(),
      clock: systemClock,
    });
  });
  afterAll(async () => {
    await postaci.stop();
    await stop();
    workspace.remove();
  });
  beforeEach(() => void asked.splice(0));

  const run = (...args: string[]) => postaci.run([...args, '--env-file', 'customer.env']);
  const importing = (...args: string[]) => run('contacts', 'import', ...args);

  test('contacts import hands good rows on, reports the others, and ends with 8', async () => {
    const ended = await importing('people.csv', '--source', ' fuar 2026 ', '--report', 'bad.csv');
    expect(ended).toMatchObject({ code: 8 });
    expect(asked).toEqual([
      [
        'import',
        {
          source: 'fuar 2026',
          dryRun: false,
          contacts: [
            { line: 2, who: { id: 7 }, consentedAt: Date.parse('2026-02-28T21:00:00Z') },
            { line: 3, who: { id: 8 } },
          ],
          progress: { done: 4, total: 4 },
        },
      ],
    ]);
    expect(ended.stderr).toBe('warning: columns that mean nothing to postaci are left out: Note\n');
    expect(ended.stdout.split('\n')).toEqual([
      'people.csv: 2 added, 0 known, 0 refused, 1 duplicate, 1 invalid.',
      '  line 4: duplicate: "7" is on line 2 already',
      '  line 5: invalid: "x" is no id of a person',
      'All rows that did not go in: bad.csv',
      '',
    ]);
    expect(readFileSync(join(workspace.path, 'bad.csv'), 'utf8').split('\n')).toHaveLength(4);
  });

  test('contacts import --dry-run --json is for programs', async () => {
    const { code, stdout } = await importing('good.csv', '--source', 'x', '--dry-run', '--json');
    expect(code).toBe(0);
    expect(asked).toEqual([['import', expect.objectContaining({ dryRun: true })]]);
    expect(JSON.parse(stdout)).toEqual({
      file: 'good.csv',
      source: 'x',
      dryRun: true,
      rows: 1,
      added: 1,
      known: 0,
      duplicate: 0,
      refused: 0,
      invalid: 0,
      leftOut: [],
      ignoredColumns: [],
    });
  });

  test.each([
    [['phones.csv', '--source', 'x'], /by phone number[\s\S]*\(CONTACTS_INVALID\)/],
    [['none.csv', '--source', 'x'], /none\.csv[\s\S]*\(CONFIG_FILE_UNREADABLE\)/],
    [['good.csv'], /--source/],
    [['good.csv', '--source', '  '], /Say where and how/],
    [['good.csv', '--source', 'x', '--report', 'good.csv'], /is the list itself/],
  ])('contacts import %j asks nobody and ends with 2', async (args, says) => {
    const ended = await importing(...args);
    expect(ended).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) });
    expect(asked).toEqual([]);
    expect(readFileSync(join(workspace.path, 'good.csv'), 'utf8')).toBe('username\n@can_1\n');
  });

  test('contacts import that is interrupted ends behind a page, and says how far it came', async () => {
    const importing = new PostaciProcess(
      ['contacts', 'import', 'long.csv', '--source', 'x', '--env-file', 'customer.env'],
      workspace.path,
      { input: '' },
    );
    onPage = () => {
      if (asked.length === 1) process.kill(importing.id, 'SIGINT');
    };
    const ended = await importing.ended;
    expect(ended).toMatchObject({ code: 130, stdout: '' });
    expect(asked.length).toBeLessThan(PAGES);
    expect(ended.stderr).toContain(`It stopped behind line ${asked.length * 1_000 + 1}: `);
    expect(ended.stderr).toMatch(/the import was interrupted\n$/);
  });

  test('contacts forget erases nothing unless somebody said yes', async () => {
    const ended = await run('contacts', 'forget', '7');
    expect(ended).toMatchObject({ code: 2, stderr: expect.stringContaining('--yes') });
    expect(asked).toEqual([]);
    expect(await run('contacts', 'forget', '@can_1', '--yes')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Erased: people 1, inbox 2\./),
    });
    expect(asked).toEqual([['forget', '@can_1']]);
  });

  test('contacts refuse and show name a person', async () => {
    expect(await run('contacts', 'refuse', '7')).toMatchObject({ code: 0 });
    const shown = await run('contacts', 'show', '@ada_yildiz');
    expect(shown.stdout).toMatch(/^person {5}Ada Yıldız @ada_yildiz \(7\), tr\n/);
    expect(asked).toEqual([
      ['refuse', '7'],
      ['contact', '@ada_yildiz'],
    ]);
  });

  test('takeovers are shown, and lifted in groups too', async () => {
    expect((await run('takeovers')).stdout).toMatch(/^Can \(7\): yours since 1970-01-01 02:00/);
    expect(await run('takeovers', 'lift', '-1001234567890')).toMatchObject({ code: 0 });
    expect(await run('takeovers', 'lfit', '7')).toMatchObject({ code: 2, stdout: '' });
    expect(asked).toEqual([['lift-takeover', '-1001234567890']]);
  });

  test('plan and users print lines, or JSON', async () => {
    expect((await run('plan')).stdout).toMatch(/^when .*\n1970-01-01 08:00 {2}dm /);
    expect(JSON.parse((await run('plan', '--limit', '5', '--json')).stdout)).toEqual(PLAN);
    expect(await run('plan', '--limit', '0')).toMatchObject({ code: 2 });
    expect(JSON.parse((await run('users', '--json')).stdout)).toEqual(USERS);
  });
});
