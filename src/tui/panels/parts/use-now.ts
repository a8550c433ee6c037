import { useEffect, useState } from 'react';
import type { Clock } from '../../../core/clock.js';

/** The time, told anew as often; for countdowns. */
export function useNow(clock: Clock, everyMs = 1_000): number {
  const [now, tell] = useState(() => clock.now());
  useEffect(() => {
    const left = new AbortController();
    const run = async () => {
      while (!left.signal.aborted) {
        await clock.sleepUntil(clock.now() + everyMs, left.signal);
        tell(clock.now());
      }
    };
    // Ends by the abort, when the panel goes.
    run().catch(() => {});
    return () => left.abort();
  }, [clock, everyMs]);
  return now;
}
