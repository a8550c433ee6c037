import type { UpdateSource } from '../../src/core/updates.js';

/** How one life of a daemon asks, and whether it still listens. */
export interface Mortal {
  isAlive(): boolean;
  answer<T>(call: () => Promise<T>): Promise<T>;
}

/** The source of updates as one life sees it: after its death it hears nothing and is never answered. */
export function mortalUpdates(source: UpdateSource, life: Mortal): UpdateSource {
  return {
    onPush: (handler) => source.onPush((push) => life.isAlive() && handler(push)),
    state: (signal) => life.answer(() => source.state(signal)),
    difference: (since, signal) => life.answer(() => source.difference(since, signal)),
    channelDifference: (channel, pts, signal) =>
      life.answer(() => source.channelDifference(channel, pts, signal)),
    async *dialogs(signal) {
      const pages = source.dialogs(signal)[Symbol.asyncIterator]();
      for (;;) {
        const page = await life.answer(() => pages.next());
        if (page.done) return;
        yield page.value;
      }
    },
    messagesAfter: (peer, afterId, limit, signal) =>
      life.answer(() => source.messagesAfter(peer, afterId, limit, signal)),
  };
}
