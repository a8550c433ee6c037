import { afterEach, describe, expect, test } from '@jest/globals';
import { makeWorkspace, type Workspace } from '../../test/support/workspace.js';
import { NO_MESSAGES_TO_PEOPLE } from '../core/dm-settings.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../core/people.js';
import { NO_REPLIES } from '../core/reply-settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../core/settings.js';
import { describeConfig } from './describe.js';
import { type LoadedConfig, loadConfig } from './load.js';
import { PEOPLE_VARIABLES } from './variables/people.js';

const ENV =
  'API_ID=12345\nAPI_HASH=abcdef1234567890abcdef1234567890\nPHONE_NUMBER=+905551234567\nGROUP_LINKS=grup1\nMESSAGES_PER_DAY=40\n';

let workspace: Workspace | undefined;
afterEach(() => workspace?.remove());

function load(env = '', files: Record<string, string> = {}): Promise<LoadedConfig> {
  workspace = makeWorkspace({ 'a.env': ENV + env, 'data/default/messages.yaml': '- Hi', ...files });
  return loadConfig({ envFile: 'a.env', environment: {}, cwd: workspace.path });
}

describe('what holds for people', () => {
  test('is S3’s, and careful, when nothing is written', async () => {
    const loaded = await load();
    expect(loaded.config).toMatchObject({
      limits: { people: DEFAULT_PEOPLE_LIMITS },
      people: DEFAULT_PEOPLE_SETTINGS,
      reply: NO_REPLIES,
      dm: NO_MESSAGES_TO_PEOPLE,
    });
    expect(loaded.config.reply.menuAfter).toBeUndefined();
    expect(loaded.warnings).toEqual([]);
    const names = new Set(describeConfig(loaded).map(({ name }) => name));
    const unseen = PEOPLE_VARIABLES.filter(({ name }) => !names.has(name)).map(({ name }) => name);
    expect(unseen).toEqual(['auto_menu_threshold']);
  });

  test('every variable is in force', async () => {
    const { config, warnings } = await load(
      `DM_COOLDOWN_SECONDS=10m
DM_MAX_MESSAGES_PER_HOUR=2
DM_TRACKING_WINDOW=2h
NEW_CONVERSATIONS_PER_DAY=0
WARM_UP_DAYS=0
ACCOUNT_SINCE=2024-05-01
ANSWER_INTERVAL_SECONDS=5
ANSWERS_PER_CHAT_PER_HOUR=7
ANSWERS_PER_DAY=8
TAKEOVER_SILENCE=1h
QUIET_HOURS=22-8,13-14
OPT_OUT_WORDS=yeter, "beni  sil"; yeter
OPT_IN_WORDS=["katıl", "ben de varım"]
PEOPLE_KEPT_DAYS=30
TRACKING_KEPT_HOURS=48
reply_mode=AUTO
manualplus_timeout_sec=90
REPLY_EXPIRE_AFTER=10m
DM_EXPIRE_AFTER=12h
`,
    );
    expect(warnings).toEqual([]);
    expect(config.limits.people).toEqual({
      cooldownMs: 600_000,
      maxPerWindow: 2,
      windowMs: 7_200_000,
      newConversationsPerDay: 0,
      warmUpDays: 0,
      accountSince: '2024-05-01',
      answerIntervalMs: 5_000,
      answersPerChatPerHour: 7,
      answersPerDay: 8,
      takeoverMs: 3_600_000,
    });
    expect(config.people).toEqual({
      optOutWords: ['yeter', 'beni sil'],
      optInWords: ['katıl', 'ben de varım'],
      keptMs: 30 * 86_400_000,
      trackingKeptMs: 48 * 3_600_000,
    });
    expect(config.reply).toMatchObject({
      mode: 'auto',
      manualPlusTimeoutMs: 90_000,
      quietHours: [
        { startMinute: 1320, endMinute: 480 },
        { startMinute: 780, endMinute: 840 },
      ],
      expireAfterMs: 600_000,
    });
    expect(config.dm.expireAfterMs).toBe(43_200_000);
  });

  test('the customer’s file may list words too', async () => {
    const { config } = await load('', {
      'data/default/config.json': '{"opt_out_words": ["bana yazma", "kes"], "reply_mode": "off"}',
    });
    expect(config.people.optOutWords).toEqual(['bana yazma', 'kes']);
    expect(config.reply.mode).toBe('off');
  });
});

describe('limits that are looser than S3’s are in force, with a warning that says why', () => {
  const WHY = 'an account with looser limits was blocked by Telegram (S3)';

  test.each([
    ['DM_COOLDOWN_SECONDS=60', `DM_COOLDOWN_SECONDS (a.env:6) is 1m, less than 5m: ${WHY}`],
    ['DM_MAX_MESSAGES_PER_HOUR=9', `DM_MAX_MESSAGES_PER_HOUR (a.env:6) is 9, more than 3: ${WHY}`],
    [
      'DM_TRACKING_WINDOW=30m',
      `DM_TRACKING_WINDOW (a.env:6) is 30m: that allows 6 messages an hour, more than 3: ${WHY}`,
    ],
  ])('%s', async (line, warning) => {
    const { config, warnings } = await load(line);
    expect(warnings).toEqual([warning]);
    expect(config.limits.people).not.toEqual(DEFAULT_PEOPLE_LIMITS);
  });

  test.each(['DM_COOLDOWN_SECONDS=300', 'DM_TRACKING_WINDOW=20m\nDM_MAX_MESSAGES_PER_HOUR=1'])(
    'not looser: %s',
    async (lines) => {
      expect((await load(lines)).warnings).toEqual([]);
    },
  );
});
