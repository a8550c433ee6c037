import { RpcError, type TlObject } from '../rpc.js';
import type { Box } from '../world/box.js';
import type { Message } from '../world/message.js';
import { bareId, isChannelPeer } from '../world/peer-id.js';
import { type SayRequest, say } from '../world/say.js';
import { hash64 } from '../world/seeded.js';
import type { World } from '../world/world.js';
import type { Caller, Services } from './method.js';
import { Cast } from './render/cast.js';
import { tlMessage } from './render/message.js';
import { tlUpdate, tlUpdates } from './render/update.js';

/** What came of a send: the message, and whether its random_id was known already. */
export interface Sent {
  readonly message: Message;
  readonly again: boolean;
}

/**
 * Says a thing for a caller.
 * @throws RpcError with Telegram's reason, or RANDOM_ID_DUPLICATE in the world's chosen form.
 */
export function send({ world, logins }: Services, caller: Caller, request: SayRequest): Sent {
  const verdict = say(world, request);
  if ('refused' in verdict) throw new RpcError(verdict.refused.code, verdict.refused.text);
  if (verdict.again && answersWithError(world, request, verdict.message)) {
    throw new RpcError(500, 'RANDOM_ID_DUPLICATE');
  }
  logins.seenInChat(caller.person, request.said.text);
  return verdict;
}

/** Both forms have been seen; which one it is follows from the id, so that runs can be repeated. */
function answersWithError(world: World, request: SayRequest, original: Message): boolean {
  if (original.peer !== request.peer || original.deletedAtMs !== undefined) return true;
  const { duplicates } = world.rules;
  if (duplicates !== 'mix') return duplicates === 'error';
  return (hash64(world.seed, 'duplicate', original.randomId ?? '') & 1n) === 0n;
}

/** The caller's box for a peer, and its pts before something is done. */
export interface Mark {
  readonly box: Box;
  readonly pts: number;
}

export function mark({ world }: Services, { person }: Caller, peer: number): Mark {
  const box = world.state.boxFor(peer, person.id);
  return { box, pts: box.pts };
}

/** What happened in the box since the mark, as the answer of the call that did it. */
export function updatesSince(
  { world }: Services,
  { person }: Caller,
  { box, pts }: Mark,
  before: readonly TlObject[] = [],
): TlObject {
  const cast = new Cast(world, person.id);
  const updates = box
    .after(pts)
    .flatMap((entry) => tlUpdate(world, person.id, box, entry, cast) ?? []);
  return tlUpdates(world, [...before, ...updates], cast);
}

/**
 * The answer to a send. Plain words to a person or basic group come back in the short form, as on
 * Telegram; a repeated random_id brings the original message, and moves no counter.
 */
export function sentUpdates(
  services: Services,
  caller: Caller,
  since: Mark,
  sent: readonly Sent[],
): TlObject {
  const { world } = services;
  const [only] = sent;
  const channel = isChannelPeer(since.box.owner);
  const entries = since.box.after(since.pts);
  if (only && sent.length === 1 && !channel && !only.again && !only.message.media) {
    const entry = entries.find(({ kind }) => kind === 'new');
    if (entry?.kind === 'new' && !only.message.origin) return short(only.message, entry);
  }
  const cast = new Cast(world, caller.person.id);
  const ids = sent.flatMap(({ message }) => {
    const id = since.box.idOf(message.number);
    if (id === undefined || message.randomId === undefined) return [];
    return [{ _: 'updateMessageID', id, random_id: BigInt(message.randomId) }];
  });
  const read = channel ? [readUpdate(world, caller, since.box)] : [];
  const repeated = sent.flatMap(({ message, again }) =>
    again ? originalUpdate(world, caller, since.box, message, cast) : [],
  );
  const fresh = entries.flatMap(
    (entry) => tlUpdate(world, caller.person.id, since.box, entry, cast) ?? [],
  );
  return tlUpdates(world, [...ids, ...read, ...repeated, ...fresh], cast);
}

function short(message: Message, entry: { id: number; pts: number }): TlObject {
  return {
    _: 'updateShortSentMessage',
    out: true,
    id: entry.id,
    pts: entry.pts,
    pts_count: 1,
    date: Math.floor(message.atMs / 1_000),
    ...(message.entities.length > 0 ? { entities: message.entities } : {}),
  };
}

/** Who speaks in a supergroup has read it up to there. */
function readUpdate({ state }: World, { person }: Caller, box: Box): TlObject {
  return {
    _: 'updateReadChannelInbox',
    channel_id: BigInt(bareId(box.owner)),
    max_id: state.readInbox(person.id, box.owner),
    still_unread_count: state.unread(person.id, box.owner),
    pts: box.pts,
  };
}

function originalUpdate(
  world: World,
  { person }: Caller,
  box: Box,
  message: Message,
  cast: Cast,
): TlObject[] {
  const id = box.idOf(message.number);
  if (id === undefined) return [];
  return [
    {
      _: isChannelPeer(box.owner) ? 'updateNewChannelMessage' : 'updateNewMessage',
      message: tlMessage(world, person.id, message, id, cast),
      pts: box.pts,
      pts_count: 0,
    },
  ];
}
