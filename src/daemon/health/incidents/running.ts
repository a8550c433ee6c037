import type { ServiceName } from '../../../core/intent.js';
import { describeLocal, type LocalClock } from '../../../lib/local-time.js';
import type { Reach } from './outage.js';
import type { Sight } from './sight.js';

/** How a service of the daemon gets along. */
export interface ServiceRun {
  readonly name: ServiceName;
  /** How often it failed without having run well in between. */
  readonly failures: number;
  /** It has run well for a while. */
  readonly steady: boolean;
}

/** So many failures are no accident. */
export const FAILING_FROM = 3;

/** Services that fail again and again. */
export function failingServices(services: readonly ServiceRun[]): readonly Sight[] {
  return services.map(({ name, failures, steady }): Sight => {
    const incident = { code: 'SERVICE_FAILING', key: name } as const;
    if (steady) return { ...incident, is: 'over', what: `the service ${name} runs again` };
    if (failures < FAILING_FROM) return { ...incident, is: 'unclear' };
    return {
      ...incident,
      is: 'on',
      what: `the service ${name} has failed ${failures} times in a row`,
    };
  });
}

/** Files of the configuration that are not in force, because something is wrong with them. */
export function keptConfiguration(problem: string | undefined): readonly Sight[] {
  const incident = { code: 'CONFIGURATION_KEPT', key: '' } as const;
  const over = 'the files of the configuration are in force again';
  if (problem === undefined) return [{ ...incident, is: 'over', what: over }];
  const what = `the files of the configuration are not in force, those of before are: ${problem}`;
  return [{ ...incident, is: 'on', what }];
}

/** A line to Telegram that is down. */
export function lostLine(reach: Reach, local: LocalClock): readonly Sight[] {
  const incident = { code: 'TELEGRAM_UNREACHABLE', key: '' } as const;
  if (reach.is === 'unclear') return [{ ...incident, is: 'unclear' }];
  if (reach.is === 'there') {
    return [{ ...incident, is: 'over', what: 'Telegram can be reached again' }];
  }
  const since = describeLocal(local, reach.since);
  return [{ ...incident, is: 'on', what: `Telegram has been out of reach since ${since}` }];
}
