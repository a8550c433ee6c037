import type { CommentSettings } from '../core/comment-settings.js';
import type { Config } from '../core/config.js';
import { maskPhone } from '../lib/mask.js';
import { describeComments } from './describe-comments.js';
import { describePeople } from './describe-people.js';
import { KeyFile } from './key-file.js';
import { formatWindow } from './parse/active-windows.js';
import { formatDuration } from './parse/duration.js';
import { formatSchedule } from './parse/schedule.js';
import { describeSource, type Sources } from './sources.js';
import { BY_WRITTEN_NAME, KNOWN_VARIABLES, type VariableName } from './variables/known.js';

/** One line of `postaci config check`. */
export interface ConfigRow {
  readonly name: string;
  /** Secrets and phone numbers are masked. */
  readonly value: string;
  /** `envs/customer1.env:3`, `environment`, `data/customer1/config.json:2`, `default`, … */
  readonly source: string;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

type Show = (config: Config) => string | undefined;

/** Said only where comments are written. */
function commenting(show: (comment: CommentSettings) => string): Show {
  return ({ services, comment }) => (services.includes('comment') ? show(comment) : undefined);
}

/** What is in force, also where no variable was set. Undefined: nothing is, and nothing is shown. */
const IN_FORCE: Partial<Record<VariableName, Show>> = {
  CUSTOMER_ID: (config) => config.customer,
  USER_SESSION_FILE_PATH: (config) => config.account.sessionFile,
  PHONE_NUMBER: ({ account: { phone } }) => (phone === undefined ? undefined : maskPhone(phone)),
  ENCRYPTION_KEY: ({ account: { encryptionKey } }) => encryptionKey?.toString(),
  SESSION_PLAIN: (config) => String(config.account.sessionPlain),
  DB_CONNECTION: ({ storage }) =>
    storage.kind === 'postgres' ? withoutPassword(storage.url.reveal()) : storage.directory,
  REDIS_URL: ({ redisUrl }) => (redisUrl ? withoutPassword(redisUrl.reveal()) : 'in memory'),
  BOT_ENABLED: (config) => String(config.enabled),
  SERVICES: (config) => config.services.join(',') || 'none',
  MESSAGE_MISSED_RUNS: (config) => config.message.missedRuns,
  MESSAGE_EXPIRE_AFTER: (config) => formatDuration(config.message.expireAfterMs),
  MESSAGE_ONLY_AFTER_OTHERS: (config) => String(config.message.onlyAfterOthers),
  TIMEZONE: (config) => config.limits.timeZone,
  ACTIVE_WINDOWS: ({ limits }) => limits.activeWindows.map(formatWindow).join(',') || 'always',
  BLACKOUT_DAYS: (config) => config.limits.blackoutDays.join(',') || 'none',
  MESSAGES_PER_DAY: (config) => String(config.limits.messagesPerDay ?? 'no cap'),
  MESSAGES_PER_HOUR: (config) => String(config.limits.messagesPerHour ?? 'no cap'),
  MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS: ({ limits }) => formatDuration(limits.minIntervalMs),
  MIN_INTERVAL_PER_CHAT_SECONDS: ({ limits }) => formatDuration(limits.minIntervalPerPeerMs),
  SPAMBLOCK_ERROR_THRESHOLD: ({ spamBreaker }) => String(spamBreaker.threshold),
  SPAMBLOCK_MIN_COOLDOWN_SECONDS: ({ spamBreaker }) => formatDuration(spamBreaker.minCooldownMs),
  SPAMBLOCK_MAX_COOLDOWN_SECONDS: ({ spamBreaker }) => formatDuration(spamBreaker.maxCooldownMs),
  DM_COOLDOWN_SECONDS: ({ limits }) => formatDuration(limits.people.cooldownMs),
  DM_MAX_MESSAGES_PER_HOUR: ({ limits }) => String(limits.people.maxPerWindow),
  DM_TRACKING_WINDOW: ({ limits }) => formatDuration(limits.people.windowMs),
  NEW_CONVERSATIONS_PER_DAY: ({ limits }) => String(limits.people.newConversationsPerDay),
  WARM_UP_DAYS: ({ limits }) => String(limits.people.warmUpDays),
  ACCOUNT_SINCE: ({ limits }) => limits.people.accountSince ?? 'its first login with postaci',
  DM_EXPIRE_AFTER: ({ dm }) => formatDuration(dm.expireAfterMs),
  reply_mode: ({ reply }) => reply.mode,
  manualplus_timeout_sec: ({ reply }) => formatDuration(reply.manualPlusTimeoutMs),
  auto_menu_enabled: ({ reply }) => String(reply.menuAfter !== undefined),
  auto_menu_threshold: ({ reply: { menuAfter } }) =>
    menuAfter === undefined ? undefined : String(menuAfter),
  ANSWER_INTERVAL_SECONDS: ({ limits }) => formatDuration(limits.people.answerIntervalMs),
  ANSWERS_PER_CHAT_PER_HOUR: ({ limits }) => String(limits.people.answersPerChatPerHour),
  ANSWERS_PER_DAY: ({ limits }) => String(limits.people.answersPerDay),
  REPLY_EXPIRE_AFTER: ({ reply }) => formatDuration(reply.expireAfterMs),
  TAKEOVER_SILENCE: ({ limits }) => formatDuration(limits.people.takeoverMs),
  QUIET_HOURS: ({ reply }) => reply.quietHours.map(formatWindow).join(',') || 'none',
  OPT_OUT_WORDS: ({ people }) => people.optOutWords.join(', ') || 'the built-in ones',
  OPT_IN_WORDS: ({ people }) => people.optInWords.join(', ') || 'the built-in ones',
  PEOPLE_KEPT_DAYS: ({ people }) => String(people.keptMs / DAY_MS),
  TRACKING_KEPT_HOURS: ({ people }) => String(people.trackingKeptMs / HOUR_MS),
  COMMENT_MODE: commenting(({ mode }) => mode),
  INSTANT_COMMENT_DELAY_SECONDS: commenting(({ instantDelayMs }) => formatDuration(instantDelayMs)),
  MAX_INSTANT_PER_CHAT_PER_HOUR: commenting((comment) => String(comment.maxInstantPerChatPerHour)),
  FRESH_POST_MAX_AGE_MINUTES: commenting(({ freshMs }) => String(freshMs / MINUTE_MS)),
  COMMENT_SCHEDULED: commenting(({ scheduled }) => String(scheduled)),
  APPROVE_WITHIN: commenting(({ approveWithinMs }) => formatDuration(approveWithinMs)),
  COMMENT_LANGUAGES: commenting(({ writing }) => writing.languages.join(',') || "the post's"),
  COMMENT_ALLOW: commenting(({ writing }) => writing.allowed.join(',') || 'none'),
  COMMENT_DISCLOSURE: commenting(({ writing }) => writing.disclosure ?? 'none'),
  LLM_MIN_LEN: commenting(({ writing }) => String(writing.minLength)),
  LLM_MAX_LEN: commenting(({ writing }) => String(writing.maxLength)),
  LLM_MAX_EMOJIS: commenting(({ writing }) => String(writing.maxEmojis)),
  LLM_STRICT_VALIDATE: commenting(({ writing }) => String(writing.strict)),
  OPENAI_BASE_URL: ({ llm }) => llm?.baseUrl,
  LLM_MODEL: ({ llm }) => llm?.model,
  LLM_TEMPERATURE: ({ llm }) => llm && String(llm.temperature),
  LLM_TOP_P: ({ llm }) => llm && String(llm.topP),
  LLM_FREQUENCY_PENALTY: ({ llm }) => llm && String(llm.frequencyPenalty),
  LLM_PRESENCE_PENALTY: ({ llm }) => llm && String(llm.presencePenalty),
  LLM_TIMEOUT_SECONDS: ({ llm }) => llm && formatDuration(llm.timeoutMs),
  CACHE_TTL_SECONDS: ({ llm }) => llm && formatDuration(llm.cacheTtlMs),
  LLM_TOKENS_PER_DAY: ({ llm }) => llm && String(llm.tokensPerDay ?? 'no cap'),
  LLM_MONEY_PER_DAY: ({ llm }) => llm && String(llm.moneyPerDay?.perDay ?? 'no cap'),
  ALERT_SILENT_AFTER: ({ alerts: { silentAfterMs } }) =>
    silentAfterMs === undefined ? 'off' : formatDuration(silentAfterMs),
  HTTP_ADDRESS: ({ http }) => (http ? `${http.host}:${http.port}` : 'off'),
  METRICS_OPEN: ({ http }) => http && String(http.metricsOpen),
  INTERFACE_LANGUAGE: (config) => config.interfaceLanguage ?? "the environment's",
  TERMINAL: (config) => config.terminal,
  ALERT_SAVED_MESSAGES: (config) => String(config.alerts.savedMessages),
  LEASE_TTL_SECONDS: (config) => formatDuration(config.leaseTtlMs),
  LOG_LEVEL: (config) => config.log.level,
  LOG_FORMAT: (config) => config.log.console,
};

/** Variables whose row says all that they do, however they were written; others are told apart as written. */
export const SAID_IN_FULL: ReadonlySet<string> = new Set(
  Object.keys(IN_FORCE).filter(
    (name) => name !== 'PHONE_NUMBER' && !BY_WRITTEN_NAME.get(name)?.secret,
  ),
);

/** The configuration in force, value by value, with where each was found. Reads no secret's text into a row. */
export function describeConfig({
  config,
  sources,
}: {
  readonly config: Config;
  readonly sources: Sources;
}): readonly ConfigRow[] {
  const rows: ConfigRow[] = [];
  for (const { name } of KNOWN_VARIABLES) {
    const value = IN_FORCE[name]?.(config) ?? sources.variables.get(name)?.shown;
    if (value === undefined) continue;
    rows.push({ name, value, source: rowSource(name, config, sources) });
  }
  const { schema } = config.storage;
  rows.push({ name: 'schema', value: schema, source: describeSource('DB_CONNECTION', sources) });
  for (const target of config.message.targets) {
    const topic = target.topicId === undefined ? '' : ` topic ${target.topicId}`;
    const value = `${formatSchedule(target.schedule)}${topic}`;
    rows.push({
      name: `target ${target.written}`,
      value,
      source: sources.targets.get(target) ?? '',
    });
  }
  for (const [name, value] of [...describePeople(config), ...describeComments(config)]) {
    rows.push({ name, value, source: sources.places.get(name) ?? 'default' });
  }
  return rows;
}

function rowSource(name: VariableName, config: Config, sources: Sources): string {
  const { encryptionKey } = config.account;
  if (name === 'ENCRYPTION_KEY' && encryptionKey instanceof KeyFile) return encryptionKey.path;
  return sources.places.get(name) ?? describeSource(name, sources);
}

/** `postgresql://user:***@host/db`; what can't be taken apart is hidden whole. */
function withoutPassword(text: string): string {
  if (!URL.canParse(text)) return '***';
  const url = new URL(text);
  if (url.password) url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}
