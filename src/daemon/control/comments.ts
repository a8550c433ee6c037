import type {
  ChannelCheck,
  ChannelReport,
  CommentControl,
  DraftReport,
} from '../../control/contract/comments.js';
import { PostaciError } from '../../core/errors.js';
import type { Peer } from '../../core/peer.js';
import type { WaitingDraft } from '../../outbox/drafts.js';
import { activeRestrictions } from '../../outbox/restrictions.js';
import type { ChannelStanding } from '../../services/comment/channel-book.js';
import type { CommentService } from '../../services/comment/comment.js';
import { currentPost, postOfIntent } from '../../services/comment/draft-posts.js';
import { postLink, REASONS } from '../../services/comment/post.js';
import { checkChannels } from '../../services/comment/preflight.js';
import type { Account } from '../account.js';
import type { Ground } from '../ground.js';
import type { Road } from '../road.js';

/** So far back channels are told of. */
const DAYS = 30;

/** Answers what operators ask about comments, and does what they say about drafts. */
export function createCommentControl(
  ground: Ground,
  account: Account,
  road: Road,
  signal: AbortSignal,
): CommentControl {
  const { database } = ground;
  const settings = () => ground.config.comment;
  const { key, messenger } = account;
  const { drafts, comment } = road;
  const postOf = (id: number) => postOfIntent(database, key, id);
  return {
    async drafts() {
      const waiting = await drafts.list();
      return Promise.all(waiting.map((draft) => reportDraft(ground, account, road, draft, signal)));
    },
    async approve(id, text) {
      const post = await postOf(id);
      if (post && (await currentPost(messenger.discussions, post, signal)) === 'gone') {
        await drafts.reject(id, REASONS.gone);
        throw new PostaciError('USAGE', `the post of ${id} was deleted`, 'Nothing is sent.');
      }
      // What was approved may wait for the limits as long as its post is fresh.
      const expiresAt = post && post.at + settings().freshMs;
      const approval = { ...(text !== undefined && { text }), ...(expiresAt && { expiresAt }) };
      try {
        await drafts.accept(id, approval);
      } catch (error) {
        if (!(error instanceof PostaciError) || error.code !== 'INTENT_INVALID') throw error;
        throw new PostaciError('USAGE', error.problem, error.remedy);
      }
    },
    reject: (id, reason) => drafts.reject(id, reason),
    channels: () => (comment ? reportChannels(ground, account, comment) : Promise.resolve([])),
    async checkChannels() {
      const checked = await checkChannels(messenger, settings().channels, signal);
      return checked.map(
        ({ report, access }): ChannelCheck => ({ ...report, access: access ?? null }),
      );
    },
  };
}

async function reportDraft(
  { database }: Ground,
  { key, messenger }: Account,
  { comment }: Road,
  draft: WaitingDraft,
  signal: AbortSignal,
): Promise<DraftReport> {
  const { id, service, peer, text, createdAt, expiresAt } = draft;
  const post = await postOfIntent(database, key, id);
  const channel = post?.channel ?? peer;
  const known = comment?.channels().find(({ report }) => report?.peer?.id === channel)
    ?.report?.peer;
  const current = post && (await currentPost(messenger.discussions, post, signal));
  return {
    id,
    service,
    channel: { id: channel, title: known?.title ?? '' },
    link: post ? postLink(known ?? { id: channel }, post.postId) : '',
    post: current === undefined || current === 'gone' ? null : current.text,
    text,
    writtenAt: createdAt,
    expiresAt: expiresAt ?? null,
  };
}

async function reportChannels(
  ground: Ground,
  { key }: Account,
  comment: CommentService,
): Promise<readonly ChannelReport[]> {
  const { clock, database } = ground;
  const restrictions = await activeRestrictions(database, key, clock.now());
  const barOf = (group: number | undefined) =>
    restrictions.find(({ scope, peer }) => scope === 'peer' && peer === group)?.reason;
  const reports: ChannelReport[] = [];
  for (const standing of comment.channels()) {
    const peer = standing.report?.peer;
    const figures = peer ? await comment.statistics(database, peer.id, DAYS) : NOTHING;
    const barred = standing.group === undefined ? undefined : barOf(standing.group);
    reports.push({ ...describe(standing, peer, barred), days: DAYS, ...figures });
  }
  return reports;
}

function describe(
  { channel, report }: ChannelStanding,
  peer: Peer | undefined,
  barred: string | undefined,
) {
  const problem = report?.problems.find(({ level }) => level === 'error')?.problem;
  const { id, title, username } = peer ?? {};
  return {
    written: channel.written,
    agreed: channel.agreed ?? null,
    channel:
      id === undefined || title === undefined ? null : { id, title, ...(username && { username }) },
    open: report ? report.reachable && barred === undefined : null,
    reason: problem ?? barred ?? null,
  };
}

const NOTHING = {
  ...{ posts: 0, postsByHour: new Array<number>(24).fill(0), comments: 0, replies: 0 },
  ...{ reactions: 0, lastCommentAt: null, waiting: 0, skipped: [] },
};
