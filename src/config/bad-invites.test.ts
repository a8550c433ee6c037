import { describe, expect, test } from '@jest/globals';
import { loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const FILE = 'data/customer1/invites.yaml';
const DATES = '{date}, {time}, {weekday}, {day}, {month}, {year}, {customer}';
const SHAPE = 'docs/configuration.md shows how invites are written';
const SOONER =
  'or longer, or leave it out: an account that followed up sooner was blocked by Telegram (S3)';
/** One problem each: the file, and what is said of it behind its name. */
const CASES: Readonly<Record<string, readonly [text: string, says: string]>> = {
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
    `3 \`welcome.to.0\` must be one of wrote_first, opt_in_word, imported. ${SHAPE}`,
  ],
  'nobody to say it to': [
    'welcome:\n  text: Hi\n  to: []\n',
    `3 \`welcome.to\` is empty: nobody would hear it. ${SHAPE}`,
  ],
  'a follow-up that comes too soon': [
    'followUps:\n  first-contact:\n    - text: Well?\n      after: 1h\n',
    `4 \`followUps.first-contact.0.after\` is 1h after the account's last word, sooner than 6h. Write 6h ${SOONER}`,
  ],
  'a fourth follow-up': [
    'followUps:\n  manual: [a, b, c, d]\n',
    `2 \`followUps.manual\` has more than 3 follow-ups: more than that is a nuisance. ${SHAPE}`,
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

describe('what is wrong with the invites is named, with the line and what to do', () => {
  test.each(Object.entries(CASES))('%s', async (_, [text, says]) => {
    const error = await loadBadInput({ files: { [FILE]: text } });
    expect(error).toBeInstanceOf(ConfigProblems);
    const { problems, exitCode } = error as ConfigProblems;
    expect(problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([
      `${FILE}:${says}`,
    ]);
    expect(exitCode).toBe(2);
  });
});
