import type { PeerId } from '../../core/peer.js';
import type { Message, Origin, Said } from './message.js';
import { sendRefusal } from './permission.js';
import type { Person } from './person.js';
import type { Refusal } from './refusal.js';
import { textRefusal, trimmed, withDetectedEntities } from './text.js';
import { placeOf } from './thread.js';
import type { Cause, World } from './world.js';

/** Something that a person or account wants said. Ids are as the speaker counts them. */
export interface SayRequest {
  readonly from: Person;
  readonly peer: PeerId;
  readonly said: Said;
  /** Signed 64 bits in decimal. */
  readonly randomId?: string;
  readonly replyToId?: number;
  readonly topId?: number;
  readonly silent?: boolean;
  readonly groupedId?: string;
  readonly origin?: Origin;
  /** Part of an album, or of several forwards at once. */
  readonly several?: boolean;
  readonly cause?: Cause;
}

/** `again`: the random_id is known, and `message` is what it made the first time. */
export type SayVerdict =
  | { readonly message: Message; readonly again: boolean }
  | { readonly refused: Refusal };

/**
 * Says a thing, as Telegram would let it be said. A repeated random_id is recognized before rights and
 * slow mode are looked at: what was accepted once is not refused later.
 */
export function say(world: World, request: SayRequest): SayVerdict {
  const said = withDetectedEntities(trimmed(request.said));
  const unfit = textRefusal(said);
  if (unfit) return { refused: unfit };
  const before = knownMessage(world, request);
  if (before) return { message: before, again: true };
  const refused = sendRefusal(world, {
    from: request.from,
    peer: request.peer,
    content: said.media?.kind ?? 'text',
    several: request.several ?? false,
  });
  if (refused) return { refused };
  const { peer, replyToId, topId } = request;
  const place = placeOf(world, {
    peer,
    fromId: request.from.id,
    ...(replyToId === undefined ? {} : { replyToId }),
    ...(topId === undefined ? {} : { topId }),
  });
  if ('refused' in place) return place;
  const post = world.state.chats.get(peer)?.kind === 'channel';
  const message: Message = {
    ...said,
    ...place,
    number: world.state.messages.length,
    peer,
    from: post ? peer : request.from.id,
    authorId: request.from.id,
    atMs: world.now(),
    ...(request.randomId === undefined ? {} : { randomId: request.randomId }),
    ...(request.groupedId === undefined ? {} : { groupedId: request.groupedId }),
    ...(request.origin ? { origin: request.origin } : {}),
    ...(request.silent ? { silent: true } : {}),
  };
  world.commit({ is: 'said', message }, request.cause);
  if (post) copyToDiscussion(world, message);
  return { message, again: false };
}

function knownMessage(world: World, { from, randomId }: SayRequest): Message | undefined {
  if (randomId === undefined) return undefined;
  return world.state.message(world.state.randomIds.find(from.id, randomId, world.now()));
}

/** Telegram forwards each post of a channel to its discussion group: the root of the comments. */
function copyToDiscussion(world: World, post: Message): void {
  const linked = world.state.chats.get(post.peer)?.linked;
  const postId = world.state.box(post.peer).idOf(post.number);
  if (linked === undefined || postId === undefined) return;
  const { randomId: _, replyTo: __, thread: ___, ...content } = post;
  const message: Message = {
    ...content,
    number: world.state.messages.length,
    peer: linked,
    origin: {
      from: post.peer,
      atMs: post.atMs,
      post: postId,
      savedFrom: { peer: post.peer, id: postId },
    },
  };
  world.commit({ is: 'said', message });
}
