import type { InterfaceLanguage } from '../../core/languages.js';
import type { PeerId } from '../../core/peer.js';
import { OVERVIEW, type OverviewWords } from '../../words/overview.js';
import { durationIn } from '../durations.js';
import { moment, timeOfDay } from '../moments.js';
import type { TerminalState } from '../state/state.js';
import { strangerText } from '../stranger-text.js';

/** What every part of the overview words itself with. */
export interface Wording {
  readonly words: OverviewWords;
  readonly language: InterfaceLanguage;
  readonly now: number;
  /** `14:03`, or with its day when that is not today's. */
  readonly moment: (at: number) => string;
  /** `14:03:07` */
  readonly timeOfDay: (at: number) => string;
  /** The time until then, from then, or between: `4 min 10 s`. */
  readonly duration: (ms: number) => string;
  /** A chat's title or a person's name as far as it is known, else the number. */
  readonly name: (peer: PeerId, name?: string) => string;
}

/** How the state's language, time and zone word things. */
export function wordingOf({ language, now, zone, names }: TerminalState): Wording {
  return {
    words: OVERVIEW[language],
    language,
    now,
    moment: (at) => moment(at, now, zone),
    timeOfDay: (at) => timeOfDay(at, zone),
    duration: (ms) => durationIn(language, ms),
    name: (peer, name) => strangerText(name || names.get(peer) || String(peer)),
  };
}
