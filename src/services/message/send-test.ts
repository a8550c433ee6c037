import type { Clock } from '../../core/clock.js';
import type { Database } from '../../core/database.js';
import { PostaciError } from '../../core/errors.js';
import type { Proposed } from '../../core/intent.js';
import type { Messenger } from '../../core/messenger.js';
import type { Outbox } from '../../core/outbox.js';
import type { Target } from '../../core/peer.js';
import { inspectTarget } from './preflight.js';
import { postingTopic, targetKey } from './rules.js';

/** A test message that could not go within this time is of no use any more. */
const EXPIRES_AFTER_MS = 10 * 60_000;

/** What `proposeTest` stands on. */
export interface TestDependencies {
  readonly account: string;
  readonly messenger: Messenger;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly clock: Clock;
}

/**
 * Queues one message of the operator's to one target, ahead of everything scheduled. It takes the same
 * road as every other message: restrictions bind it, windows and caps do not.
 * @throws PostaciError `INTENT_INVALID` naming the first thing that stands in the way there, or when the
 * text could never be sent
 */
export async function proposeTest(
  { account, messenger, database, outbox, clock }: TestDependencies,
  { target, text }: { readonly target: Target; readonly text: string },
  signal: AbortSignal,
): Promise<Proposed> {
  const { report } = await inspectTarget(messenger, target, signal);
  const obstacle = report.problems.find(({ level }) => level === 'error');
  if (obstacle || !report.peer) {
    throw new PostaciError(
      'INTENT_INVALID',
      `A test message to \`${target.written}\` can't go: ${obstacle?.problem ?? 'it was not found'}`,
      obstacle?.remedy ?? 'Check the spelling',
    );
  }
  const { id: peer } = report.peer;
  const topicId = postingTopic(target.topicId);
  const now = clock.now();
  const proposed = await database.transaction((tx) =>
    outbox.propose(tx, {
      account,
      service: 'operator',
      budget: 'operator',
      op: 'send',
      peer,
      ...(topicId !== undefined && { topicId }),
      content: { kind: 'text', text },
      lane: account,
      thread: 'operator:test',
      priority: 'interactive',
      notBefore: now,
      expiresAt: now + EXPIRES_AFTER_MS,
      dedupeKey: `operator:test:${targetKey(peer, topicId)}:${now}`,
    }),
  );
  outbox.kick();
  return proposed;
}
