import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BadInputTable, loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const RESPONSES = 'data/customer1/responses.yaml';
const INVITES = 'data/customer1/invites.yaml';
const PERSON = 'Write a person as @ayse, https://t.me/ayse, or by id, e.g. 123456789';
const DATES = '{date}, {time}, {weekday}, {day}, {month}, {year}, {customer}';
const SHAPE = (what: string) => `docs/configuration.md shows how ${what} are written`;
const SOONER =
  'or longer, or leave it out: an account that followed up sooner was blocked by Telegram (S3)';
const WINDOWS = (key: string) =>
  `Write hours of the local day from 0 to 24, e.g. ${key}: 5-10,18-24, with minutes as 05:30-10, past midnight as 22-2`;

/** One problem each, in responses.yaml. */
const ANSWERS: Readonly<Record<string, readonly [text: string, says: string]>> = {
  'an unknown key': [
    'rulez:\n  - answer: a\n',
    '1 has the unknown key `rulez`. Write rules, or take it out',
  ],
  'an unknown key of a rule': [
    'rules:\n  - keyword: a\n    awnser: b\n    answer: a\n',
    '3 `rules.0` has the unknown key `awnser`. Write answer, or take it out',
  ],
  'a misspelt setting among texts': [
    'mode: auto\nquiethours: 22-8\n',
    '2 has the unknown key `quiethours`. Write quietHours, or take it out',
  ],
  'a mode that there is not': [
    'mode: always\nrules: []\n',
    `1 \`mode\` must be one of off, manual, manualplus, auto. ${SHAPE('answers')}`,
  ],
  'a text alone': [
    'hello\n',
    `1 must be a list of rules, keywords with answers, or have the key rules. ${SHAPE('answers')}`,
  ],
  'a rule that is a text': [
    '- hello\n',
    `1 \`0\` must be a rule with an answer, e.g. {keyword: fiyat, answer: …}. ${SHAPE('answers')}`,
  ],
  'a rule without an answer': [
    'rules:\n  - answer: a\n    keyword: a\n  - keyword: b\n',
    '4 `rules.1` says nothing. Give it answer or answers',
  ],
  'an empty answer': [
    'merhaba: Hello\nfiyat: ["a", " "]\n',
    '2 `fiyat.1` is empty. Write what is to be said, or take it out',
  ],
  'an answer that is no text': [
    '- answer: true\n',
    `1 \`0.answer\` must be a text. ${SHAPE('answers')}`,
  ],
  'an unknown variable': [
    'rules:\n  - keyword: a\n    answer: Hi {nmae}\n',
    `3 \`rules.0.answer\` names the unknown variable {nmae}. Did you mean {name}? Known are {name}, ${DATES}; for a brace itself write {{ or }}`,
  ],
  'a group’s name in private': [
    '- answer: Welcome to {group}\n',
    `1 \`0.answer\` names {group}, which has no value here. {group} is known in messages, and in answers of rules with \`chats: groups\`: a private chat has no group. Known are {name}, ${DATES}; for a brace itself write {{ or }}`,
  ],
  'an answer that is too long': [
    `- answer: ${'x'.repeat(4_096)}{name}\n`,
    "1 `0.answer` can become 4160 characters long, above Telegram's 4096. Shorten it by at least 64",
  ],
  'two rules of one id': [
    '- {id: a, answer: a, keyword: a}\n- {id: a, answer: b}\n',
    '2 `1.id` has the same id `a` as the one on line 1. Give each its own',
  ],
  'a list of keywords without any': [
    '- answer: a\n  keywords: []\n',
    `2 \`0.keywords\` is empty. ${SHAPE('answers')}`,
  ],
  'an empty keyword': [
    '- answer: a\n  keywords: [b, " "]\n',
    '2 `0.keywords.1` is empty. Write the word that is looked for, or take it out',
  ],
  'a pattern that is broken': [
    '- answer: a\n  regex: "fiyat("\n',
    '2 `0.regex`: the pattern `fiyat(` is not understood: missing closing ). Mend it; to have a sign as itself, write `\\` before it',
  ],
  'a pattern that looks ahead': [
    "- answer: a\n  regexes: ['a', '(?=(a+)+$)b']\n",
    '2 `0.regexes.1`: the pattern `(?=(a+)+$)b` is not understood at character 1 (`(?=`): invalid or unsupported Perl syntax. Leave out what looks ahead or behind: it cannot be had in linear time',
  ],
  'a pattern with a reference to a group': [
    "- answer: a\n  regex: '(a+)\\1'\n",
    '2 `0.regex`: the pattern `(a+)\\1` is not understood at character 5 (`\\1`): invalid escape sequence. Leave out the reference to a group: it cannot be had in linear time',
  ],
  'a pattern with slashes around it': [
    '- answer: a\n  regex: /fiyat/i\n',
    '2 `0.regex` has slashes around the pattern: `/fiyat/i`. Write only what stands between them; case never counts',
  ],
  'a language that is not told apart': [
    '- answer: a\n  languages: [tr, de]\n',
    '2 `0.languages.1` names the language `de`, which is not told apart. Write tr, ru, en, or leave the language out',
  ],
  'hours that no day has': [
    '- answer: a\n  hours: 9-25\n',
    `2 \`0.hours\` holds the window \`9-25\`: \`25\` is no hour of a day. ${WINDOWS('hours')}`,
  ],
  'a cooldown that is no duration': [
    '- answer: a\n  cooldown: long\n',
    '2 `0.cooldown` `long` is not a duration. Write it as 90 (seconds), 90s, 5m, 2h or 1h30m',
  ],
  'a model before there is one': [
    '- answer: a\n  keyword: a\n- llm: true\n',
    '3 `1.llm` asks a language model, which this version cannot do yet. Take the rule out until the service comment is there, which brings the model along',
  ],
  'more rules than anybody reads': [
    '- answer: a\n'.repeat(501),
    `1 has more than 500 rules. ${SHAPE('answers')}`,
  ],
  'a chat that is a group': [
    'chats:\n  -1001234567890: auto\nrules: []\n',
    `2 \`chats.-1001234567890\` names a group: in groups postaci answers when it is replied to or mentioned. Take it out. ${PERSON}`,
  ],
  'a chat that is a phone number': [
    "chats:\n  '+905551234567': auto\n",
    `2 \`chats.+905551234567\` names no person. ${PERSON}`,
  ],
  'one person twice': [
    "chats:\n  '@ayse': auto\n  Ayse: manual\n",
    '3 `chats.Ayse` names the same person as `@ayse`. Keep one of the two',
  ],
  'a menu without items': [
    'menu:\n  text: What?\n  items: []\n',
    `3 \`menu.items\` is empty. ${SHAPE('answers')}`,
  ],
  'a label that is a number': [
    'menu:\n  text: What?\n  items:\n    - {label: 2, answer: a}\n',
    '4 `menu.items.0.label` `2` is a number, and items are chosen by number. Write a few words that tell it from the others',
  ],
  'a label twice': [
    'menu:\n  text: What?\n  items:\n    - {label: İade, answer: a}\n    - {label: iade, answer: b}\n',
    '5 `menu.items.1.label` stands in the menu twice. Write a few words that tell it from the others',
  ],
  'a menu that is too long': [
    `menu:\n  text: ${'x'.repeat(4_090)}\n  items:\n    - {label: A, answer: a}\n    - {label: B, answer: b}\n`,
    "1 `menu` becomes 4102 characters long, above Telegram's 4096. Shorten its text or its labels",
  ],
  'a variable with a bad name': [
    'variables:\n  1st: a\nrules: []\n',
    '2 `variables.1st` is not a name. Use letters, digits and _, a letter first',
  ],
};

/** One problem each, in invites.yaml. */
const MESSAGES: Readonly<Record<string, readonly [text: string, says: string]>> = {
  'an unknown key': [
    'invitees: [Hello]\n',
    '1 has the unknown key `invitees`. Write invites, or take it out',
  ],
  'texts mixed with invites': [
    'invites:\n  - Hello\n  - {text: Hi}\n',
    '1 `invites` mixes texts with invites: texts alone are variants of one invite. Write each as an invite, {text: …}, or all as texts',
  ],
  'an empty text': ['- Hello\n- ""\n', '2 `1` is empty. Write what is to be said, or take it out'],
  'an invite that says nothing': [
    'invites:\n  - after: 1d\n',
    '2 `invites.0` says nothing. Give it text or variants',
  ],
  'a consent that there is not': [
    'welcome:\n  text: Hi\n  to: [everybody]\n',
    `3 \`welcome.to.0\` must be one of wrote_first, opt_in_word, imported. ${SHAPE('invites')}`,
  ],
  'nobody to say it to': [
    'welcome:\n  text: Hi\n  to: []\n',
    `3 \`welcome.to\` is empty: nobody would hear it. ${SHAPE('invites')}`,
  ],
  'a follow-up that comes too soon': [
    'followUps:\n  first-contact:\n    - text: Well?\n      after: 1h\n',
    `4 \`followUps.first-contact.0.after\` is 1h after the account's last word, sooner than 6h. Write 6h ${SOONER}`,
  ],
  'a fourth follow-up': [
    'followUps:\n  manual: [a, b, c, d]\n',
    `2 \`followUps.manual\` has more than 3 follow-ups: more than that is a nuisance. ${SHAPE('invites')}`,
  ],
  'a state that there is not': [
    'followUps:\n  first_contact: [a]\n',
    '2 `followUps` has the unknown key `first_contact`. Write first-contact, or take it out',
  ],
  'a group’s name': [
    'welcome: Hello {group}\n',
    `1 \`welcome\` names {group}, which has no value here. {group} is known in messages, and in answers of rules with \`chats: groups\`: a private chat has no group. Known are {name}, ${DATES}; for a brace itself write {{ or }}`,
  ],
  'an invite with the welcome’s id': [
    'welcome: Hello\ninvites:\n  - {id: welcome, text: Hi}\n',
    '3 `invites.0.id` has the same id `welcome` as the one on line 1. Give each its own',
  ],
  'a time that is no duration': [
    'invites:\n  - {text: Hi, after: soon}\n',
    '2 `invites.0.after` `soon` is not a duration. Write it as 90 (seconds), 90s, 5m, 2h or 1h30m',
  ],
};

const SAVE = 'Save it as UTF-8 (an editor offers that as "Encoding" in "Save as")';
const CONVERT =
  'or convert it, e.g. iconv -f WINDOWS-1254 -t UTF-8 for Turkish, WINDOWS-1251 for Russian';

/** Variables, broken files and other encodings. */
const OTHERS: BadInputTable = {
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

const inFile = (file: string, table: typeof ANSWERS): BadInputTable =>
  Object.fromEntries(
    Object.entries(table).map(([name, [text, says]]) => [
      `${name} (${file})`,
      { files: { [file]: text }, says: `${file}:${says}` },
    ]),
  );

const CASES: BadInputTable = {
  ...inFile(RESPONSES, ANSWERS),
  ...inFile(INVITES, MESSAGES),
  ...OTHERS,
};

describe('what is wrong with answers and invites is named, with the line and what to do', () => {
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

  test('patterns that are catastrophes elsewhere are good ones', async () => {
    const patterns = ['(a+)+$', '^(a|a)*$', '(.*a){20}', '(x+x+)+y'];
    const rules = patterns.map((regex) => ({ regex, answer: 'a' }));
    const files = { 'data/customer1/responses.json': JSON.stringify(rules) };
    expect(await loadBadInput({ files })).not.toBeInstanceOf(Error);
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
