import { type ReactNode, useCallback, useEffect } from 'react';
import type { DraftReport } from '../../control/contract/comments.js';
import { APPROVAL_WORDS, type ApprovalWords } from '../../words/approvals.js';
import { PANEL_WORDS, type PanelWords } from '../../words/panels.js';
import type { PanelProps } from '../panel.js';
import { draftRows, editRows, headRows, writingColumns } from './approvals/draft-rows.js';
import {
  editable,
  faultOf,
  indexOf,
  LONGEST_TEXT,
  mergeDrafts,
  type Waiting,
  withEdit,
} from './approvals/drafts.js';
import { askedRows } from './parts/asked-rows.js';
import type { KeyHint } from './parts/key-rows.js';
import { EMPTY_ROW, type Row, row } from './parts/rows.js';
import { roomOf, Screen } from './parts/Screen.js';
import { lettersOf, type Stroke } from './parts/strokes.js';
import { bufferOf, ONE_LINE, type TextBuffer, write } from './parts/text-buffer.js';
import { fieldRow } from './parts/text-field.js';
import { TERMINAL_ZONE } from './parts/times.js';
import { useAct } from './parts/use-act.js';
import { useAsked } from './parts/use-asked.js';
import { useHeld } from './parts/use-held.js';
import { useLive } from './parts/use-live.js';
import { useNow } from './parts/use-now.js';
import { useStrokes } from './parts/use-strokes.js';
import { scrolled } from './parts/window.js';

interface ApprovalView {
  /** `leave`: is asked whether an edited text may be lost. */
  readonly mode: 'read' | 'edit' | 'reject' | 'leave';
  readonly waiting: readonly Waiting[];
  /** The draft that is looked at, and its place, should it go. */
  readonly chosen: number | null;
  readonly place: number;
  readonly top: number;
  /** The text, or the reason, that is being written. */
  readonly text: TextBuffer;
}

const FRESH: ApprovalView = {
  mode: 'read',
  waiting: [],
  chosen: null,
  place: 0,
  top: 0,
  text: bufferOf(''),
};

/** Texts that wait for the operator's word: each is read beside its post, mended, approved or rejected. */
export function ApprovalsPanel(props: PanelProps): ReactNode {
  const { control, status, clock, language, size, tell, close, zone = TERMINAL_ZONE } = props;
  const words = APPROVAL_WORDS[language];
  const common = PANEL_WORDS[language];
  const asked = useAsked<readonly DraftReport[]>();
  const { act, busy } = useAct(tell);
  const { state, now, change } = useLive<ApprovalView>(() => FRESH);
  const time = useNow(clock);
  const held = useHeld(clock);
  const { ask } = asked;
  const load = useCallback(
    (heldBy: (view: ApprovalView) => number | null) =>
      void ask(
        () => control.drafts(),
        (fresh) => {
          change({ waiting: mergeDrafts(fresh, now().waiting, heldBy(now())) });
          change({ chosen: lookedAt(now())?.draft.id ?? null });
        },
      ),
    [ask, control, change, now],
  );
  const reload = useCallback(() => load(writtenTo), [load]);
  const count = status?.drafts;
  // Also when the daemon counts others than before: then what the operator looks at stays, and says that it is gone.
  useEffect(() => load((view) => lookedAt(view)?.draft.id ?? null), [load, count]);

  const looked = lookedAt(state);
  const keys = keysOf(state, looked, words, common);
  const head = looked ? headRows(looked, words, time, zone, size.columns) : [];
  const problems = askedRows(asked, common, size.columns);
  // Above the text: the head, an empty row, and the problem or the field.
  const above: readonly Row[] = [...problems, ...head, ...fieldRows(state, words, size.columns)];
  const room = Math.max(1, roomOf(size, keys) - above.length - 1);

  const settle = async (id: number, work: () => Promise<void>, said: string) => {
    if (!(await act(work, said))) return reload();
    change({
      waiting: now().waiting.filter(({ draft }) => draft.id !== id),
      mode: 'read',
      top: 0,
    });
    reload();
  };
  const approve = ({ draft, edited, gone }: Waiting) => {
    if (gone) return tell(words.gone, 'problem');
    const text = edited ?? draft.text;
    const fault = faultOf(text);
    if (fault === 'empty') return tell(words.empty, 'problem');
    if (fault) return tell(words.tooLong(text.trim().length, LONGEST_TEXT), 'problem');
    const work = () => control.approve(draft.id, edited === null ? undefined : edited);
    void settle(draft.id, work, words.approved(draft.id));
  };
  const reject = ({ draft }: Waiting) => {
    const reason = now().text.text.trim();
    const work = () => control.reject(draft.id, reason === '' ? undefined : reason);
    void settle(draft.id, work, words.rejected(draft.id));
  };
  const look = (by: number) => {
    const { waiting } = now();
    const place = indexOf(waiting, now().chosen, now().place) + by;
    const next = waiting[place];
    if (next) change({ chosen: next.draft.id, place, top: 0 });
  };
  const command = (letter: string, alone: boolean) => {
    const one = lookedAt(now());
    if (letter === 'r') reload();
    if (!one) return;
    change({ chosen: one.draft.id, place: now().waiting.indexOf(one) });
    if (letter === 'y' && alone) approve(one);
    if (letter === 'e') change({ mode: 'edit', text: bufferOf(editable(one)) });
    if (letter === 'n') change({ mode: 'reject', text: bufferOf('') });
    if (letter === 'u') change({ waiting: withEdit(now().waiting, one.draft.id, null), top: 0 });
  };
  const leave = () => {
    const unsaid = now().waiting.some(({ edited }) => edited !== null);
    return unsaid ? change({ mode: 'leave' }) : close();
  };
  const walk = (key: string) => {
    if (key === 'escape') return leave();
    if (key === 'left') return look(-1);
    if (key === 'right') return look(1);
    const one = lookedAt(now());
    const length = one ? draftRows(one, words, size.columns).length : 0;
    const top = scrolled(now().top, key, length, room);
    if (top !== undefined) change({ top });
  };
  const read = (stroke: Stroke, alone: boolean) => {
    if (stroke.kind === 'key') return walk(stroke.name);
    // What is under way must not be done to the next one by a second press.
    if (!busy) for (const letter of lettersOf(stroke)) command(letter, alone);
  };
  const edit = (stroke: Stroke, one: Waiting) => {
    if (stroke.kind === 'key' && (stroke.name === 'escape' || stroke.name === 'done')) {
      const waiting = withEdit(now().waiting, one.draft.id, now().text.text);
      return change({ mode: 'read', top: 0, waiting });
    }
    const writing = { lines: 'many', columns: writingColumns(size.columns) } as const;
    const text = write(now().text, stroke, writing);
    if (!text) return;
    // Kept at once: should the draft go meanwhile, the text is still there.
    change({ text, waiting: withEdit(now().waiting, one.draft.id, text.text) });
  };
  const giveReason = (stroke: Stroke, one: Waiting) => {
    if (stroke.kind === 'key' && stroke.name === 'escape') return change({ mode: 'read' });
    if (stroke.kind === 'key' && stroke.name === 'enter') return reject(one);
    const text = write(now().text, stroke, ONE_LINE);
    if (text) change({ text });
  };
  const answer = (stroke: Stroke, alone: boolean) => {
    const [letter] = lettersOf(stroke);
    if (letter === 'y' && alone) return close();
    if (letter === 'n' || stroke.kind === 'key') change({ mode: 'read' });
  };
  useStrokes((stroke, alone) => {
    const { mode } = now();
    const one = lookedAt(now());
    // The next text is there before the key is let go.
    const repeated = held(stroke);
    if (mode === 'leave') return answer(stroke, alone);
    if (mode === 'edit' && one) return edit(stroke, one);
    if (mode === 'reject' && one) return giveReason(stroke, one);
    read(stroke, alone && !repeated);
  });

  const body = () => {
    if (!looked) return asked.value ? [row(words.nothing, 'dim')] : [];
    if (state.mode === 'edit') return editRows(looked, state.text, words, size.columns, room);
    return draftRows(looked, words, size.columns).slice(state.top);
  };
  const place = looked ? words.place(state.waiting.indexOf(looked) + 1, state.waiting.length) : '';
  const title: Row = [
    { text: words.title, tone: 'strong' },
    { text: `  ${place}${busy ? ` · ${common.working}` : ''}`, tone: 'dim' },
  ];
  const rows = [...above, ...(above.length > 0 ? [EMPTY_ROW] : []), ...body()];
  return <Screen size={size} title={title} body={rows} keys={keys} />;
}

/** The draft that a text or a reason is being written to. */
function writtenTo({ mode, chosen }: ApprovalView): number | null {
  return mode === 'edit' || mode === 'reject' ? chosen : null;
}

function lookedAt({ waiting, chosen, place }: ApprovalView): Waiting | undefined {
  return waiting[indexOf(waiting, chosen, place)];
}

function fieldRows(
  { mode, text }: ApprovalView,
  words: ApprovalWords,
  columns: number,
): readonly Row[] {
  if (mode === 'leave') return [row(`? ${words.leave}`, 'warn')];
  if (mode !== 'reject') return [];
  return [fieldRow(words.reason, text, columns), row(words.reasonHint, 'dim')];
}

function keysOf(
  { mode, waiting }: ApprovalView,
  looked: Waiting | undefined,
  { keys: own }: ApprovalWords,
  { keys }: PanelWords,
): readonly KeyHint[] {
  const back: KeyHint = ['Esc', keys.back];
  if (mode === 'leave') return [['y', keys.yes], ['n', keys.no], back];
  if (mode === 'reject') return [['Enter', own.reject], back];
  if (mode === 'edit') return [['Enter', own.newLine], ['Ctrl-S', own.keep], back];
  if (!looked) return [['r', keys.again], back];
  return [
    ['y', own.approve],
    ['e', own.edit],
    ['n', own.reject],
    ...(looked.edited === null ? [] : ([['u', own.original]] as const)),
    ...(waiting.length > 1 ? ([['←→', own.next]] as const) : []),
    ['↑↓', keys.scroll],
    ['r', keys.again],
    back,
  ];
}
