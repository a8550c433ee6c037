import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Ended } from '../support/postaci-process.js';
import { WarmPostaci } from '../support/warm-postaci.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';

const ENV = `
API_ID=12345
API_HASH=0123456789abcdef0123456789abcdef
PHONE_NUMBER=+9996620001
SERVICES=reply,dm
`;

const RESPONSES = `
rules:
  - id: twice
    keyword: fiyat
    answer: "{nmae}, 100 TL"
  - id: twice
    regex: "(a+"
    answer: Selam
  - regex: "(a+)+$"
    answer: Takes linear time here
  - regex: "(?=a)b"
    answer: Selam
  - llm: true
`;

const INVITES = `
welcome: ""
invites:
  - Gel {name}
followUps:
  first-contact:
    - { text: Orada mısın?, after: 1h }
`;

let workspace: Workspace;
let postaci: WarmPostaci;
beforeAll(() => {
  workspace = makeWorkspace({
    'x.env': `CUSTOMER_ID=x${ENV}`,
    'data/x/responses.yaml': RESPONSES,
    'data/x/invites.yaml': INVITES,
    'good.env': `CUSTOMER_ID=good${ENV}`,
    'columns.csv': 'name,phone\nAda,+905551234567\n',
    // "İyi" in Windows-1254.
    'turkish.csv': Buffer.from([...Buffer.from('username,note\n@ada_y,'), 0xdd, 0x79, 0x69, 0x0a]),
    'cut.csv': 'id,username\n1,"ada\n2,@can\n',
  });
  postaci = new WarmPostaci(workspace.path);
});
afterAll(async () => {
  await postaci.stop();
  workspace.remove();
});

const run = (...args: readonly string[]): Promise<Ended> => postaci.run(args);

const line = (place: string, words: string) =>
  expect.stringMatching(
    new RegExp(`^  - data/x/${place} .*${words.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`),
  );

describe('what operators write for people, when it is wrong', () => {
  test('is told all at once, with the line of each, and a remedy', async () => {
    const { code, stdout, stderr } = await run('config', 'check', '--env-file', 'x.env');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    const problems = stderr.split('\n').filter((line) => line.startsWith('  - '));
    expect(problems).toEqual([
      line('responses.yaml:5', 'unknown variable {nmae}. Did you mean {name}?'),
      line('responses.yaml:6', 'has the same id `twice` as the one on line 3. Give each its own'),
      line('responses.yaml:7', 'the pattern `(a+` is not understood: missing closing )'),
      line('responses.yaml:11', 'Leave out what looks ahead or behind'),
      line('invites.yaml:2', '`welcome` is empty. Write what is to be said, or take it out'),
      line('invites.yaml:7', 'sooner than 6h. Write 6h or longer'),
    ]);
    expect(stderr).not.toContain('(a+)+');
  });

  test.each([
    ['columns.csv', /^postaci: columns\.csv:1 has a column "phone"[\s\S]*ask the others to write/],
    ['turkish.csv', /^postaci: turkish\.csv:2 is not UTF-8 \(Windows-1254[\s\S]*"CSV UTF-8"/],
    ['cut.csv', /^postaci: cut\.csv:2 begins a row that does not end[\s\S]*Double each quotation/],
  ])('%s is refused as a whole, without asking for a daemon', async (file, says) => {
    const list = await run(
      'contacts',
      'import',
      file,
      '--source',
      'fuar',
      '--env-file',
      'good.env',
    );
    expect(list).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(says) });
    expect(list.stderr).toMatch(/nothing was imported[\s\S]*\(CONTACTS_INVALID\)/);
    expect(list.stderr).not.toMatch(/\bbug\b|^ {4}at /m);
  });
});
