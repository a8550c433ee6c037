import type { CommentChannel } from '../../core/comment-settings.js';
import type { ChannelAccess } from '../../core/discussions.js';
import type { Messenger } from '../../core/messenger.js';
import type { TargetProblem, TargetReport } from '../../core/target-report.js';
import { isAbort } from '../../lib/abort.js';

/** Slow mode above this is worth a warning: the limits may well be faster. */
const LONG_SLOW_MODE_SECONDS = 15 * 60;

/** What channels are looked up with. */
export type ChannelSource = Pick<Messenger, 'resolve' | 'discussions'>;

/** What one look at a channel gave: the report, and what Telegram said of it if it came to that. */
export interface ChannelInspection {
  readonly report: TargetReport;
  readonly access?: ChannelAccess;
  /** Telegram asked for patience: not to be asked again before this many milliseconds. */
  readonly waitMs?: number;
}

/**
 * Asks Telegram whether the account could comment in each channel, one after the other. Nothing is said and
 * nothing is joined. Failures of the network are problems of the channel (`UNREACHABLE`), not exceptions.
 * @throws the signal's reason when it aborts
 */
export async function checkChannels(
  source: ChannelSource,
  channels: readonly CommentChannel[],
  signal: AbortSignal,
): Promise<readonly ChannelInspection[]> {
  const inspections: ChannelInspection[] = [];
  for (const channel of channels) {
    inspections.push(await inspectChannel(source, channel, signal));
  }
  return inspections;
}

/**
 * Finds one channel and asks for its group, membership, rights, slow mode and price.
 * @throws the signal's reason when it aborts
 */
export async function inspectChannel(
  source: ChannelSource,
  { written, peer }: CommentChannel,
  signal: AbortSignal,
): Promise<ChannelInspection> {
  const none: TargetReport = { written, reachable: true, problems: [] };
  try {
    const resolution = await source.resolve(peer, signal);
    if (resolution.status === 'wait') {
      const { code, waitMs } = resolution;
      return { report: withProblem(none, waiting(code, waitMs)), waitMs };
    }
    if (resolution.status === 'not-found') {
      const { code, reason } = resolution;
      return { report: withProblem(none, error(code, reason, SPELLING)) };
    }
    const found = { ...none, peer: resolution.peer };
    if (resolution.peer.kind !== 'channel') return { report: withProblem(found, NOT_A_CHANNEL) };
    const access = await source.discussions.inspect(resolution.peer.id, signal);
    if ('kind' in access) {
      const { code, waitMs } = access;
      return { report: withProblem(found, waiting(code, waitMs)), waitMs };
    }
    const report = channelProblems(access).reduce(withProblem, found);
    return { report: { ...report, peer: access.channel }, access };
  } catch (cause) {
    if (isAbort(cause, signal)) throw cause;
    return { report: withProblem(none, unreachable(cause)) };
  }
}

/** What a channel's state means for commenting there. Pure. */
export function channelProblems(access: ChannelAccess): readonly TargetProblem[] {
  const { group, canComment, code, reason, paidMessageStars, slowModeSeconds, member } = access;
  const problems: TargetProblem[] = [];
  if (!group) {
    problems.push(error('NO_COMMENTS', 'Comments are off in this channel', TAKE_OUT));
  } else if (paidMessageStars) {
    const problem = `Each comment costs ${paidMessageStars} stars`;
    const remedy = 'Ask an administrator to exempt the account, or take it out: postaci never pays';
    problems.push(error('PAID', problem, remedy));
  } else if (!canComment) {
    problems.push(error(code ?? 'NO_RIGHT', reason ?? 'The account may not comment', NO_RIGHT));
  }
  if (slowModeSeconds > LONG_SLOW_MODE_SECONDS) {
    const problem = `Slow mode allows one comment in ${Math.round(slowModeSeconds / 60)} minutes`;
    problems.push(warning('SLOW_MODE', problem, 'Faster comments wait'));
  }
  if (!member) problems.push(NOT_A_MEMBER);
  return problems;
}

const SPELLING = 'Check the spelling, and that this account can open it in a Telegram app';
const TAKE_OUT = 'Ask its owner to link a group to it, or take the channel out';
const NO_RIGHT =
  'Join its group with this account in a Telegram app, or ask an administrator: postaci joins nothing by itself';
const NOT_A_CHANNEL = error(
  'NOT_A_CHANNEL',
  'This is no channel',
  'List the channel whose posts are commented on, not its group',
);
const NOT_A_MEMBER = warning(
  'NOT_A_MEMBER',
  'The account is no member, so new posts are found only by looking, some minutes later',
  'Join it with this account in a Telegram app to hear of posts at once',
);

function withProblem(report: TargetReport, problem: TargetProblem): TargetReport {
  const problems = [...report.problems, problem];
  return { ...report, problems, reachable: report.reachable && problem.level !== 'error' };
}

function error(code: string, problem: string, remedy: string): TargetProblem {
  return { code, level: 'error', problem, remedy };
}

function warning(code: string, problem: string, remedy: string): TargetProblem {
  return { code, level: 'warning', problem, remedy };
}

function waiting(code: string, waitMs: number): TargetProblem {
  const seconds = Math.ceil(waitMs / 1_000);
  const problem = `Telegram wants ${seconds} seconds of patience before it answers (${code})`;
  return error('WAIT', problem, 'Check again after that time; a running daemon does so by itself');
}

function unreachable(cause: unknown): TargetProblem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  const problem = `Telegram did not answer (${reason})`;
  return error('UNREACHABLE', problem, 'Check the connection, then try again');
}
