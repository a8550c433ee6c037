import { Box } from 'ink';
import type { ReactNode } from 'react';
import { feedRow } from './overview/feed-row.js';
import { planOverview } from './overview/plan.js';
import { type Wording, wordingOf } from './overview/wording.js';
import { Rows, RowText } from './Rows.js';
import { padRow, titleRow } from './row-room.js';
import { newerThanShown, visibleEntries } from './state/feed.js';
import type { TerminalState } from './state/state.js';

/** The account at one glance, and below it what happens. */
export function Overview({ state }: { readonly state: TerminalState }): ReactNode {
  const wording = wordingOf(state);
  const { above, feedRows } = planOverview(state, wording);
  const old = state.link.state === 'away';
  return (
    <Box flexDirection="column" flexGrow={1}>
      <Rows rows={above} look={old ? 'old' : undefined} />
      <Feed state={state} wording={wording} rows={feedRows} />
    </Box>
  );
}

interface FeedProps {
  readonly state: TerminalState;
  readonly wording: Wording;
  readonly rows: number;
}

/** The events; only those that are seen are worded. */
function Feed({ state, wording, rows }: FeedProps): ReactNode {
  const { columns } = state.size;
  const { feed } = state;
  const { words } = wording;
  const newer = newerThanShown(feed);
  const right = newer > 0 ? [{ text: words.newEvents(newer), tone: 'warn' as const }] : [];
  const entries = visibleEntries(feed, rows);
  return (
    <Box flexDirection="column">
      <RowText row={titleRow(words.titles.events, columns, right)} />
      {entries.length === 0 && rows > 0 ? (
        <RowText row={[{ text: words.noEvents, tone: 'dim' }]} />
      ) : null}
      {entries.map(({ number, event }) => {
        const selected = number === feed.selected;
        // The sign says it where there are no colours.
        const mark = { text: selected ? '▸' : ' ' };
        const row = [mark, ...feedRow(event, wording, columns - 1)];
        return (
          <RowText
            key={number}
            row={selected ? padRow(row, columns) : row}
            look={selected ? 'selected' : undefined}
          />
        );
      })}
    </Box>
  );
}
