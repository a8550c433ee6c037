import type { LiveEvent } from '../../core/events.js';

/** What the feed tells of: the daemon's events, and what only the terminal knows. */
export type FeedEvent =
  | LiveEvent
  | { readonly type: 'missed'; readonly at: number }
  /** Something wrote into the terminal meanwhile; it is shown here instead. */
  | { readonly type: 'written'; readonly at: number; readonly text: string };

/** An event with its place: numbers grow by one. */
export interface FeedEntry {
  readonly number: number;
  readonly event: FeedEvent;
}

/** The newest events, and which of them is looked at. */
export interface Feed {
  /** Oldest first. */
  readonly entries: readonly FeedEntry[];
  readonly nextNumber: number;
  /** The selected entry's number; null: none is, and the newest ones are shown. */
  readonly selected: number | null;
  /** The number of the lowest entry that is shown; null: the newest. */
  readonly lowest: number | null;
}

/** So many events are kept for looking back. */
export const KEPT_EVENTS = 1_000;

export const EMPTY_FEED: Feed = { entries: [], nextNumber: 1, selected: null, lowest: null };

/**
 * With more events; the oldest go when there are too many.
 * @param skipped so many came before these, and were not worth keeping
 */
export function withEvents(feed: Feed, events: readonly FeedEvent[], skipped = 0): Feed {
  const fresh = events.slice(-KEPT_EVENTS);
  // Numbers count those that were left out, too: "so many are new" must be right.
  const first = feed.nextNumber + skipped + (events.length - fresh.length);
  const added = fresh.map((event, index) => ({ number: first + index, event }));
  // Behind a gap there is nothing to look back at: the numbers of what is kept are without gaps.
  const before = skipped > 0 ? [] : feed.entries;
  const entries = [...before, ...added].slice(-KEPT_EVENTS);
  const oldest = entries[0]?.number ?? 0;
  return {
    entries,
    nextNumber: feed.nextNumber + skipped + events.length,
    selected: feed.selected === null ? null : Math.max(feed.selected, oldest),
    lowest: feed.lowest === null ? null : Math.max(feed.lowest, oldest),
  };
}

/** Nothing to look back at; numbers go on. */
export function cleared(feed: Feed): Feed {
  return { ...EMPTY_FEED, nextNumber: feed.nextNumber };
}

/** The entries that so many rows show. */
export function visibleEntries(feed: Feed, rows: number): readonly FeedEntry[] {
  const end = feed.lowest === null ? feed.entries.length : indexOf(feed, feed.lowest) + 1;
  // Scrolled far up, the rows are filled from the oldest entry on.
  const filled = Math.min(feed.entries.length, Math.max(end, rows));
  return feed.entries.slice(Math.max(0, filled - rows), filled);
}

/** How many entries are newer than the lowest one that is shown. */
export function newerThanShown(feed: Feed): number {
  return feed.lowest === null ? 0 : Math.max(0, feed.nextNumber - 1 - feed.lowest);
}

/**
 * Selects another entry: so many rows further down (up: negative), the shown part following it.
 * @param rows how many are shown
 */
export function select(feed: Feed, by: number, rows: number): Feed {
  const shown = visibleEntries(feed, rows);
  const last = shown.at(-1);
  if (!last) return feed;
  // The first movement selects what is there to see: the lowest row.
  if (feed.selected === null) return { ...feed, selected: last.number, lowest: last.number };
  const index = indexOf(feed, feed.selected) + by;
  const clamped = Math.max(0, Math.min(index, feed.entries.length - 1));
  const goal = feed.entries[clamped];
  if (!goal) return feed;
  if (index >= feed.entries.length && by > 0) return toNewest(feed);
  const first = shown[0]?.number ?? goal.number;
  const lowest =
    goal.number > last.number ? goal.number : last.number - Math.max(0, first - goal.number);
  return { ...feed, selected: goal.number, lowest };
}

/** Follows the newest events again. */
export function toNewest(feed: Feed): Feed {
  return { ...feed, selected: null, lowest: null };
}

/** To the oldest that is kept. */
export function toOldest(feed: Feed, rows: number): Feed {
  const oldest = feed.entries[0];
  if (!oldest) return feed;
  const lowest = feed.entries[Math.min(rows, feed.entries.length) - 1] ?? oldest;
  return { ...feed, selected: oldest.number, lowest: lowest.number };
}

export function selectedEntry(feed: Feed): FeedEntry | undefined {
  return feed.selected === null ? undefined : feed.entries[indexOf(feed, feed.selected)];
}

/** Numbers in the list are without gaps. */
function indexOf(feed: Feed, number: number): number {
  const last = feed.entries.at(-1)?.number ?? 0;
  return Math.max(0, feed.entries.length - 1 - (last - number));
}
