import { TERMINAL } from '../words/terminal.js';
import { AT_THE_FOOT, CHOOSER_KEYS, KEYS, keyOf } from './keys.js';
import { cells } from './panels/parts/cells.js';
import type { Row, Tone } from './panels/parts/rows.js';
import { isPaused } from './paused.js';
import { cutRow } from './row-room.js';
import type { TerminalState, Told } from './state/state.js';
import { strangerText } from './stranger-text.js';

type Hint = readonly [key: string, does: string];

const TOLD_LOOKS: Readonly<Record<Told['kind'], readonly [string, Tone]>> = {
  done: ['✓', 'good'],
  problem: ['✗', 'bad'],
  working: ['…', 'dim'],
};

/** The two rows at the foot: what came of something, or what is asked; then the keys that answer. */
export function footRows(state: TerminalState): readonly [Row, Row] {
  const { columns } = state.size;
  const question = questionOf(state);
  const above: Row =
    question === undefined ? toldRow(state.told) : [{ text: question, tone: 'strong' }];
  const hints = question === undefined ? overviewHints(state, columns) : answers(state);
  return [cutRow(above, columns), cutRow(hintRow(hints), columns)];
}

/** What came of something. */
export function toldRow(told: Told | null): Row {
  if (!told) return [];
  const [sign, tone] = TOLD_LOOKS[told.kind];
  return [{ text: `${sign} ${strangerText(told.text)}`, tone }];
}

function questionOf({ ask, role, language }: TerminalState): string | undefined {
  const words = TERMINAL[language];
  switch (ask) {
    case null:
      return undefined;
    case 'chooser':
      return words.chooser.question;
    case 'leave':
      return words.leave[role];
    default:
      return words[ask];
  }
}

function answers(state: TerminalState): readonly Hint[] {
  const words = TERMINAL[state.language];
  if (state.ask === 'chooser') return chooserHints(state);
  if (state.ask === 'leave' && state.role === 'owner') {
    return [
      ['l', words.leave.lines],
      ['s', words.leave.stop],
      ['Esc', words.leave.stay],
    ];
  }
  return [
    ['y', words.yes],
    ['n', words.no],
  ];
}

function chooserHints({ status, language }: TerminalState): readonly Hint[] {
  const { chooser } = TERMINAL[language];
  // The key of what is paused already would resume it.
  const mark = (paused: boolean) => (paused ? ` (${chooser.resume})` : '');
  const services = (status?.services ?? []).flatMap(({ name, paused }): Hint[] =>
    name === 'operator' ? [] : [[CHOOSER_KEYS[name], `${name}${mark(paused)}`]],
  );
  return [
    ['Enter', `${chooser.all}${mark(isPaused(status, '*'))}`],
    ...services,
    ['Esc', chooser.back],
  ];
}

/** As many as fit, the most important ones first, in the order of the table. */
function overviewHints({ language }: TerminalState, columns: number): readonly Hint[] {
  const { short } = TERMINAL[language];
  let room = columns;
  const fitting = AT_THE_FOOT.filter((action) => {
    const wide = cells(keyOf(action)) + 1 + cells(short[action]) + GAP.length;
    if (wide > room + GAP.length) return false;
    room -= wide;
    return true;
  });
  return KEYS.filter(({ action }) => fitting.includes(action)).map(({ action }) => [
    keyOf(action),
    short[action],
  ]);
}

const GAP = '  ';

function hintRow(hints: readonly Hint[]): Row {
  return hints.flatMap(
    ([key, does], index): Row => [
      { text: index === 0 ? '' : GAP },
      { text: key, tone: 'key' },
      { text: ` ${does}` },
    ],
  );
}
