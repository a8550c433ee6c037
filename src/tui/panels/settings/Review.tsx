import { type ReactNode, useEffect, useRef } from 'react';
import type { SettingsReport } from '../../../control/contract/settings.js';
import { PANEL_WORDS } from '../../../words/panels.js';
import { SETTINGS_WORDS } from '../../../words/settings.js';
import type { PanelProps } from '../../panel.js';
import { askedRows } from '../parts/asked-rows.js';
import type { KeyHint } from '../parts/key-rows.js';
import { EMPTY_ROW, type Row, row } from '../parts/rows.js';
import { roomOf, Screen } from '../parts/Screen.js';
import { lettersOf } from '../parts/strokes.js';
import { useAsked } from '../parts/use-asked.js';
import { useLive } from '../parts/use-live.js';
import { useStrokes } from '../parts/use-strokes.js';
import { scrolled } from '../parts/window.js';
import { reviewRows } from './setting-rows.js';

/** A change that the operator wants, and how the daemon is asked for it. */
export interface Proposal {
  readonly title: string;
  readonly propose: (dryRun: boolean) => Promise<SettingsReport>;
}

export interface ReviewProps extends Pick<PanelProps, 'language' | 'size' | 'tell'> {
  readonly proposal: Proposal;
  readonly onSaved: () => void;
  readonly onBack: () => void;
}

/** Shows what a change would do, as the daemon checked it, and saves it when the operator says so. */
export function Review(props: ReviewProps): ReactNode {
  const { proposal, language, size, tell, onSaved, onBack } = props;
  const words = SETTINGS_WORDS[language];
  const common = PANEL_WORDS[language];
  const asked = useAsked<SettingsReport>();
  const saving = useRef(false);
  const { state, now, change } = useLive(() => ({ top: 0 }));
  const { ask, value, loading } = asked;
  useEffect(() => {
    void ask(() => proposal.propose(true));
  }, [ask, proposal]);

  const savable = value !== undefined && value.changes.length > 0;
  const keys: readonly KeyHint[] = [
    ...(savable ? ([['y', words.keys.save]] as const) : []),
    ['↑↓', common.keys.scroll],
    ['Esc', common.keys.back],
  ];
  const save = async () => {
    if (!savable || saving.current) return;
    saving.current = true;
    await ask(
      () => proposal.propose(false),
      ({ changes, file }) => {
        const later = changes.some(({ needsRestart }) => needsRestart);
        tell(later ? words.savedForRestart(file) : words.saved(file), 'done');
        onSaved();
      },
    );
    saving.current = false;
  };

  const problems = askedRows({ ...asked, loading: false }, common, size.columns);
  const question: readonly Row[] = savable ? [row(words.question, 'strong')] : [];
  const rows: readonly Row[] = [
    ...(loading ? [row(words.checking, 'dim')] : []),
    ...problems,
    ...(problems.length > 0 ? [EMPTY_ROW] : []),
    ...(value ? reviewRows(value, words, size.columns) : []),
    ...question,
  ];
  useStrokes((stroke, alone) => {
    if (lettersOf(stroke)[0] === 'y' && alone) void save();
    if (stroke.kind !== 'key') return;
    // What is being saved can't be taken back: its outcome is awaited.
    if (stroke.name === 'escape') return saving.current ? undefined : onBack();
    const top = scrolled(now().top, stroke.name, rows.length, roomOf(size, keys));
    if (top !== undefined) change({ top });
  });
  return (
    <Screen
      size={size}
      title={row(proposal.title, 'strong')}
      body={rows.slice(state.top)}
      keys={keys}
    />
  );
}
