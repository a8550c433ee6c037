import type { Config } from '../../core/config.js';
import { calendarOf } from '../../lib/calendar.js';
import type { Random } from '../../lib/seeded-random.js';
import { midnightOf, nextSlot } from '../../services/comment/slots.js';
import type { Span } from './traffic.js';

/**
 * When the comment service would look for a post to comment on by its schedule, beside what else is sent. Whether
 * there is one, and what is written, only its day tells.
 * @param sent times of unsolicited sends, in order
 * @returns undefined where nothing is commented on by a schedule
 */
export function commentSlots(
  { services, comment, limits }: Pick<Config, 'services' | 'comment' | 'limits'>,
  sent: readonly number[],
  { from, to }: Span,
  random: Random,
): readonly number[] | undefined {
  if (!services.includes('comment') || !comment.scheduled || comment.channels.length === 0) {
    return undefined;
  }
  const slots: number[] = [];
  if (limits.messagesPerDay === 0) return slots;
  const calendar = calendarOf(limits);
  for (let at = from; at < to; ) {
    const midnight = midnightOf(limits, at);
    const today = (times: readonly number[]) =>
      times.filter((time) => time >= midnight && time <= at).length;
    const next = nextSlot(limits, today(sent) + today(slots), at, random);
    // Where no window is ahead it answers with a time outside of them.
    if (next < to && calendar.opening(next, 0) === next) slots.push(next);
    at = next;
  }
  return slots;
}
