import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BadInputTable, loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const GROUP_REMEDY =
  'Write a group as grup1, @grup1, https://t.me/grup1, https://t.me/+invitehash or -1001234567890, and a topic behind it as https://t.me/grup1/42';
const MESSAGES = 'data/customer1/messages.yaml';
const KNOWN = '{group}, {date}, {time}, {weekday}, {day}, {month}, {year}, {customer}';

/** Files that are missing, broken, or say what cannot be. */
const CASES: BadInputTable = {
  'an env file that is not there': {
    envFile: 'envs/none.env',
    says: 'The env file envs/none.env does not exist. Copy envs/example.env, fill it in, and name it with --env-file',
  },
  'an env file that is a folder': {
    envFile: 'folder',
    files: { 'folder/x': '' },
    says: 'The env file folder cannot be read (EISDIR). Copy envs/example.env, fill it in, and name it with --env-file',
  },
  'a line that assigns nothing': {
    lines: 'MESSAGES_PER_DAY: 40',
    says: 'x.env:6 is not an assignment: `MESSAGES_PER_DAY:`. Write NAME=value, or begin the line with # to make it a remark',
  },
  'a quote that is never closed': {
    lines: 'TIMEZONE="Europe/Istanbul\nDEBUG=true',
    says: 'x.env:6 TIMEZONE opens a quote that is never closed. Close the quote',
  },
  'text behind a closing quote': {
    lines: 'TIMEZONE="Europe"/Istanbul',
    says: 'x.env:6 TIMEZONE has text behind its closing quote. Put the whole value in quotes, or none of it',
  },
  'an unknown assignment on another’s line': {
    lines: 'DEBUG=true LLM_FANCY=1',
    says: 'x.env:6 DEBUG is followed by `LLM_FANCY=` on the same line. Give each assignment a line of its own, or put the value in quotes',
  },
  'both forms of the customer’s folder': {
    files: { 'data/1/x': '', 'data/customer1/x': '' },
    says: 'Both data/customer1 and data/1 exist for the customer 1. Move what is in one of them into the other, and remove it',
  },
  'two files for one thing': {
    files: { 'data/customer1/config.json': '{}', 'data/customer1/config.yaml': '' },
    says: 'Both data/customer1/config.json and data/customer1/config.yaml exist. Keep one of the two',
  },
  'broken JSON': {
    files: { 'data/customer1/config.json': '{\n  "DEBUG": true\n  "LOG_LEVEL": "info"\n}' },
    says: 'data/customer1/config.json:3:3 is broken JSON: expected a comma or }. Mend that place; everything else was left as it is',
  },
  'JSON that ends too early': {
    files: { 'data/customer1/config.json': '{"DEBUG": true' },
    says: 'data/customer1/config.json:1:15 is broken JSON: expected a comma or }, but the file ends. Mend that place; everything else was left as it is',
  },
  'broken YAML': {
    files: { 'data/customer1/config.yaml': 'DEBUG: true\nLOG_LEVEL: "info\n' },
    says: 'data/customer1/config.yaml:3:1 is broken YAML: missing closing "quote. Mend that place; everything else was left as it is',
  },
  'a bad value in the customer’s file': {
    files: { 'data/customer1/config.json': '{\n  "messages_per_day": "many"\n}' },
    says: 'MESSAGES_PER_DAY=many (data/customer1/config.json:2) is not a whole number from 1 to 1000000. Write digits only, e.g. MESSAGES_PER_DAY=40',
  },
  'a value with parts in the customer’s file': {
    files: { 'data/customer1/config.yaml': 'DEBUG: true\nMESSAGES_PER_DAY:\n  monday: 3\n' },
    says: 'data/customer1/config.yaml:2 gives `MESSAGES_PER_DAY` a value with parts of its own. Write a text, a number, true, false, or a list of these',
  },
  'another customer in the customer’s file': {
    files: { 'data/customer1/config.json': '{"CUSTOMER_ID": 2}' },
    says: "CUSTOMER_ID (data/customer1/config.json:1) names another customer than this folder's, 1. Take it out, and set CUSTOMER_ID in the env file",
  },
  'a template with an unknown variable': {
    files: { [MESSAGES]: 'templates:\n  - Hello\n  - id: two\n    text: Hello {gruop}\n' },
    says: `${MESSAGES}:4 \`templates.1.text\` names the unknown variable {gruop}. Did you mean {group}? Known are ${KNOWN}; for a brace itself write {{ or }}`,
  },
  'a template that is too long': {
    files: { [MESSAGES]: `templates:\n  - ${'x'.repeat(4_000)} {group}\n` },
    says: `${MESSAGES}:2 \`templates.0.text\` can become 4256 characters long, above Telegram's 4096. Shorten it by at least 160`,
  },
  'a caption that is too long': {
    files: {
      'data/customer1/tea.jpg': 'x',
      [MESSAGES]: `- text: ${'x'.repeat(1_025)}\n  media: tea.jpg\n`,
    },
    says: `${MESSAGES}:1 \`templates.0.text\` can become 1025 characters long, above Telegram's 1024. Shorten it by at least 1`,
  },
  'an empty variant': {
    files: { [MESSAGES]: '- variants:\n    - Hello\n    - " "\n' },
    says: `${MESSAGES}:3 \`templates.0.variants.1\` is empty. Write what is to be said, or take it out`,
  },
  'a template that says nothing': {
    files: { [MESSAGES]: '- id: nothing\n' },
    says: `${MESSAGES}:1 \`templates.0\` says nothing. Give it text or variants`,
  },
  'two templates of one id': {
    files: { [MESSAGES]: '- id: a\n  text: One\n- text: Two\n  id: a\n' },
    says: `${MESSAGES}:4 \`templates.1.id\` has the same id \`a\` as the one on line 1. Give each its own`,
  },
  'a picture that is not there': {
    files: { [MESSAGES]: '- text: Tea\n  media: media/tea.jpg\n' },
    says: `${MESSAGES}:2 \`templates.0.media\` names data/customer1/media/tea.jpg, which is no readable file. Put the file there; paths start at the folder of the messages file`,
  },
  'a template for a group that is no target': {
    files: { [MESSAGES]: '- text: Tea\n  targets:\n    - "@other"\n' },
    says: `${MESSAGES}:3 \`templates.0.targets.0\` names \`@other\`, which is not among the targets. Write it as in GROUP_LINKS or under targets`,
  },
  'an unknown key among the messages': {
    files: { [MESSAGES]: 'templates: [Hello]\nvariabels: {}\n' },
    says: `${MESSAGES}:2 has the unknown key \`variabels\`. Write variables, or take it out`,
  },
  'templates that are no list': {
    files: { [MESSAGES]: 'templates: Hello\n' },
    says: `${MESSAGES}:1 \`templates\` must be a list of templates. docs/configuration.md shows how messages are written`,
  },
  'a target with a bad schedule': {
    files: { [MESSAGES]: 'templates: [Hello]\ntargets:\n  - group: grup2\n    schedule: often\n' },
    says: `${MESSAGES}:3 \`targets.0\`: the schedule \`often\` is not a gap between messages. Write it as 30m, or as 30m±5m (also 30m+-5m) for gaps from 25 to 35 minutes`,
  },
  'a target that is no group': {
    files: { [MESSAGES]: 'templates: [Hello]\ntargets: ["a b"]\n' },
    says: `${MESSAGES}:2 \`targets.0\`: \`a b\` holds white space. ${GROUP_REMEDY}`,
  },
};

describe('bad files are named, with the line and what to do', () => {
  test.each(Object.entries(CASES))('%s', async (_, { says, ...input }) => {
    const error = await loadBadInput(input);
    expect(error).toBeInstanceOf(ConfigProblems);
    const { problems, exitCode } = error as ConfigProblems;
    expect(problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([says]);
    expect(exitCode).toBe(2);
  });

  test('a problem with templates alone keeps its own code', async () => {
    const error = (await loadBadInput({ files: { [MESSAGES]: '- "{x}"\n' } })) as ConfigProblems;
    expect(error.code).toBe('TEMPLATE_INVALID');
  });

  test('broken messages may have named the groups: that there are none is not said', async () => {
    const error = (await loadBadInput({
      set: { GROUP_LINKS: undefined },
      files: { [MESSAGES]: 'targets: [grup1\n' },
    })) as ConfigProblems;
    expect(error.problems.map(({ problem }) => problem)).toEqual([
      expect.stringContaining('is broken YAML'),
    ]);
  });

  test('whatever stands in them, it is read or named, never thrown at', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .array(fc.constantFrom(...'{}[]":,\n -#&*!|>%@`'.split(''), 'a', '1', 'templates', 'text'))
        .map((parts) => parts.join('')),
    );
    const name = fc.constantFrom('messages.yaml', 'messages.json', 'config.json', 'config.yaml');
    await fc.assert(
      fc.asyncProperty(name, text, async (file, content) => {
        const result = await loadBadInput({ files: { [`data/1/${file}`]: content } });
        if (result instanceof Error) expect(result).toBeInstanceOf(ConfigProblems);
      }),
      { numRuns: 300 },
    );
  });
});
