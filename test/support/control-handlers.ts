import type {
  ChannelCheck,
  ChannelReport,
  DraftReport,
} from '../../src/control/contract/comments.js';
import type { ControlHandlers } from '../../src/control/contract/control.js';
import type { HealthReport, SpamBotReport } from '../../src/control/contract/health.js';
import type { DayStatistics } from '../../src/control/contract/operations.js';
import type { ContactReport } from '../../src/control/contract/people.js';
import type {
  RunTimeLimits,
  Setting,
  SettingsReport,
} from '../../src/control/contract/settings.js';
import type { Status } from '../../src/control/contract/status.js';
import type { Erasure, PeopleStatistics, Person } from '../../src/core/people.js';
import type { PlanItem } from '../../src/core/plan.js';
import type { SentEntry } from '../../src/core/sent-entry.js';
import type { WhyReport } from '../../src/core/why.js';

/** The daemon of an account that is well. */
export const STATUS: Status = {
  at: 10_000,
  timeZone: 'Europe/Istanbul',
  version: '1.2.3',
  customer: '1',
  processId: 7,
  startedAt: 0,
  database: 'postgres',
  account: {
    key: 'user:1',
    name: 'Ada',
    username: null,
    phone: null,
    health: 'ok',
    healthReason: '',
    healthSince: 0,
    healthUntil: null,
    remedy: '',
  },
  connection: 'online',
  services: [{ name: 'message', state: 'running', paused: false }],
  pauses: [],
  hearing: {
    waiting: 0,
    failed: 0,
    waitingSince: null,
    lastHeardAt: null,
    catchingUp: [],
    pending: 0,
  },
  queue: {
    states: {
      draft: 0,
      queued: 1,
      sending: 0,
      sent: 2,
      refused: 0,
      failed: 0,
      expired: 0,
      unknown: 0,
    },
    waiting: {},
    next: null,
    spent: { today: 2, dayCap: null, lastHour: 2, hourCap: null },
  },
  budgets: [{ name: 'messages-per-day', spent: 2, cap: 40, freeAt: 86_400_000 }],
  next: null,
  lastSentAt: 5,
  drafts: 0,
  progress: [],
  configuration: { loadedAt: 0, needRestart: [], problem: null },
  debug: false,
  restrictions: [],
  takeovers: [{ peer: 7, name: 'Can', since: 5, until: 21_600_005 }],
  people: { people: 3, consenting: 2, refused: 1, planned: 1 },
};

export const HEALTH: HealthReport = {
  health: 'slow',
  reason: 'FLOOD_WAIT_300: Telegram wants patience for users.getUsers',
  since: 5,
  until: 300_005,
  remedy: 'Nothing to do: it ends by itself.',
  connection: 'online',
  restrictions: [],
  floodWaits: [{ method: 'users.getUsers', code: 'FLOOD_WAIT_300', until: 300_005 }],
};

export const SPAM_BOT: SpamBotReport = {
  asked: 'now',
  askedAt: 5,
  words: 'Good news',
  problem: null,
  read: { kind: 'unreadable' },
};

const ADA: Person = {
  id: 7,
  name: 'Ada Yıldız',
  username: 'ada_yildiz',
  language: 'tr',
  firstSeenAt: 1_000,
  lastHeardAt: 5_000,
  lastHeardId: 12,
  heard: 2,
  said: 1,
  consent: { basis: 'wrote_first', source: 'private message 11', at: 1_000 },
};

export const PLAN: readonly PlanItem[] = [
  {
    at: 21_600_005,
    service: 'dm',
    peer: 7,
    name: 'Ada Yıldız',
    what: 'follow-up',
    note: 'first contact, 1 of 3; an answer cancels it',
  },
];

export const CONTACT: ContactReport = {
  person: ADA,
  log: [{ at: 1_000, change: 'granted', basis: 'wrote_first', how: 'private message 11' }],
  planned: PLAN,
  takenOverUntil: null,
};

export const USERS: PeopleStatistics = {
  people: 3,
  consenting: 2,
  byBasis: { wrote_first: 1, opt_in_word: 0, imported: 1 },
  refused: 1,
  forgotten: 1,
  byLanguage: { tr: 2, unknown: 1 },
  today: { wrote: 1, writtenTo: 1, met: 2 },
  conversations: { 'first-contact': 1, active: 1, manual: 0 },
  planned: 1,
  recent: [ADA],
};

export const ERASURE: Erasure = { erased: { people: 1, inbox: 2 }, inDoubt: 0 };

export const DRAFTS: readonly DraftReport[] = [
  {
    id: 41,
    service: 'comment',
    channel: { id: -1_001_234_567_890, title: 'Kahve Günlüğü' },
    link: 'https://t.me/kahve_gunlugu/42',
    post: 'Bugün yeni bir kavurma denedik.',
    text: 'Orta kavrum mu, yoksa daha koyu mu? Merak ettim doğrusu.',
    writtenAt: 5_000,
    expiresAt: 10_805_000,
  },
];

export const CHANNELS: readonly ChannelReport[] = [
  {
    written: '@kahve_gunlugu',
    agreed: 'Ayşe, 2026-04-02',
    channel: { id: -1_001_234_567_890, title: 'Kahve Günlüğü', username: 'kahve_gunlugu' },
    open: true,
    reason: null,
    days: 30,
    posts: 45,
    postsByHour: Array.from({ length: 24 }, (_, hour) => (hour === 9 ? 30 : hour === 18 ? 15 : 0)),
    comments: 20,
    replies: 30,
    reactions: 12,
    lastCommentAt: 5_000,
    waiting: 2,
    skipped: [{ reason: 'the post has no text', count: 3 }],
  },
];

export const CHANNEL_CHECKS: readonly ChannelCheck[] = [
  {
    written: '@kahve_gunlugu',
    reachable: true,
    problems: [],
    peer: { id: -1_001_234_567_890, kind: 'channel', title: 'Kahve Günlüğü' },
    access: {
      channel: { id: -1_001_234_567_890, kind: 'channel', title: 'Kahve Günlüğü' },
      member: false,
      group: { id: -1_009_876_543_210, kind: 'supergroup', title: 'Kahve Sohbeti' },
      canComment: true,
      slowModeSeconds: 30,
    },
  },
];

export const SETTING: Setting = {
  name: 'MESSAGES_PER_DAY',
  meaning: 'so many on one local day',
  value: '40',
  source: 'envs/customer1.env:3',
  secret: false,
  change: 'live',
};

const CHANGED: SettingsReport = {
  changes: [{ name: 'MESSAGES_PER_DAY', from: '40', to: '30', needsRestart: false }],
  warnings: [],
  file: 'data/customer1/config.json',
};

const LIMITS: RunTimeLimits = {
  messagesPerDay: 40,
  messagesPerHour: null,
  minIntervalSeconds: 60,
  minIntervalPerChatSeconds: 600,
  newConversationsPerDay: 10,
  answersPerDay: 300,
  activeWindows: '09:00-22:00',
};

const SENT: readonly SentEntry[] = [
  {
    id: 41,
    service: 'message',
    peer: -1_001,
    name: 'Kahve',
    state: 'sent',
    text: 'Merhaba',
    reason: null,
    at: 5,
  },
];

const DAYS: readonly DayStatistics[] = [
  { day: '1970-01-01', sent: { message: 2 }, refused: 1, failed: 0, expired: 0, heard: 12 },
];

const told = (sentence: string): WhyReport => ({
  sentences: [sentence],
  asked: null,
  message: null,
  decisions: [],
});

/** A daemon that writes down what it is asked. */
export function handlers(asked: unknown[] = []): ControlHandlers {
  return {
    status: async () => STATUS,
    health: async () => HEALTH,
    askSpamBot: async () => SPAM_BOT,
    pause: async (scope) => void asked.push(['pause', scope]),
    resume: async (scope) => void asked.push(['resume', scope]),
    lift: async (restriction) => void asked.push(['lift', restriction]),
    checkGroups: async () => [{ written: 'grup1', reachable: true, problems: [] }],
    sendTest: async (request) => {
      asked.push(['send-test', request]);
      return { id: 5 };
    },
    why: async (question) => told(`why ${question.about}`),
    settled: async (id) => told(`settled ${id}`),
    settings: async () => [SETTING],
    changeSettings: async (change) => {
      asked.push(['settings', change]);
      return CHANGED;
    },
    limits: async () => LIMITS,
    changeLimits: async (change) => {
      asked.push(['limits', change]);
      return CHANGED;
    },
    allowlist: async () => ({ groups: ['@grup1'], channels: [] }),
    changeAllowlist: async (change) => {
      asked.push(['allowlist', change]);
      return CHANGED;
    },
    reload: async () => {
      asked.push(['reload']);
      return CHANGED;
    },
    restart: async () => void asked.push(['restart']),
    stop: async () => void asked.push(['stop']),
    thaw: async () => {
      asked.push(['thaw']);
      return { frozen: false, problem: null, lifted: [{ id: 3, code: 'PEER_FLOOD' }], left: [] };
    },
    debug: async (on) => void asked.push(['debug', on]),
    log: async () => [
      { at: 5, level: 'warn', message: 'the line to Telegram is offline', fields: {} },
    ],
    sent: async () => SENT,
    days: async () => DAYS,
    ready: async () => ({ ready: true, connected: true, leased: true, migrated: true }),
    metrics: async () => '# HELP postaci_up 1 while it runs\n',
    recording: async () => ({ from: 0, to: 10_000, heard: [{ peer: 7, at: 5 }] }),
    importContacts: async (page) => {
      asked.push(['import', page]);
      return page.contacts.map(({ line }) => ({ line, result: 'added' }));
    },
    contact: async (who) => {
      asked.push(['contact', who]);
      return CONTACT;
    },
    refuse: async (who) => void asked.push(['refuse', who]),
    forget: async (who) => {
      asked.push(['forget', who]);
      return ERASURE;
    },
    users: async () => USERS,
    plan: async (limit) => PLAN.slice(0, limit),
    takeovers: async () => STATUS.takeovers,
    liftTakeover: async (who) => void asked.push(['lift-takeover', who]),
    drafts: async () => DRAFTS,
    approve: async (id, text) => void asked.push(['approve', id, text]),
    reject: async (id, reason) => void asked.push(['reject', id, reason]),
    channels: async () => CHANNELS,
    checkChannels: async () => CHANNEL_CHECKS,
  };
}

/** A daemon that writes down every call of every method, also of those that only read. */
export function witnessed(calls: unknown[]): ControlHandlers {
  const asked = Object.entries(handlers()).map(([name, handler]) => [
    name,
    (...given: readonly unknown[]) => {
      calls.push([name, ...given]);
      return (handler as (...given: readonly unknown[]) => Promise<unknown>)(...given);
    },
  ]);
  return Object.fromEntries(asked) as ControlHandlers;
}
