import { drawnRow } from '../drawn-row.js';
import { footRows } from '../foot.js';
import type { Row } from '../panels/parts/rows.js';
import { filledUp, padRow, titleRow } from '../row-room.js';
import { type FeedEntry, newerThanShown, visibleEntries } from '../state/feed.js';
import type { TerminalState } from '../state/state.js';
import { feedRow } from './feed-row.js';
import { planOverview } from './plan.js';
import { type Wording, wordingOf } from './wording.js';

/** The account at one glance, below it what happens, and at the foot what the keys do: drawn, row by row. */
export function overviewRows(state: TerminalState): readonly string[] {
  const wording = wordingOf(state);
  const { above, feedRows } = planOverview(state, wording);
  const look = state.link.state === 'away' ? 'old' : undefined;
  const events = eventRows(state, wording, feedRows);
  const feed = filledUp(events, feedRows, '');
  return [
    ...above.map((row) => drawnRow(row, look)),
    drawnRow(feedTitle(state, wording)),
    ...feed,
    ...footRows(state).map((row) => drawnRow(row)),
  ];
}

function feedTitle({ feed, size }: TerminalState, { words }: Wording): Row {
  const newer = newerThanShown(feed);
  const right: Row = newer > 0 ? [{ text: words.newEvents(newer), tone: 'warn' }] : [];
  return titleRow(words.titles.events, size.columns, right);
}

/** Only those that are seen are worded. */
function eventRows(
  { feed, size }: TerminalState,
  wording: Wording,
  rows: number,
): readonly string[] {
  const entries = visibleEntries(feed, rows);
  if (entries.length === 0) return [drawnRow([{ text: wording.words.noEvents, tone: 'dim' }])];
  return entries.map((entry) =>
    eventRow(entry, entry.number === feed.selected, wording, size.columns),
  );
}

function eventRow(
  { event }: FeedEntry,
  selected: boolean,
  wording: Wording,
  columns: number,
): string {
  // The sign says it where there are no colours.
  const row = [{ text: selected ? '▸' : ' ' }, ...feedRow(event, wording, columns - 1)];
  return selected ? drawnRow(padRow(row, columns), 'selected') : drawnRow(row);
}
