import { RULE_NAMES } from '../../core/guard.js';
import { SERVICE_NAMES } from '../../core/intent.js';
import type { MetricFamily } from '../../core/metrics.js';
import { DELIVERY_CODES, MODEL_CODES } from './codes.js';
import { ENDS, EVENT_TYPES, METHOD_FAMILIES, SEVERITIES } from './label-lists.js';

/** As many models as a configuration names over a process's life, and some. */
const MODELS = { atMost: 5 };

/** What is counted from the start of the process, as it happens. */
export const COUNTED = {
  messages: {
    name: 'postaci_messages_total',
    help: 'Messages that had their end, by service and by what became of them.',
    type: 'counter',
    labels: { service: SERVICE_NAMES, outcome: ENDS },
  },
  waits: {
    name: 'postaci_guard_waits_total',
    help: 'Decisions that a message waits, by the rule that held it back the longest.',
    type: 'counter',
    labels: { rule: RULE_NAMES },
  },
  refusals: {
    name: 'postaci_guard_refusals_total',
    help: 'Messages that a rule refused or found too late, by rule.',
    type: 'counter',
    labels: { rule: RULE_NAMES },
  },
  deliveryErrors: {
    name: 'postaci_delivery_errors_total',
    help: 'Attempts to send that did not arrive for certain, by Telegram’s error code or ours.',
    type: 'counter',
    labels: { code: DELIVERY_CODES },
  },
  delivery: {
    name: 'postaci_delivery_seconds',
    help: 'How long Telegram took to answer an attempt to send.',
    type: 'histogram',
    labels: { outcome: ['sent', 'not-sent'] },
    bounds: [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20],
  },
  sendDelay: {
    name: 'postaci_send_delay_seconds',
    help: 'From the time a message was proposed for until it was sent: what rules and restrictions hold is in it.',
    type: 'histogram',
    labels: { service: SERVICE_NAMES },
    bounds: [1, 5, 15, 60, 300, 900, 3_600, 14_400, 43_200, 86_400],
  },
  answerDelay: {
    name: 'postaci_answer_delay_seconds',
    help: 'From the newest message heard in the chat when an answer was decided on until that was sent.',
    type: 'histogram',
    labels: {},
    bounds: [1, 2, 5, 10, 30, 60, 300, 900, 3_600, 21_600],
  },
  heard: {
    name: 'postaci_heard_messages_total',
    help: 'Messages that the account heard, by who wrote them: others, or the account by any device.',
    type: 'counter',
    labels: { by: ['others', 'account'] },
  },
  takeovers: {
    name: 'postaci_takeovers_total',
    help: 'Messages that the operator wrote by hand.',
    type: 'counter',
    labels: {},
  },
  consents: {
    name: 'postaci_consents_total',
    help: 'People who agreed to be written to, refused it, or were forgotten.',
    type: 'counter',
    labels: { change: ['granted', 'refused', 'forgotten'] },
  },
  gapsFound: {
    name: 'postaci_gaps_found_total',
    help: 'Times that something was missed: of people and basic groups (common), or of a channel.',
    type: 'counter',
    labels: { line: ['common', 'channel'] },
  },
  gapsFilled: {
    name: 'postaci_gaps_filled_total',
    help: 'Times that what was missed has been made up for.',
    type: 'counter',
    labels: { line: ['common', 'channel'] },
  },
  reconnects: {
    name: 'postaci_reconnects_total',
    help: 'Times that the line to Telegram was online again after it had been lost.',
    type: 'counter',
    labels: {},
  },
  floodWaits: {
    name: 'postaci_flood_waits_total',
    help: 'Times that Telegram wanted patience for calls other than sends, by the methods’ family.',
    type: 'counter',
    labels: { methods: METHOD_FAMILIES, code: DELIVERY_CODES },
  },
  floodWaitSeconds: {
    name: 'postaci_flood_wait_seconds_total',
    help: 'How much patience Telegram wanted for calls other than sends.',
    type: 'counter',
    labels: { methods: METHOD_FAMILIES },
  },
  serviceFailures: {
    name: 'postaci_service_failures_total',
    help: 'Times that a service failed; it starts anew by itself.',
    type: 'counter',
    labels: { service: SERVICE_NAMES },
  },
  reloads: {
    name: 'postaci_configuration_reloads_total',
    help: 'Times that the configuration was read again: applied, or kept as it was because something is wrong.',
    type: 'counter',
    labels: { outcome: ['applied', 'kept'] },
  },
  alerts: {
    name: 'postaci_alerts_total',
    help: 'Alerts that the operator was told, by code.',
    type: 'counter',
    labels: { code: { atMost: 40 }, severity: SEVERITIES },
  },
  events: {
    name: 'postaci_events_total',
    help: 'Live events that were published.',
    type: 'counter',
    labels: { type: EVENT_TYPES },
  },
  modelRequests: {
    name: 'postaci_model_requests_total',
    help: 'Requests to the language model, each attempt for itself.',
    type: 'counter',
    labels: { model: MODELS },
  },
  modelTokens: {
    name: 'postaci_model_tokens_total',
    help: 'Tokens that the language model read (in) and wrote (out), as its endpoint counted them.',
    type: 'counter',
    labels: { model: MODELS, direction: ['in', 'out'] },
  },
  modelCost: {
    name: 'postaci_model_cost_total',
    help: 'What those tokens cost, in the currency of the configured prices; 0 without prices.',
    type: 'counter',
    labels: { model: MODELS },
  },
  modelAnswers: {
    name: 'postaci_model_answers_total',
    help: 'What came of asking for a text: written, taken from the cache, none for now (wait), or never (refused).',
    type: 'counter',
    labels: { outcome: ['written', 'cached', 'wait', 'refused'] },
  },
  modelErrors: {
    name: 'postaci_model_errors_total',
    help: 'Times that there was no text, by code.',
    type: 'counter',
    labels: { code: MODEL_CODES },
  },
  modelAnswer: {
    name: 'postaci_model_answer_seconds',
    help: 'How long a text took to be written, its repeated attempts and its place in the queue included.',
    type: 'histogram',
    labels: {},
    bounds: [0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
  },
  texts: {
    name: 'postaci_written_texts_total',
    help: 'What the checks made of the model’s texts, and for what purpose, by which mending or check.',
    type: 'counter',
    labels: {
      result: ['ready', 'repaired', 'mended', 'wrong', 'dropped'],
      what: { atMost: 40 },
    },
  },
  databaseFailures: {
    name: 'postaci_database_read_failures_total',
    help: 'Times that the database did not answer when metrics were asked for.',
    type: 'counter',
    labels: {},
  },
} as const satisfies Record<string, MetricFamily>;
