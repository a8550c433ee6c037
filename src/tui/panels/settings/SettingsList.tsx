import { type ReactNode, useCallback, useEffect } from 'react';
import type { Setting } from '../../../control/contract/settings.js';
import { MASK } from '../../../lib/secret.js';
import { PANEL_WORDS, type PanelWords } from '../../../words/panels.js';
import { SETTINGS_WORDS, type SettingsWords } from '../../../words/settings.js';
import type { PanelProps } from '../../panel.js';
import { askedRows } from '../parts/asked-rows.js';
import type { KeyHint } from '../parts/key-rows.js';
import { type Row, row, wrapped } from '../parts/rows.js';
import { roomOf, Screen } from '../parts/Screen.js';
import { lettersOf, type Stroke } from '../parts/strokes.js';
import { bufferOf, ONE_LINE, type TextBuffer, write } from '../parts/text-buffer.js';
import { fieldRow } from '../parts/text-field.js';
import { useAct } from '../parts/use-act.js';
import { useAsked } from '../parts/use-asked.js';
import type { Live } from '../parts/use-live.js';
import { useStrokes } from '../parts/use-strokes.js';
import { manyLines, oneLine } from '../parts/visible-text.js';
import { AT_START, type ListPlace, moved, within } from '../parts/window.js';
import type { Proposal } from './Review.js';
import { filtered, meaningRows, settingRow } from './setting-rows.js';

/** Where the operator is in the list; kept while a change is looked at. */
export interface SettingsView {
  readonly mode: 'list' | 'filter' | 'edit' | 'restart';
  readonly filter: TextBuffer;
  readonly value: TextBuffer;
  /** The name of the variable that a value is written for: the list may change meanwhile. */
  readonly editing: string | null;
  readonly place: ListPlace;
}

export const FRESH_SETTINGS: SettingsView = {
  mode: 'list',
  filter: bufferOf(''),
  value: bufferOf(''),
  editing: null,
  place: AT_START,
};

export interface SettingsListProps extends PanelProps {
  readonly live: Live<SettingsView>;
  readonly onProposal: (proposal: Proposal) => void;
  readonly onPlaces: () => void;
}

/** The customer's configuration: each variable with its value, its source and what it means. */
export function SettingsList(props: SettingsListProps): ReactNode {
  const { control, status, language, size, tell, close, onProposal, onPlaces } = props;
  const { state, now, change } = props.live;
  const words = SETTINGS_WORDS[language];
  const common = PANEL_WORDS[language];
  const asked = useAsked<readonly Setting[]>();
  const { act } = useAct(tell);
  const { ask } = asked;
  const loaded = status?.configuration.loadedAt;
  const reload = useCallback(() => void ask(() => control.settings()), [ask, control]);
  // Also when the files were read again.
  useEffect(reload, [reload, loaded]);

  const shown = filtered(asked.value ?? [], state.filter.text);
  const keys = keysOf(state, words, common);
  const chosenIn = (place: ListPlace) => shown[within(place, shown.length, 1).chosen];
  const edited = ({ editing }: SettingsView) => asked.value?.find(({ name }) => name === editing);
  const current = state.mode === 'edit' ? edited(state) : chosenIn(state.place);
  const above = aboveRows(props, asked, current, words, common);
  const below = current ? meaningRows(current, words, size.columns) : [];
  const room = Math.max(1, roomOf(size, keys) - above.length - below.length);

  const check = (setting: Setting, value: string | null) =>
    onProposal({
      title: value === null ? words.reviewRemove(setting.name) : words.reviewSet(setting.name),
      propose: (dryRun) => control.changeSettings({ values: { [setting.name]: value }, dryRun }),
    });
  const edit = (setting: Setting) => {
    // What is masked can't be mended, only written anew.
    const hidden = setting.secret || setting.value.includes(MASK);
    change({
      mode: 'edit',
      editing: setting.name,
      value: bufferOf(hidden ? '' : manyLines(setting.value)),
    });
  };
  const changeable = (setting: Setting): boolean => {
    if (setting.change !== 'file') return true;
    tell(words.fileOnly(setting.name, oneLine(setting.source)), 'problem');
    return false;
  };
  const command = (letter: string) => {
    if (letter === '/') change({ mode: 'filter' });
    if (letter === 'a') onPlaces();
    if (letter === 'R') change({ mode: 'restart' });
    if (letter === 'r') reload();
    const setting = chosenIn(now().place);
    if (letter === 'e' && setting && changeable(setting)) edit(setting);
    if (letter === 'x' && setting && changeable(setting)) check(setting, null);
  };
  const walk = (name: string) => {
    const place = moved(within(now().place, shown.length, room), name, shown.length, room);
    if (place) change({ place });
  };
  const list = (stroke: Stroke) => {
    if (stroke.kind !== 'key') return lettersOf(stroke).forEach(command);
    if (stroke.name === 'escape') return close();
    return stroke.name === 'enter' ? command('e') : walk(stroke.name);
  };
  const filter = (stroke: Stroke) => {
    if (stroke.kind === 'key' && (stroke.name === 'escape' || stroke.name === 'enter')) {
      return change({ mode: 'list' });
    }
    const text = write(now().filter, stroke, ONE_LINE);
    if (text) change({ filter: text, place: AT_START });
    else if (stroke.kind === 'key') walk(stroke.name);
  };
  const type = (stroke: Stroke) => {
    const setting = edited(now());
    if (stroke.kind === 'key' && stroke.name === 'escape') return change({ mode: 'list' });
    // The list may be on its way.
    if (!setting) return;
    if (stroke.kind !== 'key' || stroke.name !== 'enter') {
      return change({ value: write(now().value, stroke, ONE_LINE) ?? now().value });
    }
    const { text } = now().value;
    if (!setting.secret && text === manyLines(setting.value)) return tell(words.same, 'problem');
    check(setting, text);
  };
  const answer = (stroke: Stroke, alone: boolean) => {
    const [letter] = lettersOf(stroke);
    const yes = letter === 'y' && alone;
    if (yes) void act(() => control.restart(), words.restarting);
    if (yes || letter === 'n' || stroke.kind === 'key') change({ mode: 'list' });
  };
  useStrokes((stroke, alone) => {
    const { mode } = now();
    if (mode === 'filter') return filter(stroke);
    if (mode === 'edit') return type(stroke);
    if (mode === 'restart') return answer(stroke, alone);
    list(stroke);
  });

  const { chosen, top } = within(state.place, shown.length, room);
  const rows = shown
    .slice(top, top + room)
    .map((setting, index) => settingRow(setting, top + index === chosen, words, size.columns));
  const nothing = asked.value && shown.length === 0 ? [row(words.nothing, 'dim')] : rows;
  const space = Array.from({ length: Math.max(0, room - nothing.length) }, () => []);
  const title: Row = [
    { text: words.title, tone: 'strong' },
    { text: `  ${words.variables(shown.length, asked.value?.length ?? 0)}`, tone: 'dim' },
  ];
  const body = [...above, ...nothing, ...space, ...below];
  return <Screen size={size} title={title} body={body} keys={keys} />;
}

/** Above the list: what is wrong, what waits for a restart, and what is being written or asked. */
function aboveRows(
  { status, size: { columns }, live: { state } }: SettingsListProps,
  asked: Parameters<typeof askedRows>[0],
  current: Setting | undefined,
  words: SettingsWords,
  common: PanelWords,
): readonly Row[] {
  const { needRestart = [], problem = null } = status?.configuration ?? {};
  const secret = current?.secret === true;
  return [
    ...askedRows(asked, common, columns),
    ...(problem === null ? [] : wrapped(`! ${words.filesKept(oneLine(problem))}`, columns, 'bad')),
    ...(needRestart.length === 0
      ? []
      : wrapped(`! ${words.waitForRestart(needRestart.join(', '))}`, columns, 'warn')),
    ...(state.mode === 'filter' || state.filter.text !== ''
      ? [filterRow(state, words, columns)]
      : []),
    ...(state.mode === 'edit' && current
      ? [
          fieldRow(words.newValue(current.name), state.value, columns, secret),
          row(secret ? words.secretHint : words.valueHint, 'dim'),
        ]
      : []),
    ...(state.mode === 'restart' ? wrapped(`? ${words.restart}`, columns, 'warn') : []),
  ];
}

function filterRow({ mode, filter }: SettingsView, words: SettingsWords, columns: number): Row {
  if (mode === 'filter') return fieldRow(`${words.filter}:`, filter, columns);
  return row(`${words.filter}: ${filter.text}`, 'dim');
}

function keysOf(
  { mode }: SettingsView,
  { keys: own }: SettingsWords,
  { keys }: PanelWords,
): readonly KeyHint[] {
  const back: KeyHint = ['Esc', keys.back];
  if (mode === 'filter') return [['Enter', keys.accept], ['↑↓', keys.choose], back];
  if (mode === 'edit') return [['Enter', own.review], back];
  if (mode === 'restart') return [['y', keys.yes], ['n', keys.no], back];
  return [
    ['Enter', own.edit],
    ['x', own.remove],
    ['/', own.filter],
    ['a', own.places],
    ['R', own.restart],
    ['↑↓', keys.choose],
    ['r', keys.again],
    back,
  ];
}
