import type { HealthReport, SpamBotReport } from '../control/contract/health.js';
import type { HealthState } from '../core/health.js';
import { describeLocal, localClock } from '../lib/local-time.js';
import { STATE_NAMES } from '../words/state-names.js';
import { STATUS_REPORT } from '../words/status-report.js';
import { labelled, lengthOfTime, type Reader } from './reader.js';

/** A moment by the customer's wall clock, and how far away it is: `2026-05-01 15:00 Europe/Istanbul (in 3 h)`. */
function moment(at: number, reader: Reader): string {
  const words = STATUS_REPORT[reader.language];
  const distance = lengthOfTime(Math.abs(at - reader.now), reader);
  const time = describeLocal(localClock(reader.timeZone), at);
  return `${time} ${reader.timeZone} (${at > reader.now ? words.inTime(distance) : words.ago(distance)})`;
}

/** How the account is, since when and until when, why, and what to do, in one line: `ok`, where all is well. */
export function healthLine(
  state: HealthState & { readonly remedy: string },
  reader: Reader,
): string {
  const { health, reason, since, until, remedy } = state;
  const name = STATE_NAMES[reader.language].health[health];
  if (health === 'ok') return name;
  const end = until === null ? '' : moment(until, reader);
  const what = remedy === '' ? '' : ` → ${remedy}`;
  const { unwell } = STATUS_REPORT[reader.language];
  return `${unwell(name, moment(since, reader), end, reason)}${what}`;
}

/** The health report, a line each. */
export function healthLines(report: HealthReport, reader: Reader): string[] {
  const words = STATUS_REPORT[reader.language];
  const { labels } = words;
  const { connection } = STATE_NAMES[reader.language];
  return [
    labelled(labels.health, healthLine(report, reader)),
    ...(report.health === 'ok' ? [labelled(labels.since, moment(report.since, reader))] : []),
    labelled(labels.telegram, connection[report.connection]),
    ...report.restrictions.map(({ id, scope, code, until, reason }) => {
      const end = words.until(until === null ? `postaci lift ${id}` : moment(until, reader));
      return labelled(labels.restricted, `${id} ${scope}: ${code}, ${end} (${reason})`);
    }),
    ...report.floodWaits.map(({ method, code, until }) =>
      labelled(labels.resting, `${method} ${words.until(moment(until, reader))} (${code})`),
    ),
  ];
}

/** What @SpamBot said, a line each: its own words, and what was understood. */
export function spamBotLines(report: SpamBotReport, reader: Reader): string[] {
  const { asked, askedAt, words, problem, read } = report;
  const when = `@SpamBot   asked ${moment(askedAt, reader)}`;
  const again = asked === 'now' ? [] : ['           not again within ten minutes'];
  if (words === null) return [when, ...again, `           no answer: ${problem ?? ''}`];
  const said = words.split('\n').map((line) => `           │ ${line}`);
  return [when, ...again, ...said, `           ${understood(read, reader)}`];
}

function understood(read: SpamBotReport['read'], reader: Reader): string {
  switch (read?.kind) {
    case 'free':
      return 'understood: not limited';
    case 'limited': {
      const end = read.until === null ? 'without an end' : `until ${moment(read.until, reader)}`;
      return `understood: limited ${end}; nothing unsolicited goes out meanwhile`;
    }
    default:
      return 'its words could not be read: see for yourself';
  }
}
