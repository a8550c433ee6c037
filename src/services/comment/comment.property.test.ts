import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  CHANNEL,
  CommentStage,
  GROUP,
  OPEN_CHANNEL,
  OPEN_GROUP,
} from '../../../test/support/comment-stage.js';
import { describeFastestDatabase } from '../../../test/support/databases.js';
import { NO_LIMITS } from '../../../test/support/road.js';
import type { CommentMode } from '../../core/comment-settings.js';
import type { IncomingMessage } from '../../core/incoming.js';
import type { PeerId } from '../../core/peer.js';
import { HOUR_MS } from '../../lib/local-time.js';

/** `COMMENT_RUNS=300 npm test -- src/services/comment/comment.property` looks for long. */
const RUNS = Number(process.env.COMMENT_RUNS ?? 5);
const TABLES = ['outbox', 'ledger', 'chats', 'comment_posts', 'channel_days', 'restrictions'];
const MINUTE = 60_000;

const channel = fc.constantFrom(CHANNEL, OPEN_CHANNEL);
const which = fc.nat({ max: 5 });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ type: fc.constant('post' as const), channel }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('album' as const), channel }) },
  {
    weight: 4,
    arbitrary: fc.record({
      type: fc.constantFrom('edit' as const, 'remove' as const, 'again' as const, 'late' as const),
      which,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.constantFrom('approve' as const, 'reject' as const).map((type) => ({ type })),
  },
  {
    weight: 2,
    arbitrary: fc
      .constantFrom('restart' as const, 'hold' as const, 'lose' as const, 'away' as const)
      .map((type) => ({ type })),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      type: fc.constant('pause' as const),
      ms: fc.constantFrom(1_000, 4 * MINUTE, 6 * MINUTE, 40 * MINUTE, 3 * HOUR_MS),
    }),
  },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

interface Posted {
  /** All parts; of a post alone, itself. */
  readonly parts: readonly IncomingMessage[];
}

/** What happens beside the posts. */
async function happen(stage: CommentStage, what: Step['type']): Promise<void> {
  const [draft] = await stage.desk.list();
  if (draft && what === 'approve') await stage.desk.accept(draft.id);
  if (draft && what === 'reject') await stage.desk.reject(draft.id);
  if (what === 'lose') stage.telegram.fates.push('lost-answer');
  if (what === 'away') {
    stage.answers.push({ status: 'later', reason: 'away', waitMs: MINUTE });
  }
  if (what === 'hold') stage.sends = !stage.sends;
  if (what === 'hold' || what === 'restart') await stage.restart();
  await stage.pass(0);
}

/** One life of posts; each is heard in all the ways in which it may be. */
async function live(stage: CommentStage, steps: readonly Step[]): Promise<readonly Posted[]> {
  const posted: Posted[] = [];
  let albums = 0;
  const chosen = (index: number) =>
    posted[posted.length - 1 - (index % Math.max(1, posted.length))];
  const hear = async (peer: PeerId, parts: readonly IncomingMessage[]) => {
    const [first, ...rest] = parts;
    if (first && peer === CHANNEL) await stage.hear(first, ...rest);
  };
  for (const one of steps) {
    switch (one.type) {
      case 'post': {
        const message = stage.publish(`post ${posted.length}`, { peer: one.channel });
        posted.push({ parts: [message] });
        await hear(one.channel, [message]);
        break;
      }
      case 'album': {
        const albumId = String(++albums);
        const text = `album ${albumId}`;
        const first = stage.publish(text, { peer: one.channel, albumId });
        const second = stage.publish(text, { peer: one.channel, albumId });
        posted.push({ parts: [first, second] });
        await hear(one.channel, [second]);
        await hear(one.channel, [first]);
        break;
      }
      case 'again':
      case 'late': {
        const parts = chosen(one.which)?.parts ?? [];
        await hear(parts[0]?.peer ?? 0, one.type === 'late' ? parts.toReversed() : parts);
        break;
      }
      case 'edit': {
        const [part] = chosen(one.which)?.parts ?? [];
        if (part) await stage.edit(part, `edited ${stage.clock.now()}`);
        break;
      }
      case 'remove': {
        const [part] = chosen(one.which)?.parts ?? [];
        if (part) await stage.remove(part, part.peer !== CHANNEL);
        break;
      }
      case 'pause':
        await stage.pass(one.ms);
        break;
      default:
        await happen(stage, one.type);
    }
  }
  return posted;
}

describeFastestDatabase('comments, whatever happens', (open) => {
  test('never two under one post, nor under one album', async () => {
    const database = await open();
    let sent = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.array(step, { minLength: 5, maxLength: 30 }),
        fc.constantFrom<CommentMode>('auto', 'auto', 'approve', 'dry'),
        fc.boolean(),
        async (steps, mode, scheduled) => {
          const names = TABLES.map((table) => `${database.schema}.${table}`).join();
          await database.query(`truncate ${names} cascade`);
          const stage = new CommentStage(database, {
            mode,
            scheduled,
            channels: [CHANNEL, OPEN_CHANNEL].map((id) => ({
              written: String(id),
              peer: { by: 'id', id },
            })),
          });
          stage.limits = { ...NO_LIMITS, messagesPerHour: 12, minIntervalPerPeerMs: 5 * MINUTE };
          stage.addChannel(OPEN_CHANNEL, OPEN_GROUP, false);
          await stage.start();
          const posted = await live(stage, steps);
          stage.sends = true;
          await stage.restart();
          await stage.pass(6 * HOUR_MS);
          await stage.stop();
          sent += judge(stage, posted, mode);
        },
      ),
      { numRuns: RUNS },
    );
    // A property about comments of which there were none would say nothing.
    expect(sent).toBeGreaterThan(0);
  });
});

/** @returns how many comments arrived */
function judge(stage: CommentStage, posted: readonly Posted[], mode: CommentMode): number {
  const { deliveries, arrived } = stage.telegram;
  if (mode === 'dry') expect(deliveries).toEqual([]);
  // Repeated deliveries carry the same random id: what arrived is what counts.
  expect(new Set(arrived.map(({ randomId }) => randomId)).size).toBe(arrived.length);
  const roots = new Map(
    deliveries.map(({ randomIds, replyTo, peer }) => [randomIds[0], `${peer} ${replyTo}`]),
  );
  const under = arrived.map(({ randomId }) => roots.get(randomId));
  for (const { parts } of posted) {
    const mine = new Set(
      parts.map(({ peer, messageId }) => {
        const group = peer === CHANNEL ? GROUP : OPEN_GROUP;
        return `${group} ${messageId + 10_000}`;
      }),
    );
    expect(under.filter((root) => root !== undefined && mine.has(root)).length).toBeLessThan(2);
  }
  return arrived.length;
}
