import type { IncomingMessage } from '../../src/core/incoming.js';
import type { Push } from '../../src/core/updates.js';

/** The messages of a push, for tests to which order and gaps do not matter. */
export function pushedMessages(push: Push): readonly IncomingMessage[] {
  if (push.kind !== 'updates') return [];
  return push.updates.flatMap((update) =>
    update.kind === 'sequenced' && update.incoming?.kind === 'message' ? [update.incoming] : [],
  );
}
