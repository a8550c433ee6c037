import type { ServiceName } from '../core/intent.js';
import type { LoadContext } from './load-context.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { listOf } from './parse/list.js';
import { placeOf } from './value-source.js';

/** What a user account can run. */
const NAMES = ['message', 'reply', 'dm', 'comment', 'forward'] as const;

/** Of these, what this version has. */
const BUILT: readonly string[] = ['message', 'reply', 'dm', 'comment'];

/** Which places are named. */
export interface NamedPlaces {
  /** Groups to post in. */
  readonly groups: boolean;
  /** Channels to comment in. */
  readonly channels: boolean;
}

/**
 * Reads which services run. Without `SERVICES`: message, reply and dm, and comment where channels are named; only
 * comment when the file is that of a commenting account (channels, and no groups). `autospam=false` takes message
 * out.
 */
export function readServices(
  context: LoadContext,
  { groups, channels }: NamedPlaces,
): readonly ServiceName[] {
  const { values, warnings } = context;
  const written = values.read('SERVICES', listOf(oneOf(NAMES)));
  const later = (written ?? []).filter((name) => !BUILT.includes(name));
  if (later.length > 0) {
    const place = placeOf(values.source('SERVICES'));
    warnings.push(
      `SERVICES (${place}) names ${later.join(', ')}: understood, but not in this version yet`,
    );
  }
  const talking = channels && !groups ? [] : ['message', 'reply', 'dm'];
  const services = new Set<string>(written ?? [...talking, ...(channels ? ['comment'] : [])]);
  const autospam = values.read('autospam', parseBoolean) ?? true;
  if (!autospam && services.delete('message')) {
    const place = placeOf(values.source('autospam'));
    warnings.push(`autospam=false (${place}): the service message is off`);
  }
  return [...services] as ServiceName[];
}
