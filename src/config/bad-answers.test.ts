import { describe, expect, test } from '@jest/globals';
import { loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const FILE = 'data/customer1/responses.yaml';
const PERSON = 'Write a person as @ayse, https://t.me/ayse, or by id, e.g. 123456789';
const DATES = '{date}, {time}, {weekday}, {day}, {month}, {year}, {customer}';
const SHAPE = 'docs/configuration.md shows how answers are written';
const WINDOWS = (key: string) =>
  `Write hours of the local day from 0 to 24, e.g. ${key}: 5-10,18-24, with minutes as 05:30-10, past midnight as 22-2`;

/** One problem each: the file, and what is said of it behind its name. */
const CASES: Readonly<Record<string, readonly [text: string, says: string]>> = {
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
    `1 \`mode\` must be one of off, manual, manualplus, auto. ${SHAPE}`,
  ],
  'a text alone': [
    'hello\n',
    `1 must be a list of rules, keywords with answers, or have the key rules. ${SHAPE}`,
  ],
  'a rule that is a text': [
    '- hello\n',
    `1 \`0\` must be a rule with an answer, e.g. {keyword: fiyat, answer: …}. ${SHAPE}`,
  ],
  'a rule without an answer': [
    'rules:\n  - answer: a\n    keyword: a\n  - keyword: b\n',
    '4 `rules.1` says nothing. Give it answer or answers',
  ],
  'an empty answer': [
    'merhaba: Hello\nfiyat: ["a", " "]\n',
    '2 `fiyat.1` is empty. Write what is to be said, or take it out',
  ],
  'an answer that is no text among keywords': [
    'merhaba: Hello\nfiyat: {a: b}\n',
    `2 \`fiyat\` must be a text. ${SHAPE}`,
  ],
  'an answer that is no text': ['- answer: true\n', `1 \`0.answer\` must be a text. ${SHAPE}`],
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
    `2 \`0.keywords\` is empty. ${SHAPE}`,
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
  'a model before other rules': [
    '- llm: true\n- answer: a\n  keyword: a\n',
    '1 `0.llm` has a language model answer before the rules behind it are asked. Put this rule last: the model answers what no other rule does',
  ],
  'two models': [
    '- llm: true\n- llm: true\n',
    '1 `0.llm` has a language model answer before the rules behind it are asked. Put this rule last: the model answers what no other rule does',
  ],
  'a model for some words only': [
    '- llm: true\n  keyword: fiyat\n',
    '2 `0.keyword` stands in the rule in which a language model answers what no other rule does. Take it out, or make it a rule of its own before this one',
  ],
  'a model with an answer': [
    '- llm: true\n  answer: a\n',
    '2 `0.answer` stands in the rule in which a language model answers what no other rule does. Take it out, or make it a rule of its own before this one',
  ],
  'a model that may write what there is not': [
    '- llm: true\n  allow: [links, gifs]\n',
    '2 `0.allow.1` is not one of links, mentions, phones, hashtags, markup. Write e.g. allow: links',
  ],
  'a model with a disclosure of no words': [
    "- llm: true\n  disclosure: '…'\n",
    '2 `0.disclosure` has neither letter nor digit. Write one short line, e.g. disclosure: Written with the help of a program',
  ],
  'an answer that may hold links': [
    '- answer: a\n  allow: links\n',
    '2 `0.allow` is only for the rule in which a language model answers. Take it out',
  ],
  'more rules than anybody reads': [
    '- answer: a\n'.repeat(501),
    `1 has more than 500 rules. ${SHAPE}`,
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
    `3 \`menu.items\` is empty. ${SHAPE}`,
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
    `menu:\n  text: '{name}${'x'.repeat(4_020)}'\n  items:\n    - {label: A, answer: a}\n    - {label: B, answer: b}\n`,
    "1 `menu` can become 4097 characters long, above Telegram's 4096. Shorten it by at least 1",
  ],
  'a variable with a bad name': [
    'variables:\n  1st: a\nrules: []\n',
    '2 `variables.1st` is not a name. Use letters, digits and _, a letter first',
  ],
};

describe('what is wrong with the answers is named, with the line and what to do', () => {
  test.each(Object.entries(CASES))('%s', async (_, [text, says]) => {
    const error = await loadBadInput({ files: { [FILE]: text } });
    expect(error).toBeInstanceOf(ConfigProblems);
    const { problems, exitCode } = error as ConfigProblems;
    expect(problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([
      `${FILE}:${says}`,
    ]);
    expect(exitCode).toBe(2);
  });

  test('patterns that are catastrophes elsewhere are good ones', async () => {
    const patterns = ['(a+)+$', '^(a|a)*$', '(.*a){20}', '(x+x+)+y'];
    const rules = patterns.map((regex) => ({ regex, answer: 'a' }));
    const files = { 'data/customer1/responses.json': JSON.stringify(rules) };
    expect(await loadBadInput({ files })).not.toBeInstanceOf(Error);
  });
});
