import type { CommentSettings } from '../../../src/core/comment-settings.js';
import type { Limits } from '../../../src/core/settings.js';
import { judge, type Violation } from '../judge.js';
import { type Comment, type Post, postUnder, type Story } from './story.js';

const HOUR = 3_600_000;
/** What is told of a post is handled within this time, also where the program starts just then. */
const HANDLED_MS = 1_000;

/** What was promised. */
export interface CommentPromises {
  readonly limits: Limits;
  readonly settings: Pick<
    CommentSettings,
    'freshMs' | 'instantDelayMs' | 'maxInstantPerChatPerHour' | 'writing'
  >;
}

/**
 * Judges comments by the world's record and by what the writer was shown. Each check is naive on purpose, and
 * shares nothing with the program.
 */
export function judgeComments(story: Story, promises: CommentPromises): readonly Violation[] {
  const { limits, settings } = promises;
  const general = { limits, onlyAfterOthers: false, slowModeSeconds: story.slowModeSeconds };
  return [
    ...judge(story.record, general),
    ...outOfPlace(story),
    ...twiceUnderOne(story),
    ...underDeleted(story),
    ...aboutOldWords(story),
    ...stale(story, settings),
    ...tooManyInstant(story, settings),
    ...wrongLength(story, settings),
    ...saidBefore(story),
  ];
}

function outOfPlace(story: Story): Violation[] {
  return story.comments.flatMap((comment) => {
    const post = postUnder(story, comment);
    if (!post) return [violation('place', comment, 'under no post')];
    if (story.agreed.has(post.channel)) return [];
    return [violation('place', comment, `nothing is agreed in ${post.channel}`)];
  });
}

function twiceUnderOne(story: Story): Violation[] {
  const seen = new Set<Post>();
  return underPosts(story).flatMap(({ comment, post }) => {
    if (seen.has(post)) return [violation('one-a-post', comment, `again under ${nameOf(post)}`)];
    seen.add(post);
    return [];
  });
}

function underDeleted(story: Story): Violation[] {
  return underPosts(story).flatMap(({ comment, post }) => {
    const { deletionHeardAt = Number.POSITIVE_INFINITY } = post;
    if (deletionHeardAt + HANDLED_MS >= comment.claimedAt) return [];
    return [violation('deleted', comment, `${nameOf(post)} was gone since ${deletionHeardAt}`)];
  });
}

function aboutOldWords(story: Story): Violation[] {
  return underPosts(story).flatMap(({ comment, post }) => {
    const known = post.versions.findLast(
      ({ heardAt = Number.POSITIVE_INFINITY }) => heardAt + HANDLED_MS < comment.claimedAt,
    );
    const shown = post.versions.find(({ mark }) => mark === comment.about);
    if (!shown) return [violation('words', comment, `${nameOf(post)} never said ${comment.about}`)];
    if (!known || shown.at >= known.at) return [];
    return [violation('words', comment, `${nameOf(post)} said ${known.mark}, not ${shown.mark}`)];
  });
}

function stale(story: Story, { freshMs }: CommentPromises['settings']): Violation[] {
  return underPosts(story).flatMap(({ comment, post }) => {
    const ageMs = comment.claimedAt - post.at;
    if (ageMs <= freshMs) return [];
    return [violation('freshness', comment, `${nameOf(post)} was ${ageMs} ms old`)];
  });
}

/** A comment on a new post is one that comes within an hour of the delay that was promised. */
function tooManyInstant(
  story: Story,
  { instantDelayMs, maxInstantPerChatPerHour }: CommentPromises['settings'],
): Violation[] {
  const instant = underPosts(story).filter(
    ({ comment, post }) => comment.claimedAt <= post.at + instantDelayMs + HOUR,
  );
  return instant.flatMap(({ comment }) => {
    const { group, arrivedAt } = comment;
    const count = instant.filter(
      ({ comment: other }) =>
        other.group === group && other.arrivedAt > arrivedAt - HOUR && other.arrivedAt <= arrivedAt,
    ).length;
    if (count <= maxInstantPerChatPerHour) return [];
    return [violation('instant-cap', comment, `${count} of ${maxInstantPerChatPerHour}`)];
  });
}

function wrongLength(
  { comments }: Story,
  { writing: { minLength, maxLength } }: CommentPromises['settings'],
): Violation[] {
  return comments.flatMap((comment) => {
    const { length } = [...comment.text];
    if (length >= minLength && length <= maxLength) return [];
    return [violation('length', comment, `${length} characters`)];
  });
}

/** So many comments in a row are all different; of the fifty that are compared some were written and not sent. */
const DIFFERENT = 40;

function saidBefore({ comments }: Story): Violation[] {
  return comments.flatMap((comment, index) => {
    const before = comments.slice(Math.max(0, index - DIFFERENT), index);
    const same = before.find(({ text }) => text === comment.text);
    return same ? [violation('again', comment, `as at ${same.arrivedAt}`)] : [];
  });
}

function underPosts(story: Story): { comment: Comment; post: Post }[] {
  return story.comments.flatMap((comment) => {
    const post = postUnder(story, comment);
    return post ? [{ comment, post }] : [];
  });
}

function nameOf({ channel, ids }: Post): string {
  return `${channel}/${ids[0]}`;
}

function violation(rule: string, { arrivedAt, group, id }: Comment, what: string): Violation {
  return { rule, at: arrivedAt, what: `${group}/${id}: ${what}` };
}
