import { Api } from 'telegram/tl/index.js';
import type { PeerId } from '../../../core/peer.js';
import type { KnownPeer } from '../../../core/peers.js';
import type { CommonState, Difference } from '../../../core/updates.js';
import type { Caller } from '../caller.js';
import { peersIn } from '../peers/peers.js';
import { isBeyondTelling } from './call-failure.js';
import { readMessages } from './messages.js';
import { updatesOf } from './update-of.js';

/** With more to tell than this, Telegram says "too long". @see https://core.telegram.org/api/updates */
const MOST_UPDATES = 10_000;

/** An answer, and whom it tells of. */
export interface Told<T> {
  readonly difference: T;
  readonly peers: readonly KnownPeer[];
}

/** Where the common sequences stand now. */
export async function askState(caller: Caller, signal: AbortSignal): Promise<CommonState> {
  return stateOf(await caller.invoke(new Api.updates.GetState(), signal));
}

/** What happened in the common sequences since. */
export async function askDifference(
  caller: Caller,
  since: CommonState,
  selfId: PeerId,
  signal: AbortSignal,
): Promise<Told<Difference>> {
  const { pts, qts, date } = since;
  const request = new Api.updates.GetDifference({ pts, qts, date, ptsTotalLimit: MOST_UPDATES });
  try {
    return read(await caller.invoke(request, signal), since, selfId);
  } catch (error) {
    if (!isBeyondTelling(error)) throw error;
    const state = await askState(caller, signal);
    return { difference: { kind: 'too-long', pts: state.pts }, peers: [] };
  }
}

function read(
  answer: Api.updates.TypeDifference,
  since: CommonState,
  selfId: PeerId,
): Told<Difference> {
  if (answer instanceof Api.updates.DifferenceTooLong) {
    return { difference: { kind: 'too-long', pts: answer.pts }, peers: [] };
  }
  if (answer instanceof Api.updates.DifferenceEmpty) {
    const state = { ...since, date: answer.date, seq: answer.seq };
    return {
      difference: { kind: 'part', messages: [], updates: [], state, final: true },
      peers: [],
    };
  }
  const final = answer instanceof Api.updates.Difference;
  const difference: Difference = {
    kind: 'part',
    messages: readMessages(answer.newMessages, selfId),
    updates: updatesOf(answer.otherUpdates, selfId),
    state: stateOf(final ? answer.state : answer.intermediateState),
    final,
  };
  return { difference, peers: peersIn(answer.users, answer.chats) };
}

function stateOf({ pts, qts, seq, date }: Api.updates.State): CommonState {
  return { pts, qts, seq, date };
}
