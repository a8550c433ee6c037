import { PostaciError } from '../../core/errors.js';
import type { Releasers } from '../../lib/releasers.js';

/**
 * Aborts what operators wait for (a message's end, an answer of Telegram's) when what was registered later has been
 * released: to be made last, so that their answers still go out.
 */
export function untilStop(releasers: Releasers): AbortSignal {
  const stop = new AbortController();
  releasers.add('what operators wait for', () => {
    const reason = new PostaciError(
      'DAEMON_NOT_RUNNING',
      'the daemon is stopping',
      'Ask again once it runs: postaci status',
    );
    stop.abort(reason);
  });
  return stop.signal;
}
