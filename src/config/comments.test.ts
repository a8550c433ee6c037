import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { describeConfig } from './describe.js';
import { type LoadedConfig, loadConfig } from './load.js';

const ACCOUNT =
  'API_ID=12345\nAPI_HASH=abcdef1234567890abcdef1234567890\nPHONE_NUMBER=+905551234567\n';
const COMMENTS = 'data/default/comments.yaml';
const LIMITED = 'MESSAGES_PER_DAY=40\n';
const AGREED = 'Ayşe Yılmaz (owner), by e-mail, 2026-04-02';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function load(env: string, comments?: string, file = COMMENTS): Promise<LoadedConfig> {
  workspace = makeWorkspace({
    'a.env': ACCOUNT + LIMITED + env,
    ...(comments === undefined ? {} : { [file]: comments }),
  });
  return loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
}

const written = ({ config }: LoadedConfig) =>
  config.comment.channels.map(({ written, agreed }) => [written, agreed]);
const row = (loaded: LoadedConfig, name: string) =>
  describeConfig(loaded).find((one) => one.name === name);

describe('where comments are agreed', () => {
  test('the example of docs/configuration.md is a good one, and shown a line each', async () => {
    const document = readFileSync(join(import.meta.dirname, '../../docs/configuration.md'), 'utf8');
    const section = document.slice(document.indexOf('## comments.json'));
    const loaded = await load('', /```yaml\n([\s\S]*?)```/.exec(section)?.[1] ?? '');
    expect(loaded.warnings).toEqual([]);
    expect(loaded.config.services).toEqual(['comment']);
    expect(loaded.config.comment).toMatchObject({
      mode: 'approve',
      scheduled: true,
      channels: [
        {
          written: '@kahve_gunlugu',
          peer: { by: 'username', username: 'kahve_gunlugu' },
          agreed: AGREED,
        },
        {
          written: '-1001234567890',
          peer: { by: 'id', id: -1_001_234_567_890 },
          agreed: 'our own channel',
        },
      ],
      writing: {
        languages: ['tr', 'ru'],
        allowed: ['hashtags'],
        disclosure: 'Written with the help of a program.',
      },
    });
    const rows = describeConfig(loaded).filter(({ source }) => source.startsWith('data/'));
    expect(rows).toEqual([
      { name: 'COMMENT_MODE', value: 'approve', source: `${COMMENTS}:1` },
      { name: 'COMMENT_SCHEDULED', value: 'true', source: `${COMMENTS}:2` },
      { name: 'COMMENT_LANGUAGES', value: 'tr,ru', source: `${COMMENTS}:3` },
      { name: 'COMMENT_ALLOW', value: 'hashtags', source: `${COMMENTS}:4` },
      {
        name: 'COMMENT_DISCLOSURE',
        value: 'Written with the help of a program.',
        source: `${COMMENTS}:5`,
      },
      { name: 'channel @kahve_gunlugu', value: `agreed: ${AGREED}`, source: `${COMMENTS}:7` },
      { name: 'channel -1001234567890', value: 'agreed: our own channel', source: `${COMMENTS}:9` },
    ]);
  });

  test('channels come from a JSON list or commas, as ids, names or links, each once', async () => {
    const loaded = await load(
      'ALLOWLIST_CHAT_IDS=["-1001234567890", @kanal1, https://t.me/kanal2, KANAL1]\n',
    );
    expect(written(loaded)).toEqual([
      ['-1001234567890', undefined],
      ['KANAL1', undefined],
      ['https://t.me/kanal2', undefined],
    ]);
  });

  test('a channel in both places is the file’s, with its note', async () => {
    const loaded = await load(
      'ALLOWLIST_CHAT_IDS=@kanal1,@kanal2\n',
      '- channel: t.me/Kanal2\n  agreed: Can\n- kanal3\n',
    );
    expect(written(loaded)).toEqual([
      ['@kanal1', undefined],
      ['t.me/Kanal2', 'Can'],
      ['kanal3', undefined],
    ]);
    expect(row(loaded, 'channel @kanal1')).toEqual({
      name: 'channel @kanal1',
      value: 'no note says who agreed',
      source: 'a.env:5',
    });
    expect(loaded.warnings).toEqual([
      'No note says who agreed to comments in @kanal1, kanal3: write it to data/default/comments.yaml, as `agreed` beside the channel',
    ]);
  });

  test('more than twenty draw a warning, and few of those without a note are named', async () => {
    const names = (count: number) =>
      Array.from({ length: count }, (_, index) => `kanal${index + 1}`).join(',');
    const { warnings } = await load(`ALLOWLIST_CHAT_IDS=${names(21)}\n`);
    expect(warnings).toEqual([
      '21 channels are on the allowlist: S1 advises at most 20 for one account',
      expect.stringContaining('kanal1, kanal2, kanal3, kanal4, kanal5 and 16 more: write it'),
    ]);
    workspace?.remove();
    const twenty = await load(`ALLOWLIST_CHAT_IDS=${names(20)}\n`);
    expect(twenty.warnings.join()).not.toContain('S1 advises');
  });

  test('the file’s word counts where a variable says otherwise, and that is told', async () => {
    const loaded = await load(
      'COMMENT_MODE=auto\nCOMMENT_LANGUAGES=en\n',
      `mode: dry\nlanguages: tr\nchannels: [{channel: kanal1, agreed: Can}]\n`,
    );
    expect(loaded.config.comment).toMatchObject({ mode: 'dry', writing: { languages: ['tr'] } });
    expect(loaded.warnings).toEqual([
      `COMMENT_MODE (a.env:5) does not count: ${COMMENTS}:1 sets \`mode\``,
      `COMMENT_LANGUAGES (a.env:6) does not count: ${COMMENTS}:2 sets \`languages\``,
    ]);
  });
});

describe('the service comment', () => {
  test('runs alone where channels are named and no groups, in either place', async () => {
    expect((await load('ALLOWLIST_CHAT_IDS=@kanal1\n')).config.services).toEqual(['comment']);
    workspace?.remove();
    expect((await load('', '[kanal1]')).config.services).toEqual(['comment']);
  });

  test('runs beside the others where groups are named too', async () => {
    const { config } = await load('ALLOWLIST_CHAT_IDS=@kanal1\nGROUP_LINKS=grup1\n');
    expect(config.services).toEqual(['message', 'reply', 'dm', 'comment']);
  });

  test('does not run against SERVICES: the channels are told to be of no use', async () => {
    const loaded = await load('SERVICES=reply\nALLOWLIST_CHAT_IDS=@kanal1\nLLM_MODEL=qwen3\n');
    expect(loaded.config.services).toEqual(['reply']);
    expect(loaded.config.llm).toBeUndefined();
    expect(loaded.warnings).toContain(
      'No comments are written in the channels of the allowlist: the service comment does not run; add it to SERVICES',
    );
    expect(row(loaded, 'LLM_TEMPERATURE')).toBeUndefined();
    expect(row(loaded, 'LLM_MODEL')?.value).toBe('qwen3');
  });

  test('has its figures from the variables, and its cap is among the limits', async () => {
    const loaded = await load(
      [
        'ALLOWLIST_CHAT_IDS=@kanal1',
        'INSTANT_COMMENT_DELAY_SECONDS=2m',
        'FRESH_POST_MAX_AGE_MINUTES=90',
        'MAX_INSTANT_PER_CHAT_PER_HOUR=3',
        'COMMENT_SCHEDULED=hayır',
        'APPROVE_WITHIN=30m',
        'COMMENT_LANGUAGES=ru,tr,ru',
        'COMMENT_ALLOW=links,Hashtags',
        'LLM_MIN_LEN=10',
        'LLM_MAX_LEN=10',
        'LLM_MAX_EMOJIS=0',
        'LLM_STRICT_VALIDATE=true\n',
      ].join('\n'),
    );
    expect(loaded.config.comment).toMatchObject({
      instantDelayMs: 120_000,
      freshMs: 5_400_000,
      maxInstantPerChatPerHour: 3,
      scheduled: false,
      approveWithinMs: 1_800_000,
      writing: {
        minLength: 10,
        maxLength: 10,
        maxEmojis: 0,
        languages: ['ru', 'tr'],
        strict: true,
        allowed: ['links', 'hashtags'],
      },
    });
    expect(loaded.config.limits.maxInstantPerChatPerHour).toBe(3);
    expect(loaded.config.promptsDirectory).toBe(
      join(workspace?.path ?? '', 'data/default/prompts'),
    );
  });
});

describe('the model', () => {
  test('is S1’s Ollama where nothing else is named', async () => {
    const loaded = await load('ALLOWLIST_CHAT_IDS=@kanal1\n');
    expect(loaded.config.llm).toEqual({
      baseUrl: 'http://localhost:11434/v1',
      model: 'llama3.1:8b',
      temperature: 0.4,
      topP: 0.9,
      frequencyPenalty: 0.3,
      presencePenalty: 0.2,
      timeoutMs: 30_000,
      retries: 2,
      cacheTtlMs: 900_000,
      maxConcurrent: 1,
    });
    expect(row(loaded, 'OPENAI_BASE_URL')).toEqual({
      name: 'OPENAI_BASE_URL',
      value: 'http://localhost:11434/v1',
      source: 'default',
    });
  });

  test('has its caps, and its key is a secret that the log masks', async () => {
    const loaded = await load(
      [
        'ALLOWLIST_CHAT_IDS=@kanal1',
        'OPENAI_BASE_URL=https://models.example.org/v1/',
        'OPENAI_API_KEY=sk-opensesame',
        'LLM_TIMEOUT_SECONDS=1m',
        'LLM_TOKENS_PER_DAY=200000',
        'LLM_MONEY_PER_DAY=0.5',
        'LLM_PRICE_INPUT=0.15',
        'LLM_PRICE_OUTPUT=0\n',
      ].join('\n'),
    );
    expect(loaded.config.llm).toMatchObject({
      baseUrl: 'https://models.example.org/v1',
      timeoutMs: 60_000,
      tokensPerDay: 200_000,
      moneyPerDay: { perDay: 0.5, inputPerMillion: 0.15, outputPerMillion: 0 },
    });
    expect(loaded.secrets.map((secret) => secret.reveal())).toContain('sk-opensesame');
    expect(JSON.stringify(describeConfig(loaded))).not.toContain('opensesame');
  });

  test('a price without a cap is told to hold nothing back', async () => {
    const { warnings, config } = await load('ALLOWLIST_CHAT_IDS=@kanal1\nLLM_PRICE_OUTPUT=0.6\n');
    expect(config.llm?.moneyPerDay).toBeUndefined();
    expect(warnings).toContain(
      'LLM_PRICE_OUTPUT (a.env:6) holds nothing back without LLM_MONEY_PER_DAY',
    );
  });
});
