import { useInput } from 'ink';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { TERMINAL } from '../words/terminal.js';
import { type Acting, perform } from './actions.js';
import { answerKey } from './answer-key.js';
import { drawnRow } from './drawn-row.js';
import { footRows } from './foot.js';
import { OpenView } from './OpenView.js';
import { overviewRows } from './overview/overview-rows.js';
import type { PanelProps } from './panel.js';
import { EMPTY_ROW, wrapped } from './panels/parts/rows.js';
import { pressesOf } from './presses.js';
import { Rows } from './Rows.js';
import { filledUp } from './row-room.js';
import { isTooSmall, LEAST_SIZE, type TerminalState } from './state/state.js';

export interface AppProps {
  readonly acting: Acting;
  readonly clock: PanelProps['clock'];
}

/** The whole screen, and the keys of the overview. */
export function App({ acting, clock }: AppProps): ReactNode {
  const { store } = acting;
  const state = useSyncExternalStore(store.subscribe, store.state);
  useInput(
    useCallback(
      (input, key) => {
        const presses = pressesOf(input, key);
        for (const press of presses) {
          // Each key sees what the one before has done.
          const { told, ask } = store.state();
          // A yes is typed alone: a pasted word may hold a key that asks, and the letter that answers.
          if (press === 'y' && ask !== null && presses.length > 1) continue;
          const command = answerKey(store.state(), press);
          if (told && told.kind !== 'working') store.change({ type: 'told', told: null });
          if (command) void perform(command, acting);
        }
      },
      [store, acting],
    ),
  );
  if (isTooSmall(state)) return <Rows rows={tooSmallRows(state)} />;
  if (state.view.name !== 'overview')
    return <OpenView state={state} acting={acting} clock={clock} />;
  return <Rows rows={overviewRows(state)} />;
}

/** A sentence, and what is told or asked below it. */
function tooSmallRows(state: TerminalState): readonly string[] {
  const { columns, rows } = state.size;
  const least = `${LEAST_SIZE.columns}×${LEAST_SIZE.rows}`;
  const sentence = wrapped(TERMINAL[state.language].tooSmall(columns, rows, least), columns);
  const all = [...sentence, ...footRows(state).slice(0, state.ask ? 2 : 1)];
  return filledUp(all, rows, EMPTY_ROW).map((row) => drawnRow(row));
}
