import { Api } from 'telegram/tl/index.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { Push, Update } from '../../../core/updates.js';
import { peersIn } from '../peers/peers.js';
import { readShortMessage } from './messages.js';
import { updatesOf } from './update-of.js';

/** What one push from Telegram brings. */
export interface Heard {
  /** In order of arrival. */
  readonly pushes: readonly Push[];
  readonly peers: readonly KnownPeer[];
}

/** Reads a push, or an answer in the same form but for `updateShortSentMessage`, which needs its request. */
export function heardIn(updates: Api.TypeUpdates, selfId: PeerId): Heard {
  if (updates instanceof Api.UpdatesCombined || updates instanceof Api.Updates) {
    const { seq, date } = updates;
    const seqStart = updates instanceof Api.UpdatesCombined ? updates.seqStart : seq;
    const told = updatesOf(updates.updates, selfId);
    const push: Push = { kind: 'updates', seqStart, seq, date, updates: told };
    return {
      pushes: [push, ...reset(updates.updates)],
      peers: peersIn(updates.users, updates.chats),
    };
  }
  if (updates instanceof Api.UpdateShort) {
    const { update, date } = updates;
    const push = unnumbered(date, updatesOf([update], selfId));
    return { pushes: [push, ...reset([update])], peers: [] };
  }
  if (updates instanceof Api.UpdateShortMessage || updates instanceof Api.UpdateShortChatMessage) {
    const incoming = readShortMessage(updates, selfId);
    const place = commonPlace(updates.pts, updates.ptsCount);
    return { pushes: [unnumbered(updates.date, [{ ...place, incoming }])], peers: [] };
  }
  if (updates instanceof Api.UpdatesTooLong)
    return { pushes: [tooLong('updatesTooLong')], peers: [] };
  const place = commonPlace(updates.pts, updates.ptsCount);
  return { pushes: [unnumbered(updates.date, [place])], peers: [] };
}

/** Something was not told. */
export function tooLong(reason: string): Push {
  return { kind: 'too-long', reason };
}

/** Updates that stand outside the sequence of pushes. @param date in Telegram's seconds */
export function unnumbered(date: number, updates: readonly Update[]): Push {
  return { kind: 'updates', seqStart: 0, seq: 0, date, updates };
}

/** A place in the common sequence. */
function commonPlace(pts: number, count: number): Extract<Update, { kind: 'sequenced' }> {
  return { kind: 'sequenced', sequence: { of: 'pts' }, pts, count };
}

/** Telegram may set the common sequence anew. */
function reset(updates: readonly Api.TypeUpdate[]): readonly Push[] {
  const isReset = updates.some((update) => update instanceof Api.UpdatePtsChanged);
  return isReset ? [tooLong('updatePtsChanged')] : [];
}
