import { Box, Text, useInput } from 'ink';
import { type ReactNode, useCallback, useSyncExternalStore } from 'react';
import { TERMINAL } from '../words/terminal.js';
import { type Acting, perform } from './actions.js';
import { answerKey } from './answer-key.js';
import { footRows } from './foot.js';
import { OpenView } from './OpenView.js';
import { Overview } from './Overview.js';
import type { PanelProps } from './panel.js';
import { pressesOf } from './presses.js';
import { Rows } from './Rows.js';
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
        for (const press of pressesOf(input, key)) {
          // Each key sees what the one before has done.
          const { told } = store.state();
          const command = answerKey(store.state(), press);
          if (told && told.kind !== 'working') store.change({ type: 'told', told: null });
          if (command) void perform(command, acting);
        }
      },
      [store, acting],
    ),
  );
  const { columns, rows } = state.size;
  return (
    <Box flexDirection="column" width={columns} height={rows} overflow="hidden">
      <Picture state={state} acting={acting} clock={clock} />
    </Box>
  );
}

function Picture(props: AppProps & { readonly state: TerminalState }): ReactNode {
  const { state } = props;
  if (isTooSmall(state)) return <TooSmall state={state} />;
  if (state.view.name !== 'overview') return <OpenView {...props} />;
  return (
    <>
      <Overview state={state} />
      <Rows rows={footRows(state)} />
    </>
  );
}

function TooSmall({ state }: { readonly state: TerminalState }): ReactNode {
  const { columns, rows } = state.size;
  const least = `${LEAST_SIZE.columns}×${LEAST_SIZE.rows}`;
  return (
    <Box flexDirection="column">
      <Text>{TERMINAL[state.language].tooSmall(columns, rows, least)}</Text>
      <Rows rows={footRows(state).slice(0, state.ask ? 2 : 1)} />
    </Box>
  );
}
