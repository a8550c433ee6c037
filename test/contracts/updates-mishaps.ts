import { describe, expect, test } from '@jest/globals';
import type { PeerId } from '../../src/core/peer.js';
import { never } from './messenger-steps.js';
import type { Question, UpdatesHands } from './updates-hands.js';
import {
  follow,
  type Listening,
  listening,
  missedInChannel,
  missedSince,
} from './updates-steps.js';

const QUESTIONS: readonly Question[] = [
  'state',
  'difference',
  'channelDifference',
  'dialogs',
  'messagesAfter',
];

const PATIENCE = { kind: 'wait', code: 'FLOOD_WAIT_23', waitMs: 23_000 };

/** Pushes that do not arrive as they should, and calls that are not answered. */
export function describeUpdateMishaps(hands: () => UpdatesHands): void {
  describe('mishaps', () => {
    test('a push that was lost shows as a gap in a channel, which its difference fills', async () => {
      const account = await listening(hands());
      const { chats, ptsOf, moves } = account;
      const from = ptsOf(chats.group);
      await threeWithTheSecondLost(account, chats.group);
      expect(() => follow(from, moves(chats.group))).toThrow(`at ${from + 1} came ${from + 3}`);
      const missed = await missedInChannel(account, chats.group, from + 1);
      expect(missed.messages).toMatchObject([{ text: 'two' }, { text: 'three' }]);
      expect(missed.pts).toBe(from + 3);
    });

    test('the same for people and basic groups', async () => {
      const account = await listening(hands());
      const { chats, state, moves } = account;
      await threeWithTheSecondLost(account, chats.basic);
      const { pts } = state;
      expect(() => follow(pts, moves())).toThrow(`at ${pts + 1} came ${pts + 3}`);
      const missed = await missedSince(account, { ...state, pts: pts + 1 });
      expect(missed.messages).toMatchObject([{ text: 'two' }, { text: 'three' }]);
      expect(missed.state.pts).toBe(pts + 3);
    });

    test('a push that comes twice comes with the same number', async () => {
      const account = await listening(hands());
      const { chats, say, hears, moves, spoilPush, ptsOf } = account;
      await spoilPush('twice');
      await say(chats.group, 'twice');
      await say(chats.group, 'once');
      await hears(3);
      const from = ptsOf(chats.group);
      const numbers = moves(chats.group).flatMap(({ pts, count }) => (count > 0 ? pts : []));
      expect(numbers).toEqual([from + 1, from + 1, from + 2]);
    });

    test('too much for a push names the channel', async () => {
      const { chats, say, spoilPush, pushes, until } = await listening(hands());
      await spoilPush('too-long');
      await say(chats.group, 'not told');
      const named = () =>
        pushes.flatMap((push) =>
          push.kind === 'updates'
            ? push.updates.filter(({ kind }) => kind === 'channel-too-long')
            : [],
        );
      await until(() => named().length > 0, 'the channel named');
      expect(named()).toEqual([{ kind: 'channel-too-long', channel: chats.group }]);
    });

    test('too much for a push of people and basic groups says that something was not told', async () => {
      const { chats, say, spoilPush, pushes, until } = await listening(hands());
      const before = pushes.length;
      await spoilPush('too-long');
      await say(chats.basic, 'not told');
      await until(() => pushes.slice(before).some(({ kind }) => kind === 'too-long'), 'told so');
    });

    test('every call tells how long Telegram wants to be left alone; dialogs end with an error', async () => {
      const account = await listening(hands());
      for (const question of QUESTIONS) {
        await account.spoil(question, { kind: 'error', code: 420, text: 'FLOOD_WAIT_23' });
        const asking = account.during(ask(account, question, never));
        if (question === 'dialogs') await expect(asking).rejects.toThrow();
        else await expect(asking).resolves.toEqual(PATIENCE);
      }
    });

    test('every call throws what it cannot tell otherwise', async () => {
      const account = await listening(hands());
      for (const question of QUESTIONS) {
        await account.spoil(question, { kind: 'error', code: 400, text: 'INPUT_METHOD_INVALID' });
        await expect(account.during(ask(account, question, never))).rejects.toThrow();
      }
    });

    test('every call can be called off, before it is asked and after', async () => {
      const account = await listening(hands());
      for (const question of QUESTIONS) {
        const reason = new Error(`${question} is called off`);
        const before = ask(account, question, AbortSignal.abort(reason));
        await expect(account.during(before)).rejects.toBe(reason);
        await account.spoil(question, { kind: 'silence' });
        const controller = new AbortController();
        const ended = expect(ask(account, question, controller.signal)).rejects.toBe(reason);
        await new Promise((resolve) => setImmediate(resolve));
        controller.abort(reason);
        await account.during(ended);
      }
    });

    test('every call throws while nobody is connected', async () => {
      const account = await listening(hands());
      await account.during(account.messenger.disconnect());
      for (const question of QUESTIONS) {
        await expect(account.during(ask(account, question, never))).rejects.toThrow();
      }
    });
  });
}

async function threeWithTheSecondLost(account: Listening, chat: PeerId): Promise<void> {
  await account.say(chat, 'one');
  await account.hears(1);
  await account.spoilPush('lost');
  await account.say(chat, 'two');
  await account.say(chat, 'three');
  await account.hears(2);
}

async function ask(
  { source, state, chats, ptsOf }: Listening,
  question: Question,
  signal: AbortSignal,
): Promise<unknown> {
  switch (question) {
    case 'state':
      return source.state(signal);
    case 'difference':
      return source.difference(state, signal);
    case 'channelDifference':
      return source.channelDifference(chats.group, ptsOf(chats.group), signal);
    case 'messagesAfter':
      return source.messagesAfter(chats.group, 1, 100, signal);
    case 'dialogs': {
      const pages = [];
      for await (const page of source.dialogs(signal)) pages.push(page);
      return pages;
    }
  }
}
