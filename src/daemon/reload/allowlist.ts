import type { LoadedConfig } from '../../config/load.js';
import { splitList } from '../../config/parse/list.js';
import { placeKey } from '../../config/targets.js';
import { placeOf as sourcePlace } from '../../config/value-source.js';
import type { VariableName } from '../../config/variables/known.js';
import type { Allowlist, AllowlistChange } from '../../control/contract/settings.js';
import type { Config } from '../../core/config.js';
import { PostaciError } from '../../core/errors.js';
import { isUnreadable, parseTarget } from '../../core/peer-ref.js';
import type { WantedValues } from './change-variables.js';

/** Where the account may speak unasked. */
export function allowlistOf({ message, comment }: Config): Allowlist {
  return {
    groups: message.targets.map(({ written }) => written),
    channels: comment.channels.map(({ written }) => written),
  };
}

/**
 * What has to be written for another allowlist: the whole list, so that nothing is lost which the env file names.
 * @throws PostaciError `USAGE` for what is no place, is on no list, or stands in a file that only people write
 */
export function wantedAllowlist(change: AllowlistChange, read: LoadedConfig): WantedValues {
  const { config, sources } = read;
  const groups = new PlaceList('GROUP_LINKS', read, {
    what: 'group',
    all: config.message.targets.map(({ written }) => written),
    placeOf: (written) => {
      const target = config.message.targets.find((one) => one.written === written);
      return target && sources.targets.get(target);
    },
  });
  const channels = new PlaceList('ALLOWLIST_CHAT_IDS', read, {
    what: 'channel',
    all: config.comment.channels.map(({ written }) => written),
    placeOf: (written) => sources.places.get(`channel ${written}`),
  });
  return new Map([
    ...groups.changed(change.addGroups, change.removeGroups),
    ...channels.changed(change.addChannels, change.removeChannels),
  ]);
}

interface KnownPlaces {
  readonly what: 'group' | 'channel';
  /** In force, from wherever. */
  readonly all: readonly string[];
  /** File and line of one of them. */
  readonly placeOf: (written: string) => string | undefined;
}

/** The places of one variable, beside those of the customer's file for them. */
class PlaceList {
  readonly #name: VariableName;
  readonly #own: readonly string[];
  readonly #place: string | undefined;
  readonly #known: KnownPlaces;

  constructor(name: VariableName, { sources }: LoadedConfig, known: KnownPlaces) {
    this.#name = name;
    const entry = sources.variables.get(name);
    this.#own = splitList(entry?.text.reveal() ?? '');
    this.#place = entry && sourcePlace(entry.source);
    this.#known = known;
  }

  changed(
    add: readonly string[] = [],
    remove: readonly string[] = [],
  ): readonly (readonly [VariableName, readonly string[]])[] {
    const { what } = this.#known;
    const gone = new Set(remove.map((written) => this.#removable(written)));
    const kept = this.#own.filter((one) => !gone.has(keyOf(one, what)));
    const there = new Set(this.#known.all.map((one) => keyOf(one, what)));
    const next = [...kept];
    for (const written of add) {
      const key = keyOf(written, what);
      if (!gone.has(key) && there.has(key)) continue;
      there.add(key);
      gone.delete(key);
      next.push(written.trim());
    }
    if (next.join() === this.#own.join()) return [];
    if (next.length === 0) throw this.#wouldBeEmpty();
    return [[this.#name, next]];
  }

  #removable(written: string): string {
    const { all, what, placeOf } = this.#known;
    const key = keyOf(written, what);
    const known = all.find((one) => keyOf(one, what) === key);
    if (known === undefined) {
      const listed = all.length === 0 ? 'There is none' : `There are: ${all.join(', ')}`;
      throw new PostaciError('USAGE', `"${written}" is none of the ${what}s`, listed);
    }
    const mine = this.#own.some((one) => keyOf(one, what) === key);
    const place = placeOf(known) ?? '';
    // One that stands in both is the file's.
    if (mine && place === this.#place) return key;
    throw new PostaciError(
      'USAGE',
      `"${written}" stands in ${place}, which only people write`,
      'Take it out there; it is gone as soon as the file is saved',
    );
  }

  /** An empty list is no list: what the env file names would be back. */
  #wouldBeEmpty(): PostaciError {
    const { what } = this.#known;
    const service = what === 'group' ? 'message' : 'comment';
    return new PostaciError(
      'USAGE',
      `this would leave no ${what} in ${this.#name}`,
      `Pause the service instead (postaci pause ${service}), or leave it out of SERVICES`,
    );
  }
}

/** The same place, however it is written. */
function keyOf(written: string, what: string): string {
  const target = parseTarget(written);
  if (!isUnreadable(target)) return placeKey(target);
  throw new PostaciError('USAGE', `as a ${what}, ${target.problem}`, target.remedy);
}
