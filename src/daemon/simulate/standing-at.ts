import type { RecordedState } from '../../core/recording.js';

/**
 * What is known of where the account stood at an earlier moment than the recording: its sends up to then, the
 * slow modes of its chats, and nothing that may have come since.
 * @param at milliseconds since the epoch
 */
export function standingAt(state: RecordedState, at: number): RecordedState {
  return {
    ...state,
    chats: state.chats.map(({ heard: _heard, own: _own, takenOverAt: _taken, ...chat }) => chat),
    targets: [],
    ledger: state.ledger.filter((send) => send.at <= at),
    restrictions: [],
    pauses: [],
    conversations: [],
    queue: [],
    queued: 0,
  };
}
