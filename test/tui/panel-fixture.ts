import type { DraftReport } from '../../src/control/contract/comments.js';
import type { LogLine } from '../../src/control/contract/operations.js';
import type { Setting } from '../../src/control/contract/settings.js';
import type { PeopleStatistics } from '../../src/core/people.js';
import type { WhyReport } from '../../src/core/why.js';
import { NOW } from './fixture.js';

const MINUTE = 60_000;
const KADIKOY = -1_001_111_111_111;

export const SETTINGS: readonly Setting[] = [
  setting(
    'API_HASH',
    'Telegram’s key to the application',
    '********',
    'envs/firin.env:2',
    'restart',
  ),
  setting('GROUP_LINKS', 'The groups to post to', '@kadikoy_sohbet', 'envs/firin.env:5', 'file'),
  setting(
    'MESSAGES_PER_DAY',
    'Unsolicited messages a day',
    '40',
    'data/firin/config.json:2',
    'live',
  ),
  setting('MESSAGES_PER_HOUR', 'Unsolicited messages an hour', '4', 'envs/firin.env:7', 'live'),
  setting(
    'TIMEZONE',
    'The time zone of days and windows',
    'Europe/Istanbul',
    'envs/firin.env:3',
    'restart',
  ),
];

function setting(
  name: string,
  meaning: string,
  value: string,
  source: string,
  change: Setting['change'],
): Setting {
  return { name, meaning, value, source, secret: name === 'API_HASH', change };
}

export const LOG: readonly LogLine[] = [
  { at: NOW - 9 * MINUTE, level: 'info', message: 'connected to Telegram', fields: { dc: 4 } },
  {
    at: NOW - 8 * MINUTE,
    level: 'info',
    message: 'sent',
    fields: { service: 'message', id: 1_204, peer: KADIKOY },
  },
  {
    at: NOW - 2 * MINUTE,
    level: 'warn',
    message: 'Telegram wants patience',
    fields: { code: 'FLOOD_WAIT_300' },
  },
  { at: NOW - MINUTE, level: 'error', message: 'the model did not answer', fields: {} },
];

export const DRAFTS: readonly DraftReport[] = [
  {
    id: 1_206,
    service: 'comment',
    channel: { id: -1_003_333_333_333, title: 'Kahve Günlüğü' },
    link: 'https://t.me/kahve_gunlugu/42',
    post: 'Bugün yeni bir kavurma denedik. Orta kavrum, biraz çiçeksi. Siz nasıl içiyorsunuz?',
    text: 'Sabahları filtre, akşamüstü Türk kahvesi. Çiçeksi olanı merak ettim doğrusu.',
    writtenAt: NOW - 5 * MINUTE,
    expiresAt: NOW + 175 * MINUTE,
  },
  {
    id: 1_208,
    service: 'comment',
    channel: { id: -1_003_333_333_333, title: 'Kahve Günlüğü' },
    link: 'https://t.me/kahve_gunlugu/43',
    post: null,
    text: 'Eline sağlık, tarifi de yazar mısın?',
    writtenAt: NOW - MINUTE,
    expiresAt: null,
  },
];

export const WHY: WhyReport = {
  sentences: [
    'Number 1207 was proposed by message for Kadıköy Sohbet at 14:00:00.',
    'It waits until 14:07:17: minimum-interval, 12 min between messages.',
  ],
  asked: 1_207,
  message: {
    id: 1_207,
    service: 'message',
    peer: KADIKOY,
    name: 'Kadıköy Sohbet',
    state: 'queued',
    proposedAt: NOW - 3 * MINUTE,
    plannedFor: NOW - 3 * MINUTE,
    nextAt: NOW + 250_000,
    attempts: 0,
    settledAt: null,
    messageIds: [],
    cause: { code: 'minimum-interval', reason: '12 min between messages', withdrawal: null },
    behind: null,
  },
  decisions: [
    {
      at: NOW - 3 * MINUTE,
      verdict: 'wait',
      rule: 'minimum-interval',
      until: NOW + 250_000,
      rules: [
        { rule: 'paused', said: 'allow', reason: null, figure: null, found: null },
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
          reason: '12 min between messages',
          figure: 'last one 8 min ago',
          found: {
            kind: 'since-last',
            of: 'account',
            sinceMs: 8 * MINUTE,
            leastMs: 12 * MINUTE,
          },
        },
      ],
    },
  ],
};

export const USERS: PeopleStatistics = {
  people: 320,
  consenting: 118,
  byBasis: { wrote_first: 80, opt_in_word: 20, imported: 18 },
  refused: 9,
  forgotten: 2,
  byLanguage: { tr: 240, ru: 50, en: 20, unknown: 10 },
  today: { wrote: 14, writtenTo: 22, met: 3 },
  conversations: { 'first-contact': 12, active: 31, manual: 2 },
  planned: 42,
  recent: [
    {
      id: 7,
      name: 'Can',
      username: 'can34',
      language: 'tr',
      firstSeenAt: NOW - 900 * MINUTE,
      lastHeardAt: NOW - MINUTE,
      lastHeardId: 12,
      heard: 5,
      said: 4,
      consent: { basis: 'wrote_first', source: 'private message 11', at: NOW - 900 * MINUTE },
    },
  ],
};
