import type { HealthReport, SpamBotReport } from '../control/contract/health.js';
import type { HealthState } from '../core/health.js';
import { describeDuration } from '../lib/duration.js';

/** A moment and how far away it is: `2026-05-01 12:00 UTC (in 3 h)`. */
function moment(at: number, now: number): string {
  const distance = describeDuration(Math.abs(at - now));
  const time = new Date(at).toISOString().slice(0, 16).replace('T', ' ');
  return `${time} UTC (${at > now ? `in ${distance}` : `${distance} ago`})`;
}

/** How the account is, since when and until when, why, and what to do, in one line: `ok`, where all is well. */
export function healthLine(state: HealthState & { readonly remedy: string }, now: number): string {
  const { health, reason, since, until, remedy } = state;
  if (health === 'ok') return 'ok';
  const end = until === null ? '' : `, until ${moment(until, now)}`;
  const what = remedy === '' ? '' : ` → ${remedy}`;
  return `${health} since ${moment(since, now)}${end}: ${reason}${what}`;
}

/** The health report, a line each. */
export function healthLines(report: HealthReport, now: number): string[] {
  return [
    `health     ${healthLine(report, now)}`,
    ...(report.health === 'ok' ? [`since      ${moment(report.since, now)}`] : []),
    `telegram   ${report.connection}`,
    ...report.restrictions.map(({ id, scope, code, until, reason }) => {
      const end = until === null ? `until postaci lift ${id}` : `until ${moment(until, now)}`;
      return `restricted ${id} ${scope}: ${code}, ${end} (${reason})`;
    }),
    ...report.floodWaits.map(
      ({ method, code, until }) => `resting    ${method} until ${moment(until, now)} (${code})`,
    ),
  ];
}

/** What @SpamBot said, a line each: its own words, and what was understood. */
export function spamBotLines({ asked, askedAt, words, problem, read }: SpamBotReport, now: number) {
  const when = `@SpamBot   asked ${moment(askedAt, now)}`;
  const again = asked === 'now' ? [] : ['           not again within ten minutes'];
  if (words === null) return [when, ...again, `           no answer: ${problem ?? ''}`];
  const said = words.split('\n').map((line) => `           │ ${line}`);
  return [when, ...again, ...said, `           ${understood(read, now)}`];
}

function understood(read: SpamBotReport['read'], now: number): string {
  switch (read?.kind) {
    case 'free':
      return 'understood: not limited';
    case 'limited': {
      const end = read.until === null ? 'without an end' : `until ${moment(read.until, now)}`;
      return `understood: limited ${end}; nothing unsolicited goes out meanwhile`;
    }
    default:
      return 'its words could not be read: see for yourself';
  }
}
