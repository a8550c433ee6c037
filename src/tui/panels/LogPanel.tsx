import { type ReactNode, useEffect, useState } from 'react';
import type { LogLine } from '../../control/contract/operations.js';
import { LOG_WORDS, type LogWords } from '../../words/log.js';
import { PANEL_WORDS, type PanelWords } from '../../words/panels.js';
import type { PanelProps } from '../panel.js';
import { AT_NEWEST, type LogPlace, nextLevel, placeAt, placeIn } from './log/log-lines.js';
import { LogReader, type LogResult, NOTHING_FOUND } from './log/log-reader.js';
import { lineRows, logRow } from './log/log-rows.js';
import { askedRows } from './parts/asked-rows.js';
import type { KeyHint } from './parts/key-rows.js';
import { type Row, row } from './parts/rows.js';
import { roomOf, Screen } from './parts/Screen.js';
import { lettersOf, type Stroke } from './parts/strokes.js';
import { bufferOf, ONE_LINE, type TextBuffer, write } from './parts/text-buffer.js';
import { fieldRow } from './parts/text-field.js';
import { TERMINAL_ZONE } from './parts/times.js';
import { useLive } from './parts/use-live.js';
import { useStrokes } from './parts/use-strokes.js';
import { moved, scrolled } from './parts/window.js';

/** The log is searched when nothing was typed for so long. */
const TYPING_PAUSE_MS = 300;

interface LogView {
  readonly typing: boolean;
  /** The line that is read, with the first row of it that is shown. */
  readonly opened: { readonly line: LogLine; readonly top: number } | null;
  readonly text: TextBuffer;
  readonly level: LogLine['level'];
  readonly place: LogPlace;
  readonly result: LogResult;
}

const FRESH: LogView = {
  typing: false,
  opened: null,
  text: bufferOf(''),
  level: 'info',
  place: AT_NEWEST,
  result: NOTHING_FOUND,
};

/** Looks through the daemon's log. */
export function LogPanel(props: PanelProps): ReactNode {
  const { control, clock, language, size, close, zone = TERMINAL_ZONE } = props;
  const words = LOG_WORDS[language];
  const common = PANEL_WORDS[language];
  const { state, now, change } = useLive<LogView>(() => FRESH);
  const [reader] = useState(() => new LogReader(control, clock, (result) => change({ result })));
  useEffect(() => {
    reader.search({ text: '', level: 'info' });
    return () => reader.end();
  }, [reader]);

  const keys = keysOf(state, words, common);
  // The field and the state of the search take a row each.
  const room = roomOf(size, keys) - 1;

  const search = (some: Partial<LogView>, pauseMs = 0) => {
    change({ ...some, place: AT_NEWEST });
    const { text, level } = now();
    reader.search({ text: text.text, level }, pauseMs);
  };
  const type = (stroke: Stroke) => {
    const { text } = now();
    if (stroke.kind === 'key' && stroke.name === 'escape') return change({ typing: false });
    if (stroke.kind === 'key' && stroke.name === 'enter') return search({ typing: false });
    const written = write(text, stroke, ONE_LINE);
    if (!written) return walk(stroke);
    if (written.text === text.text) return change({ text: written });
    search({ text: written }, TYPING_PAUSE_MS);
  };
  const walk = (stroke: Stroke) => {
    if (stroke.kind !== 'key') return;
    const { lines } = now().result;
    const place = placeIn(lines, now().place, room);
    const next = moved(place, stroke.name, lines.length, room);
    if (!next) return;
    change({ place: placeAt(lines, next) });
    if (next.chosen === 0) reader.older();
  };
  const readLine = (stroke: Stroke) => {
    const { opened } = now();
    if (!opened || stroke.kind !== 'key') return;
    if (stroke.name === 'escape' || stroke.name === 'enter') return change({ opened: null });
    const count = lineRows(opened.line, words, zone, size.columns).length;
    const top = scrolled(opened.top, stroke.name, count, room + 1);
    if (top !== undefined) change({ opened: { ...opened, top } });
  };
  const open = () => {
    const { lines } = now().result;
    const line = lines[placeIn(lines, now().place, room).chosen];
    if (line) change({ opened: { line, top: 0 } });
  };
  const command = (letter: string) => {
    if (letter === '/') change({ typing: true });
    if (letter === 'l') search({ level: nextLevel(now().level) });
    if (letter === 'f') reader.follow(!now().result.following);
    if (letter === 'r') search({});
  };
  useStrokes((stroke) => {
    if (now().opened) return readLine(stroke);
    if (now().typing) return type(stroke);
    if (stroke.kind === 'key' && stroke.name === 'escape') return close();
    if (stroke.kind === 'key' && stroke.name === 'enter') return open();
    walk(stroke);
    for (const letter of lettersOf(stroke)) command(letter);
  });

  const { opened } = state;
  return opened ? (
    <Screen
      size={size}
      title={row(words.lineTitle, 'strong')}
      body={lineRows(opened.line, words, zone, size.columns).slice(opened.top)}
      keys={keys}
    />
  ) : (
    <Screen
      size={size}
      title={titleOf(state, words)}
      body={[
        fieldOf(state, words, size.columns),
        ...listRows(state, words, common, zone, size.columns, room),
      ]}
      keys={keys}
    />
  );
}

function titleOf({ level, result }: LogView, words: LogWords): Row {
  const { lines, complete, loading, following } = result;
  const parts = [
    words.fromLevel(level),
    words.lines(lines.length, !complete),
    ...(following ? [words.following] : []),
    ...(loading ? ['…'] : []),
  ];
  return [
    { text: words.title, tone: 'strong' },
    { text: `  ${parts.join(' · ')}`, tone: 'dim' },
  ];
}

function fieldOf({ typing, text }: LogView, words: LogWords, columns: number): Row {
  if (typing) return fieldRow(`${words.search}:`, text, columns);
  return [
    { text: `${words.search}: `, tone: 'dim' },
    { text: text.text === '' ? '/' : text.text, tone: text.text === '' ? 'dim' : 'plain' },
  ];
}

function listRows(
  { result, place }: LogView,
  words: LogWords,
  common: PanelWords,
  zone: string,
  columns: number,
  room: number,
): readonly Row[] {
  const { lines, problem, loading, complete } = result;
  const problems = askedRows({ value: lines[0], loading, problem }, common, columns);
  if (lines.length === 0) return problems.length > 0 ? problems : [row(words.nothing, 'dim')];
  const begin = complete && lines.length < room ? [row(words.start, 'dim')] : [];
  const left = Math.max(1, room - problems.length);
  const { chosen, top } = placeIn(lines, place, left);
  const shown = lines
    .slice(top, top + left)
    .map((line, index) => logRow(line, top + index === chosen, zone, columns));
  return [...problems, ...begin, ...shown];
}

function keysOf(
  { opened, typing, result }: LogView,
  words: LogWords,
  { keys }: PanelWords,
): readonly KeyHint[] {
  const back: KeyHint = ['Esc', keys.back];
  if (opened) return [['↑↓', keys.scroll], back];
  if (typing) return [['Enter', words.keys.search], ['Ctrl-U', words.keys.erase], back];
  return [
    ['/', words.keys.search],
    ['l', words.keys.level],
    ['f', result.following ? words.keys.unfollow : words.keys.follow],
    ['Enter', keys.open],
    ['↑↓', keys.choose],
    ['PgUp', words.keys.older],
    ['r', keys.again],
    back,
  ];
}
