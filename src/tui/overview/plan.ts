import type { Row } from '../panels/parts/rows.js';
import { beside, titleRow } from '../row-room.js';
import type { TerminalState } from '../state/state.js';
import { budgetRows } from './budgets.js';
import { headerRows } from './header.js';
import { fewNotices, noticeRows } from './notices.js';
import { serviceRows } from './services.js';
import { trafficRows } from './traffic.js';
import { type Wording, wordingOf } from './wording.js';

/** The message and the keys at the foot of every screen. */
const FOOT_ROWS = 2;
/** Notices give way before the feed gets smaller than this. */
const LEAST_FEED_ROWS = 3;
const GAP = '  ';
/** Of the width; the budgets get the rest. */
const SERVICES_SHARE = 0.37;

/** What stands above the feed, and how many events the feed has room for. */
export interface OverviewPlan {
  readonly above: readonly Row[];
  readonly feedRows: number;
}

/** Shares the rows of the window out among the parts of the overview. */
export function planOverview(state: TerminalState, wording: Wording): OverviewPlan {
  const { columns, rows } = state.size;
  const header = headerRows(state, wording);
  // The feed has a title.
  const room = rows - FOOT_ROWS - 1;
  const { status } = state;
  if (!status) return { above: header, feedRows: Math.max(0, room - header.length) };
  const left = Math.floor(columns * SERVICES_SHARE);
  const fixed = [
    ...header,
    ...beside(
      serviceRows(status, wording, left),
      budgetRows(status, wording, columns - left - GAP.length),
      left,
      { text: GAP },
    ),
    ...trafficRows(status, wording, columns),
  ];
  const notices = noticeRows(status, wording, columns);
  const noticeRoom = Math.max(0, room - fixed.length - LEAST_FEED_ROWS - 1);
  const shown = fewNotices(notices, noticeRoom, wording);
  const title = shown.length > 0 ? [titleRow(wording.words.titles.notices, columns)] : [];
  const above = [...fixed, ...title, ...shown].slice(0, room);
  return { above, feedRows: Math.max(0, room - above.length) };
}

/** How many events the overview shows. */
export function feedRows(state: TerminalState): number {
  return planOverview(state, wordingOf(state)).feedRows;
}
