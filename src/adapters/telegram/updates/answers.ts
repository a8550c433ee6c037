import { Api } from 'telegram/tl/index.js';
import type { IncomingMessage } from '../../../core/incoming.js';
import type { PeerId } from '../../../core/peer.js';
import type { Sequence, Update } from '../../../core/updates.js';
import { channelPeerId, groupPeerId, userPeerId } from '../peers/peer-ids.js';
import { mediaOf } from './message-media.js';
import { channelSequence } from './update-of.js';
import { type Heard, heardIn, unnumbered } from './updates.js';

/** The TL type `Updates`. */
const UPDATES = 0x8af52aac;

export interface AnswerContext {
  /** The account. */
  readonly selfId: PeerId;
  /** The server's time in seconds, for answers that have none. */
  readonly serverSeconds: number;
}

/**
 * What the answer to one of the account's own calls moves in the sequences: Telegram does not push to a
 * session what it did itself.
 * @returns undefined when it moves nothing
 */
export function heardInAnswer(
  request: unknown,
  answer: unknown,
  { selfId, serverSeconds }: AnswerContext,
): Heard | undefined {
  if (answer instanceof Api.UpdateShortSentMessage) {
    return { pushes: [unnumbered(answer.date, sent(request, answer, selfId))], peers: [] };
  }
  if (answer instanceof Api.messages.InvitedUsers) return heardIn(answer.updates, selfId);
  if (isUpdates(answer)) return heardIn(answer, selfId);
  if (!isAffected(answer)) return undefined;
  return { pushes: [unnumbered(serverSeconds, [placeOf(request, answer)])], peers: [] };
}

function isUpdates(answer: unknown): answer is Api.TypeUpdates {
  return (
    answer instanceof Object && 'SUBCLASS_OF_ID' in answer && answer.SUBCLASS_OF_ID === UPDATES
  );
}

type Affected =
  | Api.messages.AffectedMessages
  | Api.messages.AffectedHistory
  | Api.messages.AffectedFoundMessages;

function isAffected(answer: unknown): answer is Affected {
  return (
    answer instanceof Api.messages.AffectedMessages ||
    answer instanceof Api.messages.AffectedHistory ||
    answer instanceof Api.messages.AffectedFoundMessages
  );
}

type Place = Extract<Update, { kind: 'sequenced' }>;

function placeOf(
  request: unknown,
  { pts, ptsCount: count }: { readonly pts: number; readonly ptsCount: number },
): Place {
  return { kind: 'sequenced', sequence: sequenceOf(request), pts, count };
}

/** These answers do not tell whose sequence it is: the chat that was asked about does. */
function sequenceOf(request: unknown): Sequence {
  const named = request instanceof Object ? request : {};
  const chat: unknown = 'channel' in named ? named.channel : 'peer' in named ? named.peer : null;
  const inChannel =
    chat instanceof Api.InputChannel ||
    chat instanceof Api.InputChannelFromMessage ||
    chat instanceof Api.InputPeerChannel ||
    chat instanceof Api.InputPeerChannelFromMessage;
  return inChannel ? channelSequence(chat.channelId) : { of: 'pts' };
}

/** The shortest form of answer leaves out what the request said. */
function sent(
  request: unknown,
  answer: Api.UpdateShortSentMessage,
  selfId: PeerId,
): readonly Update[] {
  const place = placeOf(request, answer);
  const known =
    request instanceof Api.messages.SendMessage || request instanceof Api.messages.SendMedia;
  if (!known) return [place];
  const { id: messageId } = answer;
  const incoming = ownMessage(request, answer, selfId);
  const named: Update[] = request.randomId
    ? [{ kind: 'message-id', randomId: BigInt(request.randomId.toString()), messageId }]
    : [];
  return [...named, { ...place, ...(incoming ? { incoming } : {}) }];
}

function ownMessage(
  request: Api.messages.SendMessage | Api.messages.SendMedia,
  answer: Api.UpdateShortSentMessage,
  selfId: PeerId,
): IncomingMessage | undefined {
  const peer = peerOf(request.peer, selfId);
  if (peer === undefined) return undefined;
  const { replyTo } = request;
  const media = mediaOf(answer.media);
  return {
    kind: 'message',
    peer,
    messageId: answer.id,
    at: answer.date * 1_000,
    own: true,
    senderId: selfId,
    // Telegram cuts white space off both ends.
    text: request.message.trim(),
    ...(replyTo instanceof Api.InputReplyToMessage ? { replyToId: replyTo.replyToMsgId } : {}),
    ...(media ? { media } : {}),
  };
}

function peerOf(peer: unknown, selfId: PeerId): PeerId | undefined {
  if (peer instanceof Api.InputPeerSelf) return selfId;
  if (peer instanceof Api.InputPeerUser) return userPeerId(peer.userId);
  if (peer instanceof Api.InputPeerChat) return groupPeerId(peer.chatId);
  return peer instanceof Api.InputPeerChannel ? channelPeerId(peer.channelId) : undefined;
}
