import type { PauseScope } from '../../control/contract/status.js';
import type { WhyQuestion } from '../../control/contract/why.js';
import { CHOOSER_KEYS } from '../../tui/keys.js';
import type { LineAction } from '../../words/lines.js';
import { readWhyQuestion } from '../why-question.js';

/** What needs to be told nothing more; `yes` answers a question, `stop-now` stops without one. */
type PlainAction =
  | Exclude<
      LineAction,
      'pause' | 'pause-service' | 'why' | 'approve' | 'reject' | 'log' | 'settings'
    >
  | 'nothing'
  | 'yes'
  | 'stop-now';

/** What somebody typed in line mode. */
export type LineCommand =
  | { readonly do: PlainAction }
  | { readonly do: 'pause'; readonly scope: PauseScope }
  | { readonly do: 'why'; readonly question: WhyQuestion }
  | { readonly do: 'approve' | 'reject'; readonly id: number }
  | { readonly do: 'log'; readonly text: string }
  | { readonly do: 'settings'; readonly name: string }
  | { readonly do: 'unknown'; readonly written: string };

/** Letters are those of the screen; words are those of the command line. */
const PLAIN: Readonly<Record<string, PlainAction>> = {
  s: 'status',
  status: 'status',
  health: 'health',
  plan: 'plan',
  sent: 'sent',
  u: 'users',
  users: 'users',
  t: 'takeovers',
  takeovers: 'takeovers',
  a: 'approvals',
  approve: 'approvals',
  c: 'clear',
  clear: 'clear',
  d: 'debug',
  debug: 'debug',
  r: 'restart',
  restart: 'restart',
  h: 'help',
  '?': 'help',
  help: 'help',
  q: 'leave',
  quit: 'leave',
  exit: 'leave',
  'q!': 'stop-now',
  yes: 'yes',
  evet: 'yes',
  да: 'yes',
};

/** What is typed for each, as the help shows it. */
export const TYPED: Readonly<Record<LineAction, string>> = {
  status: 's',
  health: 'health',
  pause: 'p',
  'pause-service': 'pm pr pd pc',
  why: 'w, w 12, w @ada',
  approvals: 'a',
  approve: 'a 41',
  reject: 'reject 41',
  plan: 'plan',
  sent: 'sent',
  log: 'l, l FLOOD',
  users: 'u',
  takeovers: 't',
  settings: 'o, o TIMEZONE',
  debug: 'd',
  clear: 'c',
  restart: 'r',
  help: 'h',
  leave: 'q',
};

/** Reads a typed line; capitals mean small letters, but for what a command is asked about. */
export function readLine(line: string): LineCommand {
  const [written = '', ...rest] = line.trim().split(/\s+/);
  const word = written.toLowerCase();
  const about = rest.join(' ');
  if (word === '') return { do: 'nothing' };
  const unknown: LineCommand = { do: 'unknown', written: line.trim() };
  switch (word) {
    case 'w':
    case 'why':
      return why(about) ?? unknown;
    case 'l':
    case 'log':
      return { do: 'log', text: about };
    case 'o':
    case 'settings':
      return { do: 'settings', name: about.toUpperCase() };
    case 'p':
    case 'pause':
    case 'resume':
      return pause(about) ?? unknown;
  }
  if (about !== '') return aboutNumber(word, about) ?? unknown;
  const letter = /^p(.)$/.exec(word)?.[1];
  if (letter !== undefined) return pause(letter) ?? unknown;
  const plain = Object.hasOwn(PLAIN, word) ? PLAIN[word] : undefined;
  return plain === undefined ? unknown : { do: plain };
}

function pause(service: string): LineCommand | undefined {
  const wanted = service.toLowerCase();
  if (wanted === '' || wanted === 'all') return { do: 'pause', scope: '*' };
  const found = Object.entries(CHOOSER_KEYS).find(([name, key]) => [name, key].includes(wanted));
  return found && { do: 'pause', scope: found[0] as PauseScope };
}

function why(about: string): LineCommand | undefined {
  try {
    return { do: 'why', question: readWhyQuestion(about === '' ? 'last' : about) };
  } catch {
    return undefined;
  }
}

function aboutNumber(word: string, about: string): LineCommand | undefined {
  if (!/^[1-9]\d{0,14}$/.test(about)) return undefined;
  const id = Number(about);
  if (word === 'a' || word === 'approve') return { do: 'approve', id };
  return word === 'reject' ? { do: 'reject', id } : undefined;
}
