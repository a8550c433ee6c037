import type { ChatAccess, Messenger } from '../../core/messenger.js';
import type { Target } from '../../core/peer.js';
import type { TargetProblem, TargetReport } from '../../core/target-report.js';
import { isAbort } from '../../lib/abort.js';
import { postingTopic, targetKey } from './rules.js';

/** Slow mode above this is worth a warning: a schedule may well be faster. */
const LONG_SLOW_MODE_SECONDS = 15 * 60;

/** What one look at a target gave: the report, and what Telegram said of the chat if it came to that. */
export interface Inspection {
  readonly report: TargetReport;
  readonly access?: ChatAccess;
  /** Telegram asked for patience: not to be asked again before this many milliseconds. */
  readonly waitMs?: number;
}

/**
 * Asks Telegram whether the account could post in each target, one after the other. Nothing is sent and
 * nothing is joined. Failures of the network are problems of the target (`UNREACHABLE`), not exceptions.
 * @throws the signal's reason when it aborts
 */
export async function checkTargets(
  messenger: Messenger,
  targets: readonly Target[],
  signal: AbortSignal,
): Promise<TargetReport[]> {
  const reports: TargetReport[] = [];
  for (const target of targets) {
    reports.push((await inspectTarget(messenger, target, signal)).report);
  }
  return markDuplicates(reports);
}

/** Adds a warning to each report of a place that an earlier one is of already. */
export function markDuplicates(reports: readonly TargetReport[]): TargetReport[] {
  const writtenByKey = new Map<string, string>();
  return reports.map((report) => {
    if (!report.peer) return report;
    const key = targetKey(report.peer.id, report.topicId);
    const twin = writtenByKey.get(key);
    if (twin !== undefined) return withProblem(report, duplicateOf(twin));
    writtenByKey.set(key, report.written);
    return report;
  });
}

/**
 * Finds one target and asks for membership, rights, slow mode and topics.
 * @throws the signal's reason when it aborts
 */
export async function inspectTarget(
  messenger: Messenger,
  target: Target,
  signal: AbortSignal,
): Promise<Inspection> {
  try {
    const resolution = await messenger.resolve(target.peer, signal);
    if (resolution.status === 'wait') {
      const { code, waitMs } = resolution;
      return { report: reportOf(target, [waiting(code, waitMs)]), waitMs };
    }
    if (resolution.status === 'not-found') {
      return { report: reportOf(target, [notFound(resolution.code, resolution.reason)]) };
    }
    const found = { ...reportOf(target, []), peer: resolution.peer };
    const isSelf = resolution.peer.id === messenger.self.id;
    if (resolution.peer.kind === 'user') {
      return { report: isSelf ? found : withProblem(found, A_PERSON) };
    }
    const access = await messenger.inspect(resolution.peer.id, signal);
    const report = accessProblems(access, target.topicId).reduce(withProblem, found);
    return { report: { ...report, peer: access.peer }, access };
  } catch (error) {
    if (isAbort(error, signal)) throw error;
    return { report: reportOf(target, [unreachable(error)]) };
  }
}

/** What a chat's rights mean for posting there. Pure. */
export function accessProblems(access: ChatAccess, topicId: number | undefined): TargetProblem[] {
  if (!access.member)
    return [notFound('NOT_A_MEMBER', access.reason ?? 'The account is no member')];
  const problems = topicProblems(access, topicId);
  if (access.paidMessageStars) {
    problems.push(
      error(
        'PAID',
        `Each message costs ${access.paidMessageStars} stars`,
        'Ask an administrator to exempt the account, or take the group out: postaci never pays',
      ),
    );
  }
  if (!access.canSendText) {
    problems.push(
      error(
        'NO_RIGHT',
        access.reason ?? 'The account may not write',
        'Ask an administrator for the right to send messages, or take the group out',
      ),
    );
  } else if (!access.canSendMedia) {
    problems.push(
      warning(
        'NO_MEDIA',
        'The account may send text, but no photos or files',
        'Use templates without media for this group, or ask an administrator for the right',
      ),
    );
  }
  if (access.slowModeSeconds > LONG_SLOW_MODE_SECONDS) {
    problems.push(
      warning(
        'SLOW_MODE',
        `Slow mode allows one message in ${Math.round(access.slowModeSeconds / 60)} minutes`,
        'Choose a schedule with longer gaps for this group; faster messages wait',
      ),
    );
  }
  return problems;
}

function topicProblems(access: ChatAccess, topicId: number | undefined): TargetProblem[] {
  if (!access.forum) {
    if (postingTopic(topicId) === undefined) return [];
    const remedy = 'Take the number behind the group away';
    return [error('NOT_A_FORUM', 'A topic is named, but the group has no topics', remedy)];
  }
  const open = access.topics.filter((topic) => !topic.closed && topic.id !== 1);
  const choices = open.slice(0, 5).map((topic) => `${topic.id} (${topic.title})`);
  const remedy =
    choices.length > 0
      ? `Name an open topic behind the group, e.g. ${choices.join(', ')}`
      : 'Ask an administrator to open a topic for the account';
  if (topicId === undefined) {
    const problem = 'The group is a forum and no topic is named: messages go to General';
    const general = access.topics.find((topic) => topic.id === 1);
    return general?.closed
      ? [error('TOPIC_CLOSED', 'No topic is named, and General is closed', remedy)]
      : [warning('TOPIC_UNNAMED', problem, remedy)];
  }
  const topic = access.topics.find(({ id }) => id === topicId);
  if (topic?.closed) {
    return [error('TOPIC_CLOSED', `The topic ${topic.id} (${topic.title}) is closed`, remedy)];
  }
  if (topic || topicId === 1) return [];
  return [error('TOPIC_MISSING', `The forum has no topic ${topicId}`, remedy)];
}

function reportOf(target: Target, problems: readonly TargetProblem[]): TargetReport {
  return {
    written: target.written,
    ...(target.topicId !== undefined && { topicId: target.topicId }),
    reachable: problems.every(({ level }) => level !== 'error'),
    problems,
  };
}

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

const A_PERSON = error(
  'NOT_A_GROUP',
  'This is a person, not a group',
  'List groups only: postaci writes to nobody who did not write first',
);

function duplicateOf(twin: string): TargetProblem {
  const remedy = 'Keep one of the two; it is posted to once either way';
  return warning('DUPLICATE', `This is the same place as \`${twin}\``, remedy);
}

function waiting(code: string, waitMs: number): TargetProblem {
  const seconds = Math.ceil(waitMs / 1000);
  const problem = `Telegram wants ${seconds} seconds of patience before it answers (${code})`;
  return error('WAIT', problem, 'Check again after that time; a running daemon does so by itself');
}

function notFound(code: string, reason: string): TargetProblem {
  const remedy =
    code === 'NOT_A_MEMBER'
      ? 'Join it with this account in a Telegram app: postaci joins nothing by itself'
      : 'Check the spelling, and that this account can open it in a Telegram app';
  return error(code, reason, remedy);
}

function unreachable(cause: unknown): TargetProblem {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return error(
    'UNREACHABLE',
    `Telegram did not answer (${reason})`,
    'Check the connection, then try again',
  );
}
