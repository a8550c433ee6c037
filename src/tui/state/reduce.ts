import type { Status } from '../../control/contract/status.js';
import type { PeerId } from '../../core/peer.js';
import { knownZone } from '../moments.js';
import { cleared, type FeedEvent, select, toNewest, toOldest, withEvents } from './feed.js';
import { withNames } from './names.js';
import type { Ask, TerminalSize, TerminalState, Told, View } from './state.js';

/** Something that changes what the screen shows. */
export type Change =
  | { readonly type: 'tick'; readonly now: number }
  | { readonly type: 'size'; readonly size: TerminalSize }
  | { readonly type: 'status'; readonly status: Status; readonly now: number }
  | { readonly type: 'away'; readonly now: number }
  | { readonly type: 'events'; readonly events: readonly FeedEvent[]; readonly skipped: number }
  | { readonly type: 'names'; readonly names: readonly (readonly [PeerId, string])[] }
  | { readonly type: 'view'; readonly view: View }
  | { readonly type: 'ask'; readonly ask: Ask | null }
  | { readonly type: 'told'; readonly told: Told | null }
  | { readonly type: 'clear' }
  /** In the feed; `rows` are how many it shows. */
  | { readonly type: 'select'; readonly by: number; readonly rows: number }
  | { readonly type: 'oldest'; readonly rows: number }
  | { readonly type: 'newest' };

/** What the terminal shows after a change. */
export function reduce(state: TerminalState, change: Change): TerminalState {
  switch (change.type) {
    case 'tick':
      return change.now === state.now ? state : { ...state, now: change.now };
    case 'size':
      return { ...state, size: change.size };
    case 'status':
      return answered(state, change.status, change.now);
    case 'away':
      // The first failure counts: "since" is when it began.
      if (state.link.state === 'away') return { ...state, now: change.now };
      return { ...state, now: change.now, link: { state: 'away', since: change.now } };
    case 'events':
      return { ...state, feed: withEvents(state.feed, change.events, change.skipped) };
    case 'names':
      return { ...state, names: withNames(state.names, change.names) };
    case 'view':
      return { ...state, view: change.view, ask: null, told: null };
    case 'ask':
      return { ...state, ask: change.ask, told: null };
    case 'told':
      return { ...state, told: change.told };
    default:
      return { ...state, feed: moved(state, change) };
  }
}

function answered(state: TerminalState, status: Status, now: number): TerminalState {
  const { link } = state;
  // Nothing new is nothing to draw.
  if (link.state === 'there' && status === state.status && now === state.now) return state;
  const named = [status.next, ...status.takeovers].flatMap((one) =>
    one && one.name !== '' ? [[one.peer, one.name] as const] : [],
  );
  const news = named.some(([peer, name]) => state.names.get(peer) !== name);
  return {
    ...state,
    now,
    status,
    // A zone that this machine does not know leaves its own.
    zone: knownZone(status.timeZone) ?? state.zone,
    link: link.state === 'there' ? link : { state: 'there', since: now },
    names: news ? withNames(state.names, named) : state.names,
  };
}

type Movement = Extract<Change, { type: 'clear' | 'select' | 'oldest' | 'newest' }>;

function moved({ feed }: TerminalState, change: Movement) {
  switch (change.type) {
    case 'clear':
      return cleared(feed);
    case 'select':
      return select(feed, change.by, change.rows);
    case 'oldest':
      return toOldest(feed, change.rows);
    case 'newest':
      return toNewest(feed);
  }
}
