import { type ReactNode, useEffect } from 'react';
import type { WhyQuestion } from '../../control/contract/why.js';
import type { WhyReport } from '../../core/why.js';
import { PANEL_WORDS } from '../../words/panels.js';
import { WHY_WORDS } from '../../words/why.js';
import type { PanelProps } from '../panel.js';
import { askedRows } from './parts/asked-rows.js';
import type { KeyHint } from './parts/key-rows.js';
import { EMPTY_ROW, type Row, row } from './parts/rows.js';
import { roomOf, Screen } from './parts/Screen.js';
import { lettersOf, type Stroke } from './parts/strokes.js';
import { bufferOf, ONE_LINE, type TextBuffer, write } from './parts/text-buffer.js';
import { fieldRow } from './parts/text-field.js';
import { TERMINAL_ZONE } from './parts/times.js';
import { useAsked } from './parts/use-asked.js';
import { useLive } from './parts/use-live.js';
import { useStrokes } from './parts/use-strokes.js';
import { oneLine } from './parts/visible-text.js';
import { scrolled } from './parts/window.js';
import { questionOf, writtenAs } from './why/question.js';
import { whyRows } from './why/why-rows.js';

interface WhyView {
  readonly question: WhyQuestion;
  /** The question that is being written; null: none is. */
  readonly prompt: TextBuffer | null;
  /** What was written is no question. */
  readonly empty: boolean;
  readonly top: number;
  /** Also the rules that had nothing against it. */
  readonly all: boolean;
}

export interface WhyPanelProps extends PanelProps {
  /** The message that the operator pointed at. */
  readonly question: WhyQuestion;
}

/** What happened to a message: who, when, and each decision with its rule and figure. */
export function WhyPanel(props: WhyPanelProps): ReactNode {
  const { control, language, size, close, zone = TERMINAL_ZONE } = props;
  const words = WHY_WORDS[language];
  const common = PANEL_WORDS[language];
  const asked = useAsked<{ readonly question: WhyQuestion; readonly report: WhyReport }>();
  const { state, now, change } = useLive<WhyView>(() => ({
    question: props.question,
    prompt: null,
    empty: false,
    top: 0,
    all: false,
  }));
  const { ask } = asked;
  const { question, prompt } = state;
  useEffect(() => {
    void ask(async () => ({ question, report: await control.why(question) }));
  }, [ask, control, question]);

  const keys: readonly KeyHint[] = prompt
    ? [
        ['Enter', common.keys.accept],
        ['Esc', common.keys.back],
      ]
    : [
        ['↑↓', common.keys.scroll],
        ['/', words.keys.another],
        ['d', state.all ? words.keys.fewer : words.keys.all],
        ['r', common.keys.again],
        ['Esc', common.keys.back],
      ];
  const room = roomOf(size, keys);
  // The answer to the question before is none to this one.
  const value = asked.value?.question === question ? asked.value.report : undefined;
  const rows: readonly Row[] = value
    ? whyRows(value, { language, zone, columns: size.columns, all: state.all })
    : [];
  const problems = askedRows({ ...asked, value }, common, size.columns);

  const type = (stroke: Stroke, typed: TextBuffer) => {
    if (stroke.kind === 'key' && stroke.name === 'escape') return change({ prompt: null });
    if (stroke.kind !== 'key' || stroke.name !== 'enter') {
      return change({ prompt: write(typed, stroke, ONE_LINE) ?? typed, empty: false });
    }
    const next = questionOf(typed.text);
    if (!next) return change({ empty: true });
    change({ question: next, prompt: null, top: 0 });
  };
  const command = (letter: string) => {
    if (letter === '/') change({ prompt: bufferOf(''), empty: false });
    if (letter === 'd') change({ all: !now().all, top: 0 });
    if (letter === 'r') change({ question: { ...now().question } });
  };
  useStrokes((stroke) => {
    const { prompt: typed, top } = now();
    if (typed) return type(stroke, typed);
    for (const letter of lettersOf(stroke)) command(letter);
    if (stroke.kind !== 'key') return;
    if (stroke.name === 'escape') return close();
    const next = scrolled(top, stroke.name, rows.length + problems.length, room);
    if (next !== undefined) change({ top: next });
  });

  const title: Row = [
    { text: words.title, tone: 'strong' },
    { text: `  ${oneLine(writtenAs(question))}${asked.loading ? ' …' : ''}`, tone: 'dim' },
  ];
  const body = prompt
    ? [
        fieldRow(words.ask, prompt, size.columns),
        state.empty ? row(words.askEmpty, 'bad') : row(words.askHint, 'dim'),
        EMPTY_ROW,
        ...rows,
      ]
    : [...problems, ...rows].slice(state.top);
  return <Screen size={size} title={title} body={body} keys={keys} />;
}
