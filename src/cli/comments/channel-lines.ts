import type { ChannelReport } from '../../control/contract/comments.js';
import { describeLocal, localClock } from '../../lib/local-time.js';
import { visible } from '../visible.js';

/** So many of the liveliest hours are named. */
const LIVELIEST = 3;
const MOST_REASONS = 3;

const HEAD = [
  'channel',
  'posts/day',
  'busiest',
  'comments',
  'replies',
  'reactions',
  'waiting',
  'last',
];

/** How lively each channel is and what came of the comments there, as a table. */
export function channelLines(channels: readonly ChannelReport[], timeZone: string): string[] {
  const [first] = channels;
  if (!first) return ['No channel is on the allowlist: see docs/comments.md.'];
  const rows = channels.map((channel) => ({ channel, cells: cellsOf(channel, timeZone) }));
  const widths = HEAD.map((name, column) =>
    Math.max(name.length, ...rows.map(({ cells }) => (cells[column] ?? '').length)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    `The last ${first.days} days; hours are those of ${timeZone}, figures in brackets for one comment.`,
    line(HEAD),
    ...rows.flatMap(({ channel, cells }) => [line(cells), ...remarksOf(channel)]),
  ];
}

function cellsOf(report: ChannelReport, timeZone: string): string[] {
  const { written, channel, days, posts, postsByHour, comments, waiting, lastCommentAt } = report;
  return [
    channel === null ? visible(written) : visible(channel.title),
    (posts / days).toFixed(1),
    busiest(postsByHour),
    String(comments),
    each(report.replies, comments),
    each(report.reactions, comments),
    String(waiting),
    lastCommentAt === null ? 'never' : describeLocal(localClock(timeZone), lastCommentAt),
  ];
}

/** `30 (1.5)`: all, and for one comment. */
function each(count: number, comments: number): string {
  return comments === 0 ? String(count) : `${count} (${(count / comments).toFixed(1)})`;
}

/** The hours with most posts, the busiest first. */
function busiest(postsByHour: readonly number[]): string {
  return postsByHour
    .map((posts, hour) => ({ posts, hour }))
    .filter(({ posts }) => posts > 0)
    .sort((one, other) => other.posts - one.posts || one.hour - other.hour)
    .slice(0, LIVELIEST)
    .map(({ hour }) => String(hour).padStart(2, '0'))
    .join(' ');
}

function remarksOf({ open, reason, channel, skipped }: ChannelReport): string[] {
  const closed = `no comments: ${visible(reason ?? 'Telegram did not say why', 200)}`;
  return [
    ...(channel === null ? ['was not found yet'] : []),
    ...(open === false ? [closed] : []),
    ...skipped
      .slice(0, MOST_REASONS)
      .map(({ count, reason: why }) => `${count} posts without a comment: ${visible(why, 200)}`),
  ].map((remark) => `    ${remark}`);
}
