import type { DraftReport } from '../../src/control/contract/comments.js';
import type { Control } from '../../src/control/contract/control.js';
import type { DayStatistics, LogLine } from '../../src/control/contract/operations.js';
import type { Setting } from '../../src/control/contract/settings.js';
import type { Person } from '../../src/core/people.js';
import type { WhyReport } from '../../src/core/why.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** The moment at which the panels' pictures are taken. */
export const PANEL_NOW = Date.UTC(2026, 4, 1, 11, 3, 7);

const HOSTILE = '\x1b[2J\x1b]0;owned\x07\u202eters\u202c 日本語 👍';

const LOG: readonly LogLine[] = Array.from({ length: 60 }, (_, index): LogLine => {
  const at = PANEL_NOW - (60 - index) * 17_311;
  if (index === 57) {
    const fields = { code: 'FLOOD_WAIT_300', method: 'messages.sendMessage', waitMs: 300_000 };
    return { at, level: 'warn', message: 'Telegram wants patience', fields };
  }
  if (index === 58) {
    const fields = {
      error: 'Error: the line to Telegram broke\n    at connect (messenger.ts:41:7)',
      attempt: { number: 3, of: 10, until: '2026-05-01T11:04:00.000Z' },
      from: HOSTILE,
    };
    return { at, level: 'error', message: `could not send to ${HOSTILE}`, fields };
  }
  return { at, level: 'info', message: `sent to Kadıköy Sohbet`, fields: { id: 1_100 + index } };
});

const WHY: WhyReport = {
  sentences: [
    'The service message proposed it at 13:40:00 for Kadıköy Sohbet.',
    'It waited twice: for the pace between messages, and for the chat’s slow mode.',
    'It goes at 14:07 at the earliest.',
  ],
  asked: 1_207,
  message: {
    id: 1_207,
    service: 'message',
    peer: -1_001_111_111_111,
    name: `Kadıköy Sohbet ${HOSTILE}`,
    state: 'queued',
    proposedAt: PANEL_NOW - 23 * MINUTE,
    plannedFor: PANEL_NOW - 20 * MINUTE,
    nextAt: PANEL_NOW + 4 * MINUTE,
    attempts: 1,
    settledAt: null,
    messageIds: [],
    cause: { code: 'slow-mode', reason: 'the chat has slow mode', withdrawal: null },
    behind: null,
  },
  decisions: [
    {
      at: PANEL_NOW - 20 * MINUTE,
      verdict: 'wait',
      rule: 'minimum-interval',
      until: PANEL_NOW - 8 * MINUTE,
      rules: [
        { rule: 'expiry', said: 'allow', reason: null, figure: null, found: null },
        {
          rule: 'day-cap',
          said: 'allow',
          reason: null,
          figure: '28 of 40 today',
          found: { kind: 'sent-today', count: 28, cap: 40, tooLate: false },
        },
        {
          rule: 'minimum-interval',
          said: 'wait',
          reason: '12 min between messages, so that the day’s 40 are spread over its window',
          figure: 'the last one 4 min ago',
          found: {
            kind: 'since-last',
            of: 'account',
            sinceMs: 4 * MINUTE,
            leastMs: 12 * MINUTE,
          },
        },
      ],
    },
    {
      at: PANEL_NOW - 8 * MINUTE,
      verdict: 'wait',
      rule: 'slow-mode',
      until: PANEL_NOW + 4 * MINUTE,
      rules: [
        { rule: 'expiry', said: 'allow', reason: null, figure: null, found: null },
        {
          rule: 'day-cap',
          said: 'allow',
          reason: null,
          figure: '28 of 40 today',
          found: { kind: 'sent-today', count: 28, cap: 40, tooLate: false },
        },
        {
          rule: 'slow-mode',
          said: 'wait',
          reason: 'the chat has slow mode',
          figure: '720 s',
          found: { kind: 'slow-mode', everyMs: 12 * MINUTE, sinceMs: 30_000 },
        },
      ],
    },
  ],
};

const POST =
  'Bu hafta yeni bir kavurma denedik: Etiyopya Yirgacheffe, orta kavrum.\n\nÇiçeksi, hafif narenciye. Deneyen oldu mu? Ne düşündünüz?';

const DRAFTS: readonly DraftReport[] = [
  {
    id: 41,
    service: 'comment',
    channel: { id: -1_001_234_567_890, title: 'Kahve Günlüğü 日本' },
    link: 'https://t.me/kahve_gunlugu/42',
    post: POST,
    text: 'Geçen hafta denedim, V60 ile demledim. Narenciye bende bergamota kaçtı; suyu 92 dereceye indirince çok daha dengeli oldu.',
    writtenAt: PANEL_NOW - 6 * MINUTE,
    expiresAt: PANEL_NOW + 3 * HOUR,
  },
  {
    id: 43,
    service: 'comment',
    channel: { id: -1_009_876_543_210, title: HOSTILE },
    link: 'https://t.me/moda/7',
    post: null,
    text: HOSTILE,
    writtenAt: PANEL_NOW - MINUTE,
    expiresAt: null,
  },
];

const setting = (some: Partial<Setting> & Pick<Setting, 'name' | 'value'>): Setting => ({
  meaning: 'what it is good for, in a sentence',
  source: 'envs/firin.env:3',
  secret: false,
  change: 'live',
  ...some,
});

const SETTINGS: readonly Setting[] = [
  setting({ name: 'API_HASH', value: '***', secret: true, change: 'file' }),
  setting({ name: 'ACTIVE_WINDOWS', value: '09:00-12:00,18:00-23:00' }),
  setting({ name: 'DATABASE_URL', value: '', secret: true, change: 'file', source: 'default' }),
  setting({ name: 'LLM_API_KEY', value: '***', secret: true, change: 'restart' }),
  setting({
    name: 'MESSAGES_PER_DAY',
    value: '40',
    meaning:
      'at most so many unsolicited messages on one local day; answers and forwards have caps of their own, and do not count',
    source: 'data/customer1/config.json:2',
  }),
  setting({ name: 'TIMEZONE', value: 'Europe/Istanbul', change: 'restart' }),
];

const person = (id: number, name: string, some: Partial<Person> = {}): Person => ({
  id,
  name,
  firstSeenAt: PANEL_NOW - 40 * HOUR,
  lastHeardAt: PANEL_NOW - id * HOUR,
  heard: 4,
  said: 2,
  consent: { basis: 'wrote_first', source: 'private message 11', at: PANEL_NOW - 40 * HOUR },
  ...some,
});

const DAYS: readonly DayStatistics[] = Array.from({ length: 14 }, (_, index) => ({
  day: new Date(PANEL_NOW - (13 - index) * 24 * HOUR).toISOString().slice(0, 10),
  sent: { message: 10 + ((index * 7) % 31), reply: index * 3 },
  refused: index % 3,
  failed: index === 5 ? 1 : 0,
  expired: 0,
  heard: 100 + index * 41,
}));

/** What the daemon answers in the panels' pictures: a good deal of everything, some of it hostile. */
export const PANEL_ANSWERS: Partial<Control> = {
  log: async ({ text = '', before = Number.POSITIVE_INFINITY, limit }) =>
    LOG.filter(({ at }) => at < before)
      .filter((line) => JSON.stringify(line).toLowerCase().includes(text.toLowerCase()))
      .slice(-limit),
  why: async () => WHY,
  drafts: async () => DRAFTS,
  settings: async () => SETTINGS,
  allowlist: async () => ({
    groups: ['@kadikoy_sohbet', 'https://t.me/+abcdefgh', '-1001111111111'],
    channels: ['@kahve_gunlugu'],
  }),
  changeSettings: async ({ values, dryRun }) => ({
    changes: Object.entries(values).map(([name, value]) => ({
      name,
      from: '40',
      to: value ?? '',
      needsRestart: name === 'TIMEZONE',
    })),
    warnings: ['MESSAGES_PER_HOUR allows more than the day does'],
    file: dryRun ? null : 'data/customer1/config.json',
  }),
  users: async () => ({
    people: 320,
    consenting: 118,
    byBasis: { wrote_first: 100, opt_in_word: 11, imported: 7 },
    refused: 9,
    forgotten: 2,
    byLanguage: { tr: 280, ru: 21, en: 9, unknown: 10 },
    today: { wrote: 14, writtenTo: 12, met: 3 },
    conversations: { 'first-contact': 40, active: 61, manual: 2 },
    planned: 42,
    recent: [
      person(7, 'Ada Yıldız', { username: 'ada_yildiz', language: 'tr' }),
      person(8, HOSTILE, { language: 'ru', refusal: { at: PANEL_NOW, how: 'dur' } }),
      person(9, '', { username: 'x' }),
    ],
  }),
  days: async () => DAYS,
  takeovers: async () => [
    { peer: 7, name: 'Ada Yıldız', since: PANEL_NOW - MINUTE, until: PANEL_NOW + 359 * MINUTE },
    { peer: 8, name: HOSTILE, since: PANEL_NOW - HOUR, until: PANEL_NOW + 4 * MINUTE },
  ],
};
