import type { PeerId } from '../../../core/peer.js';
import type { TargetReport } from '../../../core/target-report.js';
import type { Sight } from './sight.js';

/** A group or channel that refused, until an operator ends it. */
export interface Bar {
  /** The restriction's number, for `postaci lift`. */
  readonly id: number;
  readonly peer: PeerId;
  /** The chat's title; empty when it was never heard. */
  readonly name: string;
  /** Only this kind of content; absent: everything. */
  readonly contentKind?: string;
  readonly reason: string;
}

/** A configured group or channel, as it was found when it was last looked at. */
export interface Place {
  readonly written: string;
  /** Known from now or from an earlier start. */
  readonly peer?: PeerId;
  /** Absent: it was not looked at yet. */
  readonly report?: TargetReport;
}

export interface PlaceFacts {
  readonly bars: readonly Bar[];
  readonly places: readonly Place[];
}

/** Problems that say nothing about the place itself. */
const PASSING: ReadonlySet<string> = new Set(['WAIT', 'UNREACHABLE']);

const CODE = 'TARGET_BARRED';

/** Where the account may not speak: groups that refused it, and configured places that cannot be posted to. */
export function barredPlaces({ bars, places }: PlaceFacts): readonly Sight[] {
  const sights = new Map<string, Sight>();
  for (const place of places) {
    const sight = sightOf(place);
    const before = sights.get(sight.key);
    // A group with several topics is one place: the worst of it counts.
    if (before?.is !== 'on') sights.set(sight.key, sight);
  }
  for (const bar of bars) {
    const key = `${bar.peer}${bar.contentKind === undefined ? '' : `/${bar.contentKind}`}`;
    sights.set(key, barSight(bar, key));
  }
  return [...sights.values()];
}

function barSight({ id, peer, name, contentKind, reason }: Bar, key: string): Sight {
  const chat = name === '' ? String(peer) : `${name} (${peer})`;
  const what = contentKind === undefined ? 'nothing' : `no ${contentKind}`;
  return {
    is: 'on',
    code: CODE,
    key,
    what: `${chat} takes ${what} from the account any more: ${reason}`,
    remedy: `See to the right to write there, then: postaci lift ${id}. Or take it out of the configuration.`,
  };
}

function sightOf({ written, peer, report }: Place): Sight {
  const key = peer === undefined ? written : String(peer);
  if (!report) return { is: 'unclear', code: CODE, key };
  if (report.reachable) {
    return { is: 'over', code: CODE, key, what: `${written} can be written to again` };
  }
  const problem = report.problems.find(({ level }) => level === 'error');
  if (!problem || PASSING.has(problem.code)) return { is: 'unclear', code: CODE, key };
  return {
    is: 'on',
    code: CODE,
    key,
    what: `nothing can be sent to ${written}: ${problem.problem}`,
    remedy: `${problem.remedy}.`,
  };
}
