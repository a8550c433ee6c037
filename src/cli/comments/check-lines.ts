import type { ChannelCheck } from '../../control/contract/comments.js';
import type { ChannelAccess } from '../../core/discussions.js';
import { visible } from '../visible.js';

/** What the account may do in each channel, a few lines each. */
export function checkLines(checks: readonly ChannelCheck[]): string[] {
  if (checks.length === 0) return ['No channel is on the allowlist: see docs/comments.md.'];
  return checks.flatMap(({ reachable, written, peer, access, problems }) => [
    `${reachable ? '✓' : '✗'} ${written}${peer ? `  ${visible(peer.title)} (${peer.kind} ${peer.id})` : ''}`,
    ...(access === null ? [] : [`    ${accessLine(access)}`]),
    ...problems.flatMap(({ level, problem, remedy }) => [
      `    ${level}: ${visible(problem, 300)}`,
      `      → ${remedy}`,
    ]),
  ]);
}

function accessLine({
  member,
  group,
  canComment,
  slowModeSeconds,
  paidMessageStars,
}: ChannelAccess) {
  const facts = [
    member ? 'reads it as a member' : 'reads it as a visitor',
    group === undefined ? 'comments are off' : `discussed in ${visible(group.title)} (${group.id})`,
    canComment ? 'may comment' : 'may not comment',
    ...(slowModeSeconds > 0 ? [`slow mode ${slowModeSeconds} s`] : []),
    ...(paidMessageStars ? [`${paidMessageStars} stars a message`] : []),
  ];
  return facts.join(', ');
}
