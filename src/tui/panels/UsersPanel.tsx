import { type ReactNode, useCallback, useEffect } from 'react';
import type { DayStatistics } from '../../control/contract/operations.js';
import type { TakeoverStatus } from '../../control/contract/status.js';
import type { PeopleStatistics } from '../../core/people.js';
import { PANEL_WORDS, type PanelWords } from '../../words/panels.js';
import { PEOPLE_WORDS, type PeopleWords } from '../../words/people.js';
import type { PanelProps } from '../panel.js';
import { strangerText } from '../stranger-text.js';
import { askedRows } from './parts/asked-rows.js';
import { fit } from './parts/cells.js';
import type { KeyHint } from './parts/key-rows.js';
import { type Row, wrapped } from './parts/rows.js';
import { roomOf, Screen } from './parts/Screen.js';
import { lettersOf, type Stroke } from './parts/strokes.js';
import { countdown, dateTime, TERMINAL_ZONE } from './parts/times.js';
import { useAct } from './parts/use-act.js';
import { useAsked } from './parts/use-asked.js';
import { useLive } from './parts/use-live.js';
import { useNow } from './parts/use-now.js';
import { useStrokes } from './parts/use-strokes.js';
import { AT_START, type ListPlace, moved, scrolled, within } from './parts/window.js';
import { dayRows } from './people/day-rows.js';
import { peopleRows } from './people/people-rows.js';

/** Two weeks show what is usual. */
const DAYS = 14;
const TABS = ['people', 'days', 'takeovers'] as const;
type Tab = (typeof TABS)[number];

interface UsersView {
  readonly tab: Tab;
  readonly top: number;
  readonly place: ListPlace;
  /** The takeover that the operator is asked about. */
  readonly lifting: TakeoverStatus | null;
}

/** Who the account had to do with, what it did on the last days, and the chats that the operator has taken over. */
export function UsersPanel(props: PanelProps): ReactNode {
  const { control, status, clock, language, size, tell, close, zone = TERMINAL_ZONE } = props;
  const words = PEOPLE_WORDS[language];
  const common = PANEL_WORDS[language];
  const people = useAsked<PeopleStatistics>();
  const days = useAsked<readonly DayStatistics[]>();
  const takeovers = useAsked<readonly TakeoverStatus[]>();
  const { act } = useAct(tell);
  const time = useNow(clock);
  const { state, now, change } = useLive<UsersView>(() => ({
    tab: 'people',
    top: 0,
    place: AT_START,
    lifting: null,
  }));
  const [askPeople, askDays, askTakeovers] = [people.ask, days.ask, takeovers.ask];
  const reload = useCallback(() => {
    void askPeople(() => control.users());
    void askDays(() => control.days(DAYS));
  }, [askPeople, askDays, control]);
  useEffect(reload, [reload]);
  const reloadTakeovers = useCallback(
    () => void askTakeovers(() => control.takeovers()),
    [askTakeovers, control],
  );
  const count = status?.takeovers.length;
  // Also when the daemon counts others than before.
  useEffect(reloadTakeovers, [reloadTakeovers, count]);

  const held = (takeovers.value ?? []).filter(({ until }) => until > time);
  const keys = keysOf(state, held.length > 0, words, common);
  const asked = { people, days, takeovers }[state.tab];
  const question = state.lifting
    ? wrapped(`? ${words.lift(nameOf(state.lifting))}`, size.columns, 'warn')
    : [];
  const above: readonly Row[] = [...askedRows(asked, common, size.columns), ...question];
  const room = Math.max(1, roomOf(size, keys) - above.length);
  const texts: Readonly<Record<'people' | 'days', readonly Row[]>> = {
    people: people.value ? peopleRows(people.value, words, zone, size.columns) : [],
    days: days.value ? dayRows(days.value, words, size.columns) : [],
  };

  const show = (tab: Tab) => change({ tab, top: 0, place: AT_START });
  const turn = (by: number) => {
    const next = TABS[(TABS.indexOf(now().tab) + by + TABS.length) % TABS.length];
    if (next) show(next);
  };
  const chosen = () => held[within(now().place, held.length, room).chosen];
  const command = (letter: string) => {
    const tab = TABS[Number(letter) - 1];
    if (tab) show(tab);
    if (letter === 'r') {
      reload();
      reloadTakeovers();
    }
    if (letter === 'x' && now().tab === 'takeovers') change({ lifting: chosen() ?? null });
  };
  const walk = (key: string) => {
    const { tab, top, place } = now();
    if (key === 'left') return turn(-1);
    if (key === 'right' || key === 'tab') return turn(1);
    if (tab === 'takeovers') {
      const next = moved(place, key, held.length, room);
      return next && change({ place: next });
    }
    const next = scrolled(top, key, texts[tab].length, room);
    if (next !== undefined) change({ top: next });
  };
  const lift = async (takeover: TakeoverStatus) => {
    const work = () => control.liftTakeover(String(takeover.peer));
    await act(work, words.lifted(nameOf(takeover)));
    reloadTakeovers();
  };
  const answer = (stroke: Stroke, alone: boolean, takeover: TakeoverStatus) => {
    const [letter] = lettersOf(stroke);
    const yes = letter === 'y' && alone;
    if (yes) void lift(takeover);
    if (yes || letter === 'n' || stroke.kind === 'key') change({ lifting: null });
  };
  useStrokes((stroke, alone) => {
    const { lifting } = now();
    if (lifting) return answer(stroke, alone, lifting);
    if (stroke.kind !== 'key') return lettersOf(stroke).forEach(command);
    if (stroke.name === 'escape') return close();
    walk(stroke.name);
  });

  const list = () =>
    takeovers.value ? takeoverRows(held, state.place, words, time, zone, size.columns, room) : [];
  const shown = state.tab === 'takeovers' ? list() : texts[state.tab].slice(state.top);
  const title = tabRow(state.tab, words, asked.loading);
  return <Screen size={size} title={title} body={[...above, ...shown]} keys={keys} />;
}

/** The views by their numbers; the one that is shown stands in brackets. */
function tabRow(current: Tab, words: PeopleWords, loading: boolean): Row {
  const pieces = TABS.map((tab, index) => {
    const text = `${index + 1} ${words.tabs[tab]}`;
    return tab === current
      ? ({ text: `[${text}] `, tone: 'strong' } as const)
      : ({ text: ` ${text}  `, tone: 'dim' } as const);
  });
  return [...pieces, { text: loading ? '…' : '', tone: 'dim' }];
}

function takeoverRows(
  takeovers: readonly TakeoverStatus[],
  place: ListPlace,
  words: PeopleWords,
  now: number,
  zone: string,
  columns: number,
  room: number,
): readonly Row[] {
  if (takeovers.length === 0) return wrapped(words.noTakeovers, columns, 'dim');
  const { chosen, top } = within(place, takeovers.length, room);
  return takeovers.slice(top, top + room).map((takeover, index): Row => {
    const here = top + index === chosen;
    return [
      { text: here ? '> ' : '  ', tone: 'key' },
      { text: fit(nameOf(takeover), Math.max(10, columns - 50)), tone: here ? 'strong' : 'plain' },
      { text: `  ${words.since(dateTime(takeover.since, zone))}`, tone: 'dim' },
      { text: `  ${words.silentFor(countdown(takeover.until - now))}` },
    ];
  });
}

function nameOf({ peer, name }: TakeoverStatus): string {
  return name === '' ? String(peer) : `${strangerText(name)} (${peer})`;
}

function keysOf(
  { tab, lifting }: UsersView,
  any: boolean,
  { keys: own }: PeopleWords,
  { keys }: PanelWords,
): readonly KeyHint[] {
  const back: KeyHint = ['Esc', keys.back];
  if (lifting) return [['y', keys.yes], ['n', keys.no], back];
  const list: readonly KeyHint[] = any
    ? [
        ['x', own.lift],
        ['↑↓', keys.choose],
      ]
    : [];
  return [
    ['1-3 ←→', own.view],
    ...(tab === 'takeovers' ? list : ([['↑↓', keys.scroll]] as const)),
    ['r', keys.again],
    back,
  ];
}
