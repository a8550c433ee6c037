import { DEFAULT_PEOPLE_LIMITS, type PeopleLimits } from '../core/settings.js';
import type { LoadContext } from './load-context.js';
import { durationFrom, formatDuration, parseDuration } from './parse/duration.js';
import { parseAccountSince } from './parse/local-date.js';
import { wholeNumber } from './parse/number.js';
import { placeOf } from './value-source.js';
import type { VariableName } from './variables/known.js';

const HOUR_MS = 3_600_000;
/** Shorter, and postaci would speak between two sentences of the operator. */
const SHORTEST_SILENCE_MS = 60_000;
const WHY = 'an account with looser limits was blocked by Telegram (S3)';

/** Reads what holds back messages to people, and answers. What is looser than S3 found safe draws a warning. */
export function readPeopleLimits(context: LoadContext): PeopleLimits {
  const { values } = context;
  const byDefault = DEFAULT_PEOPLE_LIMITS;
  const accountSince = values.read('ACCOUNT_SINCE', parseAccountSince);
  const limits: PeopleLimits = {
    cooldownMs: values.read('DM_COOLDOWN_SECONDS', parseDuration) ?? byDefault.cooldownMs,
    maxPerWindow:
      values.read('DM_MAX_MESSAGES_PER_HOUR', wholeNumber(1, 1_000, 3)) ?? byDefault.maxPerWindow,
    windowMs: values.read('DM_TRACKING_WINDOW', durationFrom(1_000)) ?? byDefault.windowMs,
    newConversationsPerDay:
      values.read('NEW_CONVERSATIONS_PER_DAY', wholeNumber(0, 1_000, 10)) ??
      byDefault.newConversationsPerDay,
    warmUpDays: values.read('WARM_UP_DAYS', wholeNumber(0, 365, 14)) ?? byDefault.warmUpDays,
    ...(accountSince === undefined ? {} : { accountSince }),
    answerIntervalMs:
      values.read('ANSWER_INTERVAL_SECONDS', parseDuration) ?? byDefault.answerIntervalMs,
    answersPerChatPerHour:
      values.read('ANSWERS_PER_CHAT_PER_HOUR', wholeNumber(1, 1_000, 20)) ??
      byDefault.answersPerChatPerHour,
    answersPerDay:
      values.read('ANSWERS_PER_DAY', wholeNumber(1, 1_000_000, 300)) ?? byDefault.answersPerDay,
    takeoverMs:
      values.read('TAKEOVER_SILENCE', durationFrom(SHORTEST_SILENCE_MS)) ?? byDefault.takeoverMs,
  };
  warnOfLoose(context, limits);
  return limits;
}

function warnOfLoose(
  { values, warnings }: LoadContext,
  { cooldownMs, maxPerWindow, windowMs }: PeopleLimits,
): void {
  const safe = DEFAULT_PEOPLE_LIMITS;
  const warn = (name: VariableName, what: string) =>
    warnings.push(`${name} (${placeOf(values.source(name))}) ${what}: ${WHY}`);
  if (cooldownMs < safe.cooldownMs) {
    const [own, least] = [formatDuration(cooldownMs), formatDuration(safe.cooldownMs)];
    warn('DM_COOLDOWN_SECONDS', `is ${own}, less than ${least}`);
  }
  if (maxPerWindow > safe.maxPerWindow) {
    warn('DM_MAX_MESSAGES_PER_HOUR', `is ${maxPerWindow}, more than ${safe.maxPerWindow}`);
  } else if (maxPerWindow * Math.ceil(HOUR_MS / windowMs) > safe.maxPerWindow) {
    const allowed = maxPerWindow * Math.ceil(HOUR_MS / windowMs);
    const own = formatDuration(windowMs);
    warn(
      'DM_TRACKING_WINDOW',
      `is ${own}: that allows ${allowed} messages an hour, more than ${safe.maxPerWindow}`,
    );
  }
}
