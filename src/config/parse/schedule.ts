import { Cron } from 'croner';
import type { Schedule } from '../../core/settings.js';
import { formatDuration, parseDuration } from './duration.js';
import { bad, good, type Parsed } from './parsed.js';

const EVERY_REMEDY = 'Write it as 30m, or as 30m±5m (also 30m+-5m) for gaps from 25 to 35 minutes';
const TRAFFIC_REMEDY = 'Write the shortest and the longest gap, e.g. 10m-2h';

/** Below this a group would be flooded whatever the account's limits are. */
const SHORTEST_GAP_MS = 1000;

/** `30m`, `30m±5m`, `30m+-5m`. */
export function parseEvery(text: string): Parsed<Schedule> {
  const [gap = '', jitter, ...rest] = text.split(/±|\+-|\+\/-/);
  const every = parseDuration(gap.trim());
  const around = jitter === undefined ? good(0) : parseDuration(jitter.trim());
  if (!every.ok || !around.ok || rest.length > 0) {
    return bad('is not a gap between messages', EVERY_REMEDY);
  }
  if (every.value < SHORTEST_GAP_MS) return bad('is shorter than a second', EVERY_REMEDY);
  if (around.value >= every.value) {
    return bad('varies by as much as the gap itself', EVERY_REMEDY);
  }
  return good({ kind: 'every', everyMs: every.value, jitterMs: around.value });
}

/** Five or six fields. Refused when it never comes due. */
export function parseCron(text: string): Parsed<Schedule> {
  const expression = text.trim();
  const remedy = 'Write five fields (minute, hour, day, month, weekday), e.g. 0 9 * * 1-5';
  const fields = expression.split(/\s+/).length;
  if (fields < 5 || fields > 6) return bad(`has ${fields} cron fields instead of five`, remedy);
  try {
    const cron = new Cron(expression, { paused: true, timezone: 'UTC' });
    const due = cron.nextRun();
    cron.stop();
    if (due === null) return bad('is a cron expression that never comes due', remedy);
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^\w+: /, '') : String(error);
    return bad(`is not a cron expression (${reason.replace(/\.$/, '')})`, remedy);
  }
  return good({ kind: 'cron', expression });
}

/** `10m-2h`: the shortest and the longest gap. */
export function parseTraffic(text: string): Parsed<Schedule> {
  const [shortest = '', longest = '', ...rest] = text.split(/\s*[-–—…]\s*|\.\./);
  const min = parseDuration(shortest);
  const max = parseDuration(longest);
  if (!min.ok || !max.ok || rest.length > 0) return bad('is not a range of gaps', TRAFFIC_REMEDY);
  if (min.value < SHORTEST_GAP_MS) return bad('begins below a second', TRAFFIC_REMEDY);
  if (min.value > max.value) {
    return bad('has a shortest gap that is longer than the longest', TRAFFIC_REMEDY);
  }
  return good({ kind: 'traffic', minMs: min.value, maxMs: max.value });
}

/** Any of them in one text: `30m±5m`, `every 30m±5m`, `cron 0 9 * * *`, `traffic 10m-2h`. */
export function parseSchedule(text: string): Parsed<Schedule> {
  const [, word = '', rest = ''] = /^\s*(every|cron|traffic)\b[\s:]*(.*)$/is.exec(text) ?? [];
  if (word.toLowerCase() === 'cron') return parseCron(rest);
  if (word.toLowerCase() === 'traffic') return parseTraffic(rest);
  return parseEvery(word === '' ? text.trim() : rest);
}

/** The way back, for people. */
export function formatSchedule(schedule: Schedule): string {
  switch (schedule.kind) {
    case 'every': {
      const jitter = schedule.jitterMs > 0 ? `±${formatDuration(schedule.jitterMs)}` : '';
      return `every ${formatDuration(schedule.everyMs)}${jitter}`;
    }
    case 'cron':
      return `cron ${schedule.expression}`;
    case 'traffic':
      return `traffic ${formatDuration(schedule.minMs)}-${formatDuration(schedule.maxMs)}`;
  }
}
