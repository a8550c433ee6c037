import type { Finding } from '../../core/finding.js';
import { describeDuration } from '../../lib/duration.js';

const LAST_ONE = {
  account: ['the first one', 'since the last one'],
  chat: ['the first one here', 'since the last one here'],
  person: ['the first one to this person', 'since the last one to this person'],
  answers: ['the first answer here', 'since the last answer here'],
} as const;

/** What a rule found, in a few words: `12 of 40 today`. Undefined: its reason says it all. */
export function figureOf(found: Finding): string | undefined {
  switch (found.kind) {
    case 'time-left':
      return `${describeDuration(found.leftMs)} left`;
    case 'too-late':
      return `${describeDuration(found.lateMs)} too late`;
    case 'paused':
      return found.what === '*' ? 'everything' : found.what;
    case 'restricted':
      return found.code;
    case 'own-chat':
      return "the operator's own";
    case 'agreed':
      return `${found.basis}: ${found.source}`;
    case 'by-hand': {
      const ago = `${describeDuration(found.agoMs)} ago`;
      return found.until === null ? `the operator wrote here ${ago}` : ago;
    }
    case 'silent':
      return found.mark === null
        ? 'heard nothing'
        : `heard ${found.heard ?? 'nothing'}, none after ${found.mark}`;
    case 'spoke':
      return `heard ${found.heard}${found.mark === null ? '' : `, after ${found.mark}`}`;
    case 'nothing-of-ours':
      return 'nothing of ours here yet';
    case 'no-target':
      return String(found.peer);
    case 'sent-today':
      return `${found.count} of ${found.cap} today`;
    case 'sent-in-hour':
      return `${found.count} of ${found.cap} in the last hour`;
    case 'instant-in-hour':
      return `${found.count} of ${found.cap} at once here in the last hour`;
    case 'sent-to-person':
      return `${found.count} of ${found.cap} in the last ${describeDuration(found.windowMs)}`;
    case 'begun-today': {
      const warmUp = found.warmUpDay === null ? '' : `, day ${found.warmUpDay} of the warm-up`;
      return `${found.count} of ${found.cap} conversations begun today${warmUp}`;
    }
    case 'answers':
      return `${found.here} of ${found.hereCap} here in the last hour, ${found.today} of ${found.todayCap} answers today`;
    case 'since-last': {
      const [first, since] = LAST_ONE[found.of];
      return found.sinceMs === null ? first : `${describeDuration(found.sinceMs)} ${since}`;
    }
    case 'slow-mode':
      return found.sinceMs === null
        ? describeDuration(found.everyMs)
        : `${describeDuration(found.sinceMs)} since the last one here`;
    default:
      return undefined;
  }
}
