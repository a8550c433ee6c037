import type { ReplySettings } from '../../core/reply-settings.js';
import { drawInteger, type Random } from '../../lib/seeded-random.js';
import { humanDelay } from './delay.js';
import { afterQuiet } from './quiet-hours.js';

/** When an answer goes. Times are milliseconds since the epoch. */
export interface Timing {
  /** As soon as a person could have answered. */
  readonly earliest: number;
  /** As soon as it is meant to go, when nothing waits. */
  readonly planned: number;
  readonly typingMs: number;
}

/** Answers that quiet hours held back do not all go in their first moment. */
const SPREAD_MS = 5 * 60_000;

/** What an answer's time depends on. */
export interface TimingContext {
  readonly settings: ReplySettings;
  /** IANA name. */
  readonly timeZone: string;
  readonly chat: 'private' | 'group';
  readonly heardAt: number;
  readonly now: number;
  /** How long the operator has to answer first. */
  readonly operatorFirstMs: number;
  /** Of the answer. */
  readonly characters: number;
  readonly random: Random;
}

/**
 * When to answer: like a person, after the operator's time, and not in quiet hours.
 * @returns undefined when it is quiet and nothing is to be made up for: in groups, and where it is always quiet
 */
export function timingOf(context: TimingContext): Timing | undefined {
  const { settings, timeZone, chat, heardAt, now, operatorFirstMs, random } = context;
  const { readingMs, typingMs } = humanDelay(context.characters, random);
  const spreadMs = drawInteger(random, 0, SPREAD_MS);
  const loud = (at: number) => {
    const open = afterQuiet(settings.quietHours, timeZone, at);
    if (open === at) return at;
    return open === undefined || chat === 'group' ? undefined : open + spreadMs;
  };
  const earliest = loud(now + readingMs + typingMs);
  if (earliest === undefined) return undefined;
  const planned = loud(Math.max(heardAt + operatorFirstMs, earliest));
  return planned === undefined ? undefined : { earliest, planned, typingMs };
}

/** When the answer goes that replaces one which waited since `waiting`: not later than that was to go, if it can. */
export function notBefore({ earliest, planned }: Timing, waiting: number | undefined): number {
  return Math.max(earliest, Math.min(planned, waiting ?? planned));
}
