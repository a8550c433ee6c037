import type { HealthState } from '../../../core/health.js';
import { describeLocal, type LocalClock } from '../../../lib/local-time.js';
import type { Sight } from './sight.js';

/** Everything unsolicited is silent after PEER_FLOOD. Times are milliseconds since the epoch. */
export interface OpenBreaker {
  readonly since: number;
  readonly until: number;
}

/**
 * The breaker opened after the operator was told that the account is spam-limited: what was silent towards people
 * is silent everywhere now. Where both came at once, the one alert of the health says it; that it is over is the
 * health's to say.
 */
export function openedBreaker(
  breaker: OpenBreaker | undefined,
  health: HealthState,
  local: LocalClock,
): readonly Sight[] {
  if (!breaker || health.health !== 'spam-limited' || breaker.since <= health.since) return [];
  const until = describeLocal(local, breaker.until);
  const what = `Telegram said again that the account writes to too many strangers: nothing unsolicited goes anywhere until ${until}`;
  return [{ is: 'on', code: 'BREAKER_OPEN', key: '', what, until: breaker.until }];
}
