import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BadInputTable, loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const RESPONSES = 'data/customer1/responses.yaml';
const INVITES = 'data/customer1/invites.yaml';
const DATES = '{date}, {time}, {weekday}, {day}, {month}, {year}, {customer}';

const SAVE = 'Save it as UTF-8 (an editor offers that as "Encoding" in "Save as")';
const CONVERT =
  'or convert it, e.g. iconv -f WINDOWS-1254 -t UTF-8 for Turkish, WINDOWS-1251 for Russian';

/** Variables, broken files and other encodings. */
const CASES: BadInputTable = {
  'a name in a message to a group': {
    files: { 'data/customer1/messages.yaml': '- Hi {name}\n' },
    says: `data/customer1/messages.yaml:1 \`templates.0.text\` names {name}, which has no value here. {name} is known in answers and private messages: a message to a group speaks to nobody in particular. Known are {group}, ${DATES}; for a brace itself write {{ or }}`,
  },
  'broken YAML': {
    files: { [RESPONSES]: 'rules:\n  - answer: "a\n' },
    says: `${RESPONSES}:3:1 is broken YAML: missing closing "quote. Mend that place; everything else was left as it is`,
  },
  'broken JSON': {
    files: { 'data/customer1/invites.json': '["a"\n "b"]' },
    says: 'data/customer1/invites.json:2:2 is broken JSON: expected a comma or ]. Mend that place; everything else was left as it is',
  },
  'both forms of one file': {
    files: { [INVITES]: '[]', 'data/customer1/invites.json': '[]' },
    says: 'Both data/customer1/invites.json and data/customer1/invites.yaml exist. Keep one of the two',
  },
  'answers in UTF-16': {
    files: { [RESPONSES]: Buffer.from('\uFEFF- answer: a\n', 'utf16le') },
    says: `${RESPONSES}:1 is UTF-16, not UTF-8. ${SAVE}`,
  },
  'invites in Windows-1254': {
    files: { [INVITES]: Buffer.from('- Merhaba\n- Ho\xfe geldin\n', 'latin1') },
    says: `${INVITES}:2 is not UTF-8: the byte FE stands there as in an older encoding. ${SAVE}, ${CONVERT}`,
  },
  'a reply mode that there is not': {
    lines: 'reply_mode=sometimes',
    says: 'reply_mode=sometimes (x.env:6) is not one of off, manual, manualplus, auto. Write e.g. reply_mode=off',
  },
  'a day on which no account began': {
    lines: 'ACCOUNT_SINCE=2012-01-01',
    says: 'ACCOUNT_SINCE=2012-01-01 (x.env:6) is before Telegram began. Write year, month and day, e.g. ACCOUNT_SINCE=2024-05-01',
  },
  'an opt-out word that is no word': {
    lines: 'OPT_OUT_WORDS=yeter,!!!',
    says: 'OPT_OUT_WORDS=yeter,!!! (x.env:6) holds `!!!`, which has neither letter nor digit. Write words or phrases with commas between them, e.g. OPT_OUT_WORDS=yeter,bana yazma',
  },
  'a word for yes and no': {
    lines: 'OPT_OUT_WORDS=yeter,Çık\nOPT_IN_WORDS=çık',
    says: '`çık` stands in OPT_OUT_WORDS (x.env:6) and in OPT_IN_WORDS (x.env:7). Keep it in one of the two',
  },
  'a silence that ends before the answer': {
    lines: 'TAKEOVER_SILENCE=2m',
    says: 'TAKEOVER_SILENCE (x.env:6) is 2m, shorter than manualplus_timeout_sec (5m): people would be answered twice, by you and then by postaci. Write TAKEOVER_SILENCE=5m or longer',
  },
  'no message to a person at all': {
    lines: 'DM_MAX_MESSAGES_PER_HOUR=0',
    says: 'DM_MAX_MESSAGES_PER_HOUR=0 (x.env:6) is not a whole number from 1 to 1000. Write digits only, e.g. DM_MAX_MESSAGES_PER_HOUR=3',
  },
};

describe('what is wrong with what holds for people is named, with its place and what to do', () => {
  test.each(Object.entries(CASES))('%s', async (_, { says, ...input }) => {
    const error = await loadBadInput(input);
    expect(error).toBeInstanceOf(ConfigProblems);
    const { problems, exitCode } = error as ConfigProblems;
    expect(problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([says]);
    expect(exitCode).toBe(2);
  });

  test('all of it at once', async () => {
    const error = (await loadBadInput({
      files: {
        [RESPONSES]: '- keyword: a\n- answer: "{x}"\n  regex: "("\n  hours: 30-31\n',
        [INVITES]: 'welcome: " "\nfollowUps: {active: [{text: "{group}", after: 1m}]}\n',
      },
    })) as ConfigProblems;
    expect(error.problems).toHaveLength(7);
  });

  test('whatever stands in them, it is read or named, never thrown at', async () => {
    const key = fc.constantFrom(
      ...'rules keyword answer answers regex menu items label text chats mode hours'.split(' '),
      ...'invites welcome followUps active variants to after variables invites_outro'.split(' '),
      '__proto__',
      'toString',
    );
    const leaf = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), key);
    const { root } = fc.letrec((tie) => ({
      root: fc.oneof(
        { maxDepth: 4 },
        leaf,
        fc.array(tie('root'), { maxLength: 4 }),
        fc.dictionary(key, tie('root'), { maxKeys: 4 }),
      ),
    }));
    const name = fc.constantFrom(
      'responses.yaml',
      'responses.json',
      'invites.yaml',
      'invites.json',
    );
    await fc.assert(
      fc.asyncProperty(name, root, async (file, content) => {
        const files = { [`data/1/${file}`]: JSON.stringify(content) };
        const result = await loadBadInput({ files });
        if (result instanceof Error) expect(result).toBeInstanceOf(ConfigProblems);
      }),
      { numRuns: 300 },
    );
  });
});
