import { BUDGET_NAMES } from '../../control/contract/status.js';
import { SERVICE_NAMES } from '../../core/intent.js';
import type { MetricFamily } from '../../core/metrics.js';
import { HEALTHS, OPEN_STATES, SERVICE_STATES } from './label-lists.js';

/** What is looked up when somebody asks for it. */
export const LOOKED_UP = {
  build: {
    name: 'postaci_build_info',
    help: 'Always 1: which postaci this is, on which Node.js and which kind of database.',
    type: 'gauge',
    labels: { version: { atMost: 1 }, node: { atMost: 1 }, database: ['postgres', 'embedded'] },
  },
  connection: {
    name: 'postaci_connection_up',
    help: 'Is the line to Telegram online?',
    type: 'gauge',
    labels: {},
  },
  health: {
    name: 'postaci_account_health',
    help: 'How the account is: 1 for its state, 0 for all others.',
    type: 'gauge',
    labels: { health: HEALTHS },
  },
  service: {
    name: 'postaci_service_state',
    help: 'How a service is: 1 for its state, 0 for the others.',
    type: 'gauge',
    labels: { service: SERVICE_NAMES, state: SERVICE_STATES },
  },
  paused: {
    name: 'postaci_service_paused',
    help: 'Is the service paused, alone or with all others?',
    type: 'gauge',
    labels: { service: SERVICE_NAMES },
  },
  lease: {
    name: 'postaci_lease_held',
    help: 'Is this process the one that may use the session?',
    type: 'gauge',
    labels: {},
  },
  databaseUp: {
    name: 'postaci_database_up',
    help: 'Did the database answer in time when metrics were asked for?',
    type: 'gauge',
    labels: {},
  },
  databaseSeconds: {
    name: 'postaci_database_read_seconds',
    help: 'How long the database took to answer when metrics were asked for.',
    type: 'gauge',
    labels: {},
  },
  queue: {
    name: 'postaci_queue_messages',
    help: 'Messages on their way: drafts that wait for approval, queued, and being sent.',
    type: 'gauge',
    labels: { state: OPEN_STATES },
  },
  restrictions: {
    name: 'postaci_restrictions',
    help: 'Restrictions in force, by what they bind: the account, messages to people, one chat.',
    type: 'gauge',
    labels: { scope: ['account', 'people', 'peer'] },
  },
  inboxWaiting: {
    name: 'postaci_inbox_waiting_events',
    help: 'What was heard and waits for a service.',
    type: 'gauge',
    labels: {},
  },
  inboxFailed: {
    name: 'postaci_inbox_failed_events',
    help: 'What was heard and could not be handled: given up, kept for the operator.',
    type: 'gauge',
    labels: {},
  },
  inboxLag: {
    name: 'postaci_inbox_lag_seconds',
    help: 'How long the oldest event waits for a service; 0 when none does.',
    type: 'gauge',
    labels: {},
  },
  pending: {
    name: 'postaci_inbox_pending_updates',
    help: 'Updates that have come and are not in the database yet.',
    type: 'gauge',
    labels: {},
  },
  catchingUp: {
    name: 'postaci_inbox_catching_up_lines',
    help: 'Sequences of updates that are being caught up with, or have to be.',
    type: 'gauge',
    labels: {},
  },
  lastHeard: {
    name: 'postaci_last_heard_timestamp_seconds',
    help: 'When Telegram told anything last; absent before it did since the start.',
    type: 'gauge',
    labels: {},
  },
  lastSent: {
    name: 'postaci_last_sent_timestamp_seconds',
    help: 'When a message was sent last; absent before the first.',
    type: 'gauge',
    labels: {},
  },
  budgetSpent: {
    name: 'postaci_budget_spent',
    help: 'What is spent of a budget now, as the guard counts it.',
    type: 'gauge',
    labels: { budget: BUDGET_NAMES },
  },
  budgetCap: {
    name: 'postaci_budget_cap',
    help: 'The most that may be spent of a budget; absent without a cap.',
    type: 'gauge',
    labels: { budget: BUDGET_NAMES },
  },
} as const satisfies Record<string, MetricFamily>;
