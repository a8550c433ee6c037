import type { ServiceName } from '../core/intent.js';
import type { InterfaceLanguage } from '../core/languages.js';
import { type KeyAction, TERMINAL } from '../words/terminal.js';

/** A key of the overview. */
export interface KeyEntry {
  readonly action: KeyAction;
  /** The first one is shown at the foot. */
  readonly keys: readonly string[];
}

/** The keys of the overview, in the order of the help. The foot, the help and the documentation come from here. */
export const KEYS: readonly KeyEntry[] = [
  { action: 'status', keys: ['s'] },
  { action: 'pause', keys: ['p'] },
  { action: 'why', keys: ['w'] },
  { action: 'approvals', keys: ['a'] },
  { action: 'log', keys: ['l'] },
  { action: 'users', keys: ['u'] },
  { action: 'settings', keys: ['o'] },
  { action: 'clear', keys: ['c'] },
  { action: 'debug', keys: ['d'] },
  { action: 'restart', keys: ['r'] },
  { action: 'help', keys: ['h', '?'] },
  { action: 'leave', keys: ['q', 'Ctrl-C'] },
  { action: 'redraw', keys: ['Ctrl-L'] },
];

/** The foot has no room for all: the first ones of these come first. */
export const AT_THE_FOOT: readonly KeyAction[] = [
  'help',
  'leave',
  'pause',
  'status',
  'why',
  'approvals',
  'log',
  'settings',
  'users',
  'clear',
  'debug',
];

/** After `p`: which service a key means. Enter means all. */
export const CHOOSER_KEYS: Readonly<Record<Exclude<ServiceName, 'operator'>, string>> = {
  message: 'm',
  reply: 'r',
  dm: 'd',
  comment: 'c',
  forward: 'f',
  anonchat: 'a',
  panel: 'p',
};

/** A row of the key table, as the help and the documentation print it. */
export interface KeyRow {
  /** `h, ?` */
  readonly keys: string;
  readonly meaning: string;
}

/** The key of an action, as texts name it. */
export function keyOf(action: KeyAction): string {
  return KEYS.find((entry) => entry.action === action)?.keys[0] ?? '';
}

/** The whole table in a language: the overview's keys, what follows `p`, and how to move in the events. */
export function keyTable(language: InterfaceLanguage): {
  readonly overview: readonly KeyRow[];
  readonly chooser: readonly KeyRow[];
  readonly events: readonly KeyRow[];
} {
  const { meaning, chooser, moving } = TERMINAL[language];
  return {
    overview: KEYS.map(({ action, keys }) => ({ keys: keys.join(', '), meaning: meaning[action] })),
    chooser: [
      { keys: 'Enter', meaning: chooser.all },
      ...Object.entries(CHOOSER_KEYS).map(([service, key]) => ({ keys: key, meaning: service })),
      { keys: 'Esc', meaning: chooser.back },
    ],
    events: [
      { keys: '↑ ↓', meaning: moving.row },
      { keys: 'PgUp PgDn', meaning: moving.page },
      { keys: 'Home', meaning: moving.oldest },
      { keys: 'End', meaning: moving.newest },
      { keys: 'Enter', meaning: moving.why },
    ],
  };
}
