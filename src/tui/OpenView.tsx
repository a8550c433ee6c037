import { type ReactNode, useMemo } from 'react';
import { TERMINAL } from '../words/terminal.js';
import type { Acting } from './actions.js';
import { drawnRow } from './drawn-row.js';
import { toldRow } from './foot.js';
import { helpRows } from './help-rows.js';
import { awayRow } from './overview/header.js';
import { wordingOf } from './overview/wording.js';
import type { PanelProps } from './panel.js';
import { ApprovalsPanel } from './panels/ApprovalsPanel.js';
import { LogPanel } from './panels/LogPanel.js';
import { row } from './panels/parts/rows.js';
import { SettingsPanel } from './panels/SettingsPanel.js';
import { UsersPanel } from './panels/UsersPanel.js';
import { WhyPanel } from './panels/WhyPanel.js';
import { Rows } from './Rows.js';
import { cutRow } from './row-room.js';
import type { TerminalState } from './state/state.js';
import { statusRows } from './status-rows.js';
import { TextView } from './TextView.js';

interface OpenViewProps {
  readonly state: TerminalState;
  readonly acting: Acting;
  readonly clock: PanelProps['clock'];
}

/** A view that takes the overview's room until it is closed; below it, what came of what was done there. */
export function OpenView({ state, acting, clock }: OpenViewProps): ReactNode {
  const { store, control } = acting;
  const { language, link, status, zone } = state;
  const { columns, rows } = state.size;
  const doings = useMemo<Pick<PanelProps, 'close' | 'tell'>>(
    () => ({
      close: () => store.change({ type: 'view', view: { name: 'overview' } }),
      tell: (text, kind) => store.change({ type: 'told', told: { text, kind } }),
    }),
    [store],
  );
  const size = useMemo(() => ({ columns, rows: rows - 1 }), [columns, rows]);
  const shown = link.state === 'away' ? null : status;
  const props: PanelProps = { control, status: shown, clock, language, zone, size, ...doings };
  return (
    <>
      {viewOf(state, props)}
      <Rows from={size.rows} rows={[drawnRow(cutRow(toldRow(state.told), columns))]} />
    </>
  );
}

function viewOf(state: TerminalState, props: PanelProps): ReactNode {
  const { view, language } = state;
  const words = TERMINAL[language];
  const { size, close } = props;
  const keys = [
    ['↑↓', words.scroll],
    ['Esc', words.chooser.back],
  ] as const;
  switch (view.name) {
    case 'status': {
      const wording = wordingOf(state);
      const { status } = state;
      const rows = [
        ...awayRow(state, wording).map((one) => cutRow(one, size.columns)),
        ...(status ? statusRows(status, wording, size.columns) : [row(words.notYet, 'dim')]),
      ];
      return <TextView title={words.statusTitle} {...{ rows, size, keys, close }} />;
    }
    case 'help': {
      const rows = helpRows(language, size.columns);
      return <TextView title={words.help.title} {...{ rows, size, keys, close }} />;
    }
    case 'log':
      return <LogPanel {...props} />;
    case 'approvals':
      return <ApprovalsPanel {...props} />;
    case 'why':
      return <WhyPanel {...props} question={view.question} />;
    case 'settings':
      return <SettingsPanel {...props} />;
    case 'users':
      return <UsersPanel {...props} />;
    case 'overview':
      return null;
  }
}
