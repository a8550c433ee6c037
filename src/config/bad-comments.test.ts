import { describe, expect, test } from '@jest/globals';
import { type BadInputTable, loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const FILE = 'data/customer1/comments.yaml';
const CHANNEL = 'Write a channel as -1001234567890, @kanal, or https://t.me/kanal';
const SHAPE = 'docs/configuration.md shows how comments are written';
const NONE =
  'List at least one channel in which comments are agreed, e.g. ALLOWLIST_CHAT_IDS=@mychannel, or leave the service comment out of SERVICES';
const LINE = 'Write one short line, e.g. COMMENT_DISCLOSURE=Written with the help of a program';

const listed = (channel: string, why: string) => ({
  lines: `ALLOWLIST_CHAT_IDS=@kanal1,${channel}`,
  says: `ALLOWLIST_CHAT_IDS=@kanal1,${channel} (x.env:6) holds \`${channel}\`, which ${why}`,
});
const file = (text: string, says: string) => ({ files: { [FILE]: text }, says: `${FILE}:${says}` });

/** What an operator may get wrong about comments and the model, and every word that is said about it. */
const CASES: BadInputTable = {
  'no channel at all': {
    lines: 'SERVICES=comment',
    says: `ALLOWLIST_CHAT_IDS is not set. ${NONE}`,
  },
  'an allowlist that names none': {
    lines: 'SERVICES=comment\nALLOWLIST_CHAT_IDS=[]',
    says: `ALLOWLIST_CHAT_IDS (x.env:7) names no channel. ${NONE}`,
  },
  'an allowlist that is a placeholder': {
    lines: 'ALLOWLIST_CHAT_IDS=[-100..., -100...]',
    says: "ALLOWLIST_CHAT_IDS (x.env:6) still holds the example's placeholder. Fill in your own value, or take ALLOWLIST_CHAT_IDS out",
  },
  'a person on the allowlist': listed(
    '5550001',
    'is the id of a person. Channels have ids that begin with -100',
  ),
  'a basic group on the allowlist': listed(
    '-5550001',
    'is the id of a basic group. Channels have ids that begin with -100',
  ),
  'a post on the allowlist': listed(
    't.me/kanal/42',
    'names one post, not the channel. Leave out what stands behind the channel',
  ),
  'a phone number on the allowlist': listed(
    '+905551234567',
    `is a phone number, not a channel. ${CHANNEL}`,
  ),
  'no name of Telegram on the allowlist': listed(
    'a!',
    `holds no valid username (4 to 32 letters, digits and single underscores, a letter first). ${CHANNEL}`,
  ),
  'a mode that there is not': {
    lines: 'COMMENT_MODE=ask',
    says: 'COMMENT_MODE=ask (x.env:6) is not one of auto, approve, dry. Write e.g. COMMENT_MODE=auto',
  },
  'a language that is not told apart': {
    lines: 'COMMENT_LANGUAGES=tr,de',
    says: 'COMMENT_LANGUAGES=tr,de (x.env:6) holds `de`, which is not one of tr, ru, en. Write e.g. COMMENT_LANGUAGES=tr',
  },
  'something that cannot be allowed': {
    lines: 'COMMENT_ALLOW=photos',
    says: 'COMMENT_ALLOW=photos (x.env:6) holds `photos`, which is not one of links, mentions, phones, hashtags, markup. Write e.g. COMMENT_ALLOW=links',
  },
  'a disclosure of two lines': {
    lines: 'COMMENT_DISCLOSURE="a\\nb"',
    says: `COMMENT_DISCLOSURE=a b (x.env:6) has a line break or another control character. ${LINE}`,
  },
  'a disclosure without a word': {
    lines: 'COMMENT_DISCLOSURE=🤖',
    says: `COMMENT_DISCLOSURE=🤖 (x.env:6) has neither letter nor digit. ${LINE}`,
  },
  'a long disclosure': {
    lines: `COMMENT_DISCLOSURE=${'x'.repeat(201)}`,
    says: `COMMENT_DISCLOSURE=${'x'.repeat(60)}… (x.env:6) is 201 characters long, above 200. ${LINE}`,
  },
  'no instant comment at all': {
    lines: 'MAX_INSTANT_PER_CHAT_PER_HOUR=0',
    says: 'MAX_INSTANT_PER_CHAT_PER_HOUR=0 (x.env:6) is not a whole number from 1 to 1000. Write digits only, e.g. MAX_INSTANT_PER_CHAT_PER_HOUR=2',
  },
  'a post that is never fresh': {
    lines: 'FRESH_POST_MAX_AGE_MINUTES=0',
    says: 'FRESH_POST_MAX_AGE_MINUTES=0 (x.env:6) is not a whole number from 1 to 525600. Write digits only, e.g. FRESH_POST_MAX_AGE_MINUTES=1440',
  },
  'a comment that comes when the post is old': {
    lines: 'INSTANT_COMMENT_DELAY_SECONDS=1h\nFRESH_POST_MAX_AGE_MINUTES=60',
    says: 'INSTANT_COMMENT_DELAY_SECONDS (x.env:6) is 1h, and posts are too old for a comment after 1h: none would get one. Write a shorter delay, or a greater FRESH_POST_MAX_AGE_MINUTES',
  },
  'a time to approve that nobody has': {
    lines: 'APPROVE_WITHIN=10',
    says: 'APPROVE_WITHIN=10 (x.env:6) is shorter than 1m. Write it as 90 (seconds), 90s, 5m, 2h or 1h30m',
  },
  'a shortest comment that is longer than the longest': {
    lines: 'LLM_MIN_LEN=221',
    says: 'LLM_MIN_LEN (x.env:6) is 221, above LLM_MAX_LEN (default), 220. Let the shortest comment be shorter than the longest',
  },
  'a comment that is a book': {
    lines: 'LLM_MAX_LEN=4096',
    says: 'LLM_MAX_LEN=4096 (x.env:6) is not a whole number from 1 to 2000. Write digits only, e.g. LLM_MAX_LEN=220',
  },
  'an endpoint that is no address': {
    lines: 'OPENAI_BASE_URL=localhost:11434',
    says: 'OPENAI_BASE_URL=localhost:11434 (x.env:6) is not a URL that begins with http:// or https://. Write it as OPENAI_BASE_URL=http://localhost:11434/v1',
  },
  'an endpoint with its method': {
    lines: 'OPENAI_BASE_URL=https://api.openai.com/v1/chat/completions',
    says: 'OPENAI_BASE_URL=https://api.openai.com/v1/chat/completions (x.env:6) goes beyond the endpoint. End it before /chat/completions, as OPENAI_BASE_URL=http://localhost:11434/v1',
  },
  'an endpoint with something behind its path': {
    lines: 'OPENAI_BASE_URL=https://api.openai.com/v1?a=b',
    says: 'OPENAI_BASE_URL=https://api.openai.com/v1?a=b (x.env:6) has something behind its path. Write it as OPENAI_BASE_URL=http://localhost:11434/v1',
  },
  'a key that is a placeholder': {
    lines: 'OPENAI_API_KEY=your-api-key',
    says: "OPENAI_API_KEY (x.env:6) still holds the example's placeholder. Fill in your own value, or take OPENAI_API_KEY out",
  },
  'a temperature beyond all': {
    lines: 'LLM_TEMPERATURE=2.5',
    says: 'LLM_TEMPERATURE=2.5 (x.env:6) is not a number from 0 to 2. Write it with a point, e.g. LLM_TEMPERATURE=0.4',
  },
  'a model without time': {
    lines: 'LLM_TIMEOUT_SECONDS=500ms',
    says: 'LLM_TIMEOUT_SECONDS=500ms (x.env:6) is shorter than 1s. Write it as 90 (seconds), 90s, 5m, 2h or 1h30m',
  },
  'a cap of no tokens': {
    lines: 'LLM_TOKENS_PER_DAY=0',
    says: 'LLM_TOKENS_PER_DAY=0 (x.env:6) is not a whole number of 1 or more. Write digits only, e.g. LLM_TOKENS_PER_DAY=200000',
  },
  'a cap of no money': {
    lines: 'LLM_MONEY_PER_DAY=0\nLLM_PRICE_INPUT=0\nLLM_PRICE_OUTPUT=0',
    says: 'LLM_MONEY_PER_DAY=0 (x.env:6) is not a number from 0.01 to 1000000. Write it with a point, e.g. LLM_MONEY_PER_DAY=1',
  },
  'a cap in money without one of the prices': {
    lines: 'LLM_MONEY_PER_DAY=1\nLLM_PRICE_INPUT=0.15',
    says: 'LLM_PRICE_OUTPUT is not set. LLM_MONEY_PER_DAY needs it: write what a million tokens that are written cost, e.g. LLM_PRICE_OUTPUT=0.60',
  },
  'a file that is a text': file(
    'kanal1',
    `1 must be a list of channels, or have the key channels. ${SHAPE}`,
  ),
  'a misspelt key in the file': file(
    'chanels: [kanal1]',
    '1 has the unknown key `chanels`. Write channels, or take it out',
  ),
  'a channel without its name': file(
    'channels:\n  - agreed: Can',
    `2 \`channels.0\` must be a text. ${SHAPE}`,
  ),
  'a person in the file': file(
    '- kanal1\n- 5550001',
    '2 `1`: `5550001` is the id of a person. Channels have ids that begin with -100',
  ),
  'a mode of the file that there is not': file(
    'mode: ask\nchannels: [kanal1]',
    `1 \`mode\` must be one of auto, approve, dry. ${SHAPE}`,
  ),
  'a language of the file that is not told apart': file(
    'channels: [kanal1]\nlanguages: [tr, de]',
    '2 `languages` holds `de`, which is not one of tr, ru, en. Write e.g. languages: tr',
  ),
  'an empty note of the file is none, an empty channel is a mistake': file(
    '- {channel: kanal1, agreed: " "}\n- ""',
    `2 \`1\`: \`\` is empty. ${CHANNEL}`,
  ),
};

describe('what is wrong with comments is told with its place and what to do', () => {
  test.each(Object.entries(CASES))('%s', async (_name, { says, ...input }) => {
    const error = await loadBadInput(input);
    if (!(error instanceof ConfigProblems)) throw new Error('no problems', { cause: error });
    expect(error.problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([says]);
  });

  test('a password in the endpoint’s address is not repeated', async () => {
    const error = await loadBadInput({ lines: 'OPENAI_BASE_URL=https://me:opensesame@host/v1' });
    expect(error).toBeInstanceOf(ConfigProblems);
    expect(String(error)).toContain('has a name or a password in it');
    expect(String(error)).toContain('Put the key into OPENAI_API_KEY');
    expect(String(error)).not.toContain('opensesame');
  });
});
