import type { SpamBreakerSettings } from '../core/settings.js';
import type { LoadContext } from './load-context.js';
import { durationFrom } from './parse/duration.js';
import { wholeNumber } from './parse/number.js';
import { placeOf } from './value-source.js';

const DEFAULT_THRESHOLD = 3;
const DEFAULT_MIN_MS = 3_600_000;
const DEFAULT_MAX_MS = 24 * 3_600_000;
/** A shorter silence would ask Telegram the same again at once. */
const SHORTEST_MS = 60_000;

/** Reads how long the account is silent after PEER_FLOOD. */
export function readSpamBreaker({ values, problems }: LoadContext): SpamBreakerSettings {
  const cooldown = durationFrom(SHORTEST_MS);
  const threshold = values.read('SPAMBLOCK_ERROR_THRESHOLD', wholeNumber(1, 100, 3));
  const least = values.read('SPAMBLOCK_MIN_COOLDOWN_SECONDS', cooldown);
  const most = values.read('SPAMBLOCK_MAX_COOLDOWN_SECONDS', cooldown);
  if (least !== undefined && most !== undefined && least > most) {
    const places = ['SPAMBLOCK_MIN_COOLDOWN_SECONDS', 'SPAMBLOCK_MAX_COOLDOWN_SECONDS'] as const;
    const [first, second] = places.map((name) => `${name} (${placeOf(values.source(name))})`);
    problems.add(`${first} is longer than ${second}`, 'Make the longest silence the longer one');
  }
  const minCooldownMs = least ?? Math.min(DEFAULT_MIN_MS, most ?? DEFAULT_MIN_MS);
  return {
    threshold: threshold ?? DEFAULT_THRESHOLD,
    minCooldownMs,
    maxCooldownMs: most ?? Math.max(DEFAULT_MAX_MS, minCooldownMs),
  };
}
