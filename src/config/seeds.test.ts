import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { type LoadedConfig, loadConfig } from './load.js';
import { ConfigProblems } from './problems.js';
import type { VariableName } from './variables/known.js';

const FOLDER = join(import.meta.dirname, 'fixtures', 'seeds');
const block = (name: string) => readFileSync(join(FOLDER, name), 'utf8');

/** The account that some blocks take for granted, and what they leave as a placeholder. */
const ACCOUNT =
  'API_ID=12345\nAPI_HASH=abcdef1234567890abcdef1234567890\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\n';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function load(env: string, files: Record<string, string> = {}): Promise<LoadedConfig> {
  workspace = makeWorkspace({ 'envs/x.env': env, ...files });
  return loadConfig({ envFile: 'envs/x.env', environment: {}, cwd: workspace.path });
}

async function problemsOf(env: string): Promise<readonly string[]> {
  const error = await load(env).catch((reason: unknown) => reason);
  if (!(error instanceof ConfigProblems)) throw new Error(`no problems: ${error}`);
  return error.problems.map(({ problem }) => problem);
}

const shown = ({ sources }: LoadedConfig, name: VariableName) => sources.variables.get(name)?.shown;

describe('the env blocks of the source documents, as they stand', () => {
  test.each(readdirSync(FOLDER).filter((name) => name.endsWith('.env.txt')))(
    '%s: no line is lost, and no name is unknown',
    async (name) => {
      const known =
        /is not set|is empty|placeholder|say different things|is not 32|is not a session/;
      const problems = await load(block(name)).then(
        () => [],
        (error: ConfigProblems) => error.problems.map(({ problem }) => problem),
      );
      const others = problems.filter((problem) => !known.test(problem));
      expect(others).toEqual(
        name.startsWith('s2') ? ['envs/x.env:2 is not an assignment: `python`'] : [],
      );
    },
  );

  test('S0: both customers load without a change', async () => {
    const { config } = await load(block('s0-customer1.env.txt'));
    expect(config).toMatchObject({
      customer: '1',
      enabled: true,
      services: ['message', 'reply', 'dm'],
      account: { apiId: 12345, phone: '+905551234567', sessionPlain: false },
      storage: { kind: 'postgres', schema: 'customer1' },
      log: { level: 'info' },
    });
    expect(config.account.apiHash.reveal()).toBe('abcdef1234567890abcdef1234567890');
    expect(config.message.targets.map(({ written }) => written)).toEqual([
      'grup1',
      'grup2',
      'grup3',
    ]);
    if (config.storage.kind !== 'postgres') throw new Error('not PostgreSQL');
    expect(config.storage.url.reveal()).toBe(
      'postgresql://telegram_bot:secret@db:5432/telegram_bot',
    );
    workspace?.remove();
    const second = await load(block('s0-customer2.env.txt'));
    expect(second.config).toMatchObject({ customer: '2', storage: { schema: 'customer2' } });
  });

  test('S1: the account block names exactly its placeholders', async () => {
    expect(await problemsOf(block('s1-telegram.env.txt'))).toEqual([
      "TELEGRAM_API_HASH (envs/x.env:1) still holds the example's placeholder",
      "TELEGRAM_SESSION_STRING (envs/x.env:1) still holds the example's placeholder",
      "ALLOWLIST_CHAT_IDS (envs/x.env:4) still holds the example's placeholder",
    ]);
  });

  test('S1: the whole file works once the placeholders are filled in', async () => {
    const session = `1${'B'.repeat(352)}`;
    const blocks = ['telegram', 'limits', 'llm', 'spamblock', 'storage', 'proxy'];
    const env = blocks
      .map((name) => block(`s1-${name}.env.txt`))
      .join('')
      .replace('your_api_hash_here', 'abcdef1234567890abcdef1234567890')
      .replace('your_string_session_here', session)
      .replace('[-100..., -100...]', '[-1001234567890, -1009876543210]')
      .replace('change-me', 'a-token-of-my-own');
    const loaded = await load(env);
    const { config } = loaded;
    expect(config.account).toMatchObject({ apiId: 1234567 });
    expect(config.account.sessionString?.reveal()).toBe(session);
    expect(config.account.phone).toBeUndefined();
    expect(config.account.proxy).toBeUndefined();
    expect(config.services).toEqual(['comment']);
    expect(config.storage).toMatchObject({ kind: 'postgres', schema: 'customerdefault' });
    expect(config.redisUrl?.reveal()).toBe('redis://redis:6379/0');
    expect(config.limits).toMatchObject({
      activeWindows: [
        { startMinute: 300, endMinute: 600 },
        { startMinute: 1080, endMinute: 1440 },
      ],
      messagesPerDay: 40,
      minIntervalMs: 90_000,
      minIntervalPerPeerMs: 2_400_000,
      maxInstantPerChatPerHour: 2,
    });
    expect(config.comment).toEqual({
      channels: [
        { written: '-1001234567890', peer: { by: 'id', id: -1_001_234_567_890 } },
        { written: '-1009876543210', peer: { by: 'id', id: -1_009_876_543_210 } },
      ],
      mode: 'auto',
      instantDelayMs: 300_000,
      freshMs: 86_400_000,
      maxInstantPerChatPerHour: 2,
      scheduled: true,
      writing: {
        minLength: 30,
        maxLength: 220,
        maxEmojis: 1,
        languages: [],
        strict: false,
        allowed: [],
      },
      compared: 50,
      approveWithinMs: 10_800_000,
    });
    expect(config.llm).toMatchObject({
      baseUrl: 'http://ollama:11434/v1',
      model: 'llama3.1:8b',
      temperature: 0.4,
      topP: 0.9,
      frequencyPenalty: 0.3,
      presencePenalty: 0.2,
      cacheTtlMs: 900_000,
    });
    expect(config.llm?.apiKey?.reveal()).toBe('ollama');
    expect(loaded.warnings.filter((one) => one.includes('later version'))).toEqual([]);
    expect(config.http).toMatchObject({ host: '127.0.0.1', port: 8000, metricsOpen: true });
    expect(config.http?.token?.reveal()).toBe('a-token-of-my-own');
    expect(shown(loaded, 'SPAMBLOCK_ERROR_THRESHOLD')).toBe('3');
  });

  test('S1: the hourly limit that slid into a remark is in force, with a warning', async () => {
    const { config, warnings } = await load(ACCOUNT + block('s1-limits.env.txt'));
    expect(config.limits.messagesPerHour).toBe(8);
    expect(warnings.join('\n')).toContain(
      'envs/x.env:9: MESSAGES_PER_HOUR stands inside the remark',
    );
  });

  test('S1: quoting marks of the risky account’s block are no part of the names', async () => {
    const loaded = await load(ACCOUNT + block('s1-spamblock-risky.env.txt'));
    expect(shown(loaded, 'SPAMBLOCK_MAX_COOLDOWN_SECONDS')).toBe('172800');
    expect(loaded.config.spamBreaker).toEqual({
      threshold: 2,
      minCooldownMs: 7_200_000,
      maxCooldownMs: 172_800_000,
    });
  });

  test('S2: export turns debugging on; the command after it is named', async () => {
    const [first = ''] = block('s2-debug.env.txt').split('\n');
    const { config } = await load(`${ACCOUNT}${first}\n`);
    expect(config.log.level).toBe('debug');
    expect(await problemsOf(ACCOUNT + block('s2-debug.env.txt'))).toEqual([
      'envs/x.env:6 is not an assignment: `python`',
    ]);
  });

  test('S3: the settings with spaces around the equals sign are read', async () => {
    const loaded = await load(ACCOUNT + block('s3-cooldown.env.txt'));
    expect(shown(loaded, 'DM_COOLDOWN_SECONDS')).toBe('300');
    const { cooldownMs, maxPerWindow, windowMs } = loaded.config.limits.people;
    expect({ cooldownMs, maxPerWindow, windowMs }).toEqual({
      cooldownMs: 300_000,
      maxPerWindow: 3,
      windowMs: 3_600_000,
    });
    expect(loaded.warnings.filter((one) => one.includes('DM_'))).toEqual([]);
  });

  test('S3: the profile with its remarks is a customer’s config.json, and autospam turns message off', async () => {
    const loaded = await load(ACCOUNT, {
      'data/customerdefault/config.json': block('s3-profile.json.txt'),
    });
    expect(loaded.config.services).toEqual(['reply', 'dm']);
    const { mode, manualPlusTimeoutMs, menuAfter } = loaded.config.reply;
    expect({ mode, manualPlusTimeoutMs, menuAfter }).toEqual({
      mode: 'manualplus',
      manualPlusTimeoutMs: 300_000,
      menuAfter: undefined,
    });
    expect(loaded.warnings.join()).not.toContain('later version');
    expect(loaded.warnings).toContain(
      'autospam=false (data/customerdefault/config.json:6): the service message is off',
    );
  });

  test('S4: the bot’s block says what a user account needs, and that bots come later', async () => {
    workspace = makeWorkspace({ 'envs/x.env': block('s4-bot.env.txt') });
    const loading = loadConfig({ envFile: 'envs/x.env', environment: {}, cwd: workspace.path });
    await expect(loading).rejects.toThrow(/a bot account alone is for a later version/);
  });
});
