import { type ReactNode, useEffect } from 'react';
import type { Allowlist, AllowlistChange } from '../../../control/contract/settings.js';
import { PANEL_WORDS } from '../../../words/panels.js';
import { SETTINGS_WORDS, type SettingsWords } from '../../../words/settings.js';
import type { PanelProps } from '../../panel.js';
import { askedRows } from '../parts/asked-rows.js';
import type { KeyHint } from '../parts/key-rows.js';
import { EMPTY_ROW, type Row, row } from '../parts/rows.js';
import { roomOf, Screen } from '../parts/Screen.js';
import { lettersOf, type Stroke } from '../parts/strokes.js';
import { bufferOf, ONE_LINE, type TextBuffer, write } from '../parts/text-buffer.js';
import { fieldRow } from '../parts/text-field.js';
import { useAsked } from '../parts/use-asked.js';
import type { Live } from '../parts/use-live.js';
import { useStrokes } from '../parts/use-strokes.js';
import { oneLine } from '../parts/visible-text.js';
import { AT_START, type ListPlace, moved, within } from '../parts/window.js';
import type { Proposal } from './Review.js';

interface Place {
  readonly kind: 'group' | 'channel';
  readonly written: string;
}

/** Where the operator is in the allowlist; kept while a change is looked at. */
export interface PlacesView {
  readonly place: ListPlace;
  /** What is being added; null: nothing is. */
  readonly adding: Place['kind'] | null;
  readonly text: TextBuffer;
}

export const FRESH_PLACES: PlacesView = { place: AT_START, adding: null, text: bufferOf('') };

export interface PlacesProps extends Pick<PanelProps, 'control' | 'language' | 'size' | 'tell'> {
  readonly live: Live<PlacesView>;
  readonly onProposal: (proposal: Proposal) => void;
  readonly onBack: () => void;
}

/** Where the account may speak unasked: the operator adds and removes groups and channels. */
export function Places(props: PlacesProps): ReactNode {
  const { control, language, size, tell, onProposal, onBack } = props;
  const words = SETTINGS_WORDS[language];
  const common = PANEL_WORDS[language];
  const asked = useAsked<Allowlist>();
  const { state, now, change } = props.live;
  const { ask } = asked;
  useEffect(() => {
    void ask(() => control.allowlist());
  }, [ask, control]);

  const places = placesOf(asked.value);
  const keys: readonly KeyHint[] = state.adding
    ? [
        ['Enter', words.keys.review],
        ['Esc', common.keys.back],
      ]
    : [
        ['g', words.keys.group],
        ['c', words.keys.channel],
        ...(places.length > 0 ? ([['x', words.keys.remove]] as const) : []),
        ['↑↓', common.keys.choose],
        ['r', common.keys.again],
        ['Esc', common.keys.back],
      ];
  const propose = (place: Place, added: boolean) =>
    onProposal({
      title: words.reviewPlace(oneLine(place.written), added),
      propose: (dryRun) => control.changeAllowlist(changeOf(place, added, dryRun)),
    });
  const type = (stroke: Stroke, kind: Place['kind']) => {
    if (stroke.kind === 'key' && stroke.name === 'escape') return change({ adding: null });
    if (stroke.kind !== 'key' || stroke.name !== 'enter') {
      return change({ text: write(now().text, stroke, ONE_LINE) ?? now().text });
    }
    const written = now().text.text.trim();
    if (written === '') return tell(words.placeEmpty, 'problem');
    propose({ kind, written }, true);
  };
  const command = (letter: string) => {
    if (letter === 'g') change({ adding: 'group', text: bufferOf('') });
    if (letter === 'c') change({ adding: 'channel', text: bufferOf('') });
    if (letter === 'r') void ask(() => control.allowlist());
    const place = places[within(now().place, places.length, places.length).chosen];
    if (letter === 'x' && place) propose(place, false);
  };
  useStrokes((stroke) => {
    const { adding, place } = now();
    if (adding) return type(stroke, adding);
    if (stroke.kind !== 'key') return lettersOf(stroke).forEach(command);
    if (stroke.name === 'escape') return onBack();
    const next = moved(place, stroke.name, places.length, roomOf(size, keys));
    if (next) change({ place: next });
  });

  const label = state.adding === 'channel' ? words.addChannel : words.addGroup;
  const field: readonly Row[] = state.adding
    ? [fieldRow(label, state.text, size.columns), row(words.placeHint, 'dim'), EMPTY_ROW]
    : [];
  const above = [...askedRows(asked, common, size.columns), ...field];
  const room = Math.max(1, roomOf(size, keys) - above.length);
  const body = [...above, ...listRows(asked.value, state.place, words, common.none, room)];
  return <Screen size={size} title={row(words.places, 'strong')} body={body} keys={keys} />;
}

function placesOf(allowed: Allowlist | undefined): readonly Place[] {
  if (!allowed) return [];
  return [
    ...allowed.groups.map((written) => ({ kind: 'group', written }) as const),
    ...allowed.channels.map((written) => ({ kind: 'channel', written }) as const),
  ];
}

function changeOf({ kind, written }: Place, added: boolean, dryRun: boolean): AllowlistChange {
  if (kind === 'group') {
    return added ? { addGroups: [written], dryRun } : { removeGroups: [written], dryRun };
  }
  return added ? { addChannels: [written], dryRun } : { removeChannels: [written], dryRun };
}

/** Groups and channels under their titles, as many as fit around the chosen one. */
function listRows(
  allowed: Allowlist | undefined,
  place: ListPlace,
  words: SettingsWords,
  none: string,
  room: number,
): readonly Row[] {
  if (!allowed) return [];
  const { groups, channels } = allowed;
  const { chosen } = within(place, groups.length + channels.length, room);
  const line = (written: string, index: number): Row => [
    { text: index === chosen ? '  > ' : '    ', tone: 'key' },
    { text: oneLine(written), tone: index === chosen ? 'strong' : 'plain' },
  ];
  const rows: readonly Row[] = [
    row(`${words.groups} (${groups.length})`, 'key'),
    ...(groups.length > 0 ? groups.map(line) : [row(`    ${none}`, 'dim')]),
    EMPTY_ROW,
    row(`${words.channels} (${channels.length})`, 'key'),
    ...channels.map((written, index) => line(written, groups.length + index)),
    ...(channels.length > 0 ? [] : [row(`    ${none}`, 'dim')]),
  ];
  // The chosen row, by its titles and empty rows above it.
  const at =
    chosen < groups.length ? chosen + 1 : Math.max(groups.length, 1) + 3 + chosen - groups.length;
  const { top } = within({ chosen: at, top: chosen === 0 ? 0 : at - room + 2 }, rows.length, room);
  return rows.slice(top, top + room);
}
