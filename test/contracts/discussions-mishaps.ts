import { describe, expect, test } from '@jest/globals';
import type { Discussions } from '../../src/core/discussions.js';
import type { PeerId } from '../../src/core/peer.js';
import type { DiscussionsHands } from './discussions-hands.js';
import { never } from './messenger-steps.js';

/** Questions about channels that Telegram does not answer as hoped. */
export function describeChannelMishaps(hands: () => DiscussionsHands): void {
  /** Each kind of question, about a channel and a post that may be there. */
  const ask = (name: keyof Discussions, id: PeerId, signal: AbortSignal): Promise<unknown> => {
    const { discussions } = hands().messenger;
    switch (name) {
      case 'inspect':
        return discussions.inspect(id, signal);
      case 'posts':
        return discussions.posts(id, 5, signal);
      case 'post':
        return discussions.post(id, 200, signal);
      case 'discussion':
        return discussions.discussion(id, 200, signal);
      case 'engagement':
        return discussions.engagement(id, [200], signal);
    }
  };
  const names = ['inspect', 'posts', 'post', 'discussion', 'engagement'] as const;

  describe('mishaps of questions about channels', () => {
    test.each(names)('%s: Telegram wants patience', async (name) => {
      const { channels, during, injectFault } = hands();
      await during(ask('inspect', channels.open.id, never));
      await injectFault({ kind: 'error', code: 420, text: 'FLOOD_WAIT_7' });
      expect(await during(ask(name, channels.open.id, never))).toEqual({
        kind: 'wait',
        code: 'FLOOD_WAIT_7',
        waitMs: 7_000,
      });
    });

    test.each(names)('%s: an error of Telegram’s, or no answer, is thrown', async (name) => {
      const { channels, during, injectFault } = hands();
      await during(ask('inspect', channels.open.id, never));
      await injectFault({ kind: 'error', code: 400, text: 'SOMETHING_INVALID' });
      await expect(during(ask(name, channels.open.id, never))).rejects.toThrow('SOMETHING_INVALID');
    });

    test('silence ends by the deadline', async () => {
      const { channels, during, injectFault } = hands();
      await during(ask('inspect', channels.open.id, never));
      await injectFault({ kind: 'silence' });
      await expect(during(ask('discussion', channels.open.id, never))).rejects.toThrow();
    });

    test.each(names)('%s: who does not want to know any more hears why', async (name) => {
      const { channels, during } = hands();
      const reason = new Error('enough');
      await expect(during(ask(name, channels.open.id, AbortSignal.abort(reason)))).rejects.toBe(
        reason,
      );
      const controller = new AbortController();
      const underWay = during(ask(name, channels.open.id, controller.signal));
      const ended = expect(underWay).rejects.toBe(reason);
      controller.abort(reason);
      await ended;
    });

    test('without a line they are thrown', async () => {
      const { messenger, channels, during } = hands();
      await during(ask('inspect', channels.open.id, never));
      await messenger.disconnect();
      for (const name of names) {
        await expect(during(ask(name, channels.open.id, never))).rejects.toThrow();
      }
    });
  });
}
