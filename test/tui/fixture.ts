import type { Status } from '../../src/control/contract/status.js';
import type { LiveEvent } from '../../src/core/events.js';
import type { SentEntry } from '../../src/core/sent-entry.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** In Istanbul 14:03:07 of the 1st of May 2026. The stage's clock stands still here. */
export const NOW = Date.UTC(2026, 4, 1, 11, 3, 7);
const MIDNIGHT = Date.UTC(2026, 4, 1, 21);

const KADIKOY = -1_001_111_111_111;
const MODA = -1_002_222_222_222;
const CAN = 7;

/** An account that is well, and has something to do. */
export const CALM: Status = {
  at: NOW,
  version: '0.4.0',
  timeZone: 'Europe/Istanbul',
  customer: 'firin',
  processId: 4242,
  startedAt: NOW - 76 * HOUR,
  database: 'postgres',
  account: {
    key: 'user:1',
    name: 'Ayşe Yılmaz',
    username: 'ayse_y',
    phone: '+90*****67',
    health: 'ok',
    healthReason: '',
    healthSince: NOW - 76 * HOUR,
    healthUntil: null,
    remedy: '',
  },
  connection: 'online',
  services: [
    { name: 'message', state: 'running', paused: false },
    { name: 'reply', state: 'running', paused: false },
    { name: 'dm', state: 'running', paused: false },
    { name: 'comment', state: 'running', paused: false },
  ],
  pauses: [],
  hearing: {
    waiting: 0,
    failed: 0,
    waitingSince: null,
    lastHeardAt: NOW - 12_000,
    catchingUp: [],
    pending: 0,
  },
  queue: {
    states: {
      draft: 0,
      queued: 3,
      sending: 1,
      sent: 1_204,
      refused: 0,
      failed: 0,
      expired: 0,
      unknown: 0,
    },
    waiting: { 'minimum-interval': 2, 'slow-mode': 1 },
    next: {
      id: 1_207,
      peer: KADIKOY,
      at: NOW + 250_000,
      rule: 'minimum-interval',
      reason: '12 min between messages',
    },
    spent: { today: 28, dayCap: 40, lastHour: 3, hourCap: 4 },
  },
  budgets: [
    { name: 'messages-per-day', spent: 28, cap: 40, freeAt: MIDNIGHT },
    { name: 'messages-per-hour', spent: 4, cap: 4, freeAt: NOW + 12 * MINUTE },
    { name: 'answers-per-day', spent: 0, cap: 100, freeAt: null },
    { name: 'new-conversations-per-day', spent: 9, cap: 10, freeAt: MIDNIGHT },
    { name: 'model-tokens-per-day', spent: 12_345, cap: 200_000, freeAt: MIDNIGHT },
  ],
  next: {
    at: NOW + 250_000,
    service: 'message',
    peer: KADIKOY,
    name: 'Kadıköy Sohbet',
    what: 'message',
    text: 'Merhaba! Bugünün ekmekleri çıktı.',
    intent: 1_207,
  },
  lastSentAt: NOW - 8 * MINUTE,
  drafts: 0,
  progress: [],
  configuration: { loadedAt: NOW - 76 * HOUR, needRestart: [], problem: null },
  debug: false,
  restrictions: [],
  takeovers: [],
  people: { people: 320, consenting: 118, refused: 9, planned: 42 },
};

/** The same account on a bad day: all that can stand in the overview does. */
export const TROUBLED: Status = {
  ...CALM,
  account: {
    ...CALM.account,
    health: 'spam-limited',
    healthReason: 'PEER_FLOOD: Telegram found too many messages to strangers',
    healthSince: NOW - 2 * HOUR,
    healthUntil: NOW + 4 * HOUR,
    remedy: 'Ask Telegram for how long: postaci health --ask-spambot.',
  },
  connection: 'connecting',
  services: [
    { name: 'message', state: 'running', paused: true },
    { name: 'reply', state: 'running', paused: false },
    { name: 'dm', state: 'restarting', paused: false },
    { name: 'comment', state: 'stopped', paused: false },
  ],
  pauses: [{ service: 'message', since: NOW - 12 * MINUTE, by: 'operator' }],
  hearing: {
    waiting: 2,
    failed: 1,
    waitingSince: NOW - 3_000,
    lastHeardAt: NOW - 3_000,
    catchingUp: [MODA],
    pending: 5,
  },
  queue: { ...CALM.queue, states: { ...CALM.queue.states, draft: 2, unknown: 1, failed: 3 } },
  budgets: CALM.budgets.map((one) =>
    one.name === 'answers-per-day' ? { ...one, cap: null } : one,
  ),
  next: null,
  drafts: 2,
  progress: [{ what: 'import', done: 450, total: 1_000 }],
  configuration: {
    loadedAt: NOW - HOUR,
    needRestart: ['API_ID', 'DATABASE_URL'],
    problem: 'envs/firin.env:7: MESSAGES_PER_HOUR is no number',
  },
  debug: true,
  restrictions: [
    {
      id: 3,
      scope: 'account',
      code: 'FLOOD_WAIT_300',
      reason: 'Telegram wants patience',
      until: NOW + 252_000,
    },
    {
      id: 4,
      scope: 'peer',
      peer: MODA,
      code: 'CHAT_WRITE_FORBIDDEN',
      reason: 'muted',
      until: null,
    },
  ],
  takeovers: [{ peer: CAN, name: 'Can', since: NOW - MINUTE, until: NOW + 4 * MINUTE }],
};

/** Chats of the events, by the sent log. */
export const SENT: readonly SentEntry[] = [
  {
    id: 1_204,
    service: 'message',
    peer: KADIKOY,
    name: 'Kadıköy Sohbet',
    state: 'sent',
    text: 'Merhaba!',
    reason: null,
    at: NOW - 8 * MINUTE,
  },
  {
    id: 1_203,
    service: 'reply',
    peer: CAN,
    name: 'Can',
    state: 'sent',
    text: 'Liste yolda.',
    reason: null,
    at: NOW - 9 * MINUTE,
  },
];

/** One of each kind. */
export const EVENTS: readonly LiveEvent[] = [
  { type: 'connection', at: NOW - 60_000, state: 'online' },
  { type: 'service', at: NOW - 59_000, service: 'message', state: 'started' },
  {
    type: 'catching-up',
    at: NOW - 58_000,
    reason: 'the line was down',
    state: 'started',
  },
  { type: 'catching-up', at: NOW - 57_000, channel: MODA, reason: 'a gap', state: 'done' },
  { type: 'heard', at: NOW - 50_000, peer: CAN, own: false, text: 'Fiyat nedir?' },
  {
    type: 'intent',
    at: NOW - 49_000,
    id: 1_205,
    service: 'reply',
    peer: CAN,
    state: 'sent',
    text: 'Liste yolda.',
  },
  {
    type: 'intent',
    at: NOW - 40_000,
    id: 1_207,
    service: 'message',
    peer: KADIKOY,
    state: 'queued',
    rule: 'minimum-interval',
    until: NOW + 250_000,
    reason: '12 min between messages',
  },
  { type: 'takeover', at: NOW - 30_000, peer: CAN, messageId: 12 },
  { type: 'consent', at: NOW - 20_000, person: CAN, change: 'granted', how: 'private message 11' },
  {
    type: 'configuration',
    at: NOW - 10_000,
    outcome: 'applied',
    changes: [{ name: 'MESSAGES_PER_DAY', from: '40', to: '50', needsRestart: false }],
  },
  {
    type: 'alert',
    at: NOW - 5_000,
    code: 'BUDGET_SPENT',
    severity: 'warning',
    text: 'The budget of the hour is spent.',
  },
  { type: 'health', at: NOW - 1_000, health: 'slow', reason: 'FLOOD_WAIT_30' },
];

/** A title and a text that try to steer the terminal, and characters that are counted in many ways. */
export const HOSTILE: readonly LiveEvent[] = [
  {
    type: 'heard',
    at: NOW,
    peer: CAN,
    own: false,
    text: '\x1b[2J\x1b[1;1HOWNED \x1b]0;title\x07 \r\nline two \u202eright to left\u202c end',
  },
  {
    type: 'heard',
    at: NOW,
    peer: CAN,
    own: false,
    text: '👨‍👩‍👧 🇹🇷 👍🏽 ❤️ 日本語 ağaç дерево e\u0301 ok',
  },
  { type: 'heard', at: NOW, peer: CAN, own: false, text: `${'日本'.repeat(60)}end` },
  { type: 'heard', at: NOW, peer: CAN, own: false, text: `z${'\u0300'.repeat(50)}algo` },
];
