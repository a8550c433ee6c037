import { DEFAULT_PEOPLE_SETTINGS, type PeopleSettings } from '../core/people.js';
import { fold } from '../lib/fold.js';
import type { LoadContext } from './load-context.js';
import { wholeNumber } from './parse/number.js';
import { parsePhrases } from './parse/phrases.js';
import { placeOf } from './value-source.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Reads what the records of people go by. */
export function readPeopleSettings({ values, problems }: LoadContext): PeopleSettings {
  const optOutWords = values.read('OPT_OUT_WORDS', parsePhrases);
  const optInWords = values.read('OPT_IN_WORDS', parsePhrases);
  const out = new Set(optOutWords?.map((word) => fold(word, { loose: true })));
  const both = optInWords?.find((word) => out.has(fold(word, { loose: true })));
  if (both !== undefined) {
    const [first, second] = [values.source('OPT_OUT_WORDS'), values.source('OPT_IN_WORDS')];
    problems.add(
      `\`${both}\` stands in OPT_OUT_WORDS (${placeOf(first)}) and in OPT_IN_WORDS (${placeOf(second)})`,
      'Keep it in one of the two',
    );
  }
  const days = values.read('PEOPLE_KEPT_DAYS', wholeNumber(1, 3_650, 365));
  const hours = values.read('TRACKING_KEPT_HOURS', wholeNumber(1, 8_760, 24));
  const byDefault = DEFAULT_PEOPLE_SETTINGS;
  return {
    optOutWords: optOutWords ?? byDefault.optOutWords,
    optInWords: optInWords ?? byDefault.optInWords,
    keptMs: days === undefined ? byDefault.keptMs : days * DAY_MS,
    trackingKeptMs: hours === undefined ? byDefault.trackingKeptMs : hours * HOUR_MS,
  };
}
