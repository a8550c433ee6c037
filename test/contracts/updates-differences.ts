import { describe, expect, test } from '@jest/globals';
import type { PeerId } from '../../src/core/peer.js';
import type { Update } from '../../src/core/updates.js';
import { never, textTo } from './messenger-steps.js';
import type { UpdatesHands } from './updates-hands.js';
import {
  follow,
  freshRandomId,
  isSequenced,
  type Listening,
  listening,
  missedInChannel,
  missedSince,
  told,
} from './updates-steps.js';

/** Asking for what was missed. */
export function describeDifferences(hands: () => UpdatesHands): void {
  describe('the common difference', () => {
    test('is exactly what was missed, in its order', async () => {
      const account = await away(await listening(hands()));
      const { chats, say, edit } = account;
      const gone = await say(chats.basic, 'goes again');
      const kept = await say(chats.person, 'one');
      await account.sayFromOtherDevice(chats.person, 'two');
      await account.note(chats.basic);
      await say(chats.basic, 'three');
      await edit(chats.person, kept, 'one, changed');
      await account.delete(chats.basic, [gone]);
      const back = await returned(account);
      const missed = await missedSince(back, account.state);
      expect(missed.messages).toMatchObject([
        { kind: 'message', peer: chats.person, messageId: kept, own: false },
        { peer: chats.person, text: 'two', own: true },
        { peer: chats.basic, text: 'three', own: false },
      ]);
      const common = missed.updates.filter(isSequenced);
      expect(common).toMatchObject([
        { sequence: { of: 'pts' }, count: 1, incoming: { kind: 'edit', text: 'one, changed' } },
        { sequence: { of: 'pts' }, count: 1, incoming: { kind: 'deletion', messageIds: [gone] } },
      ]);
      const now = told(await back.during(back.source.state(never)));
      expect(missed.state).toMatchObject({ pts: now.pts, qts: now.qts });
      expect(now.pts).toBe(account.state.pts + 7);
      expect(common.at(-1)?.pts).toBe(now.pts);
    });

    test('has the own message whose answer was not heard', async () => {
      const account = await listening(hands());
      const { messenger, chats, during, source } = account;
      const own = textTo(chats.basic, 'own', freshRandomId());
      const outcome = await during(messenger.deliver(own, never));
      const missed = await missedSince(account, account.state);
      expect(missed.messages).toMatchObject([
        { peer: chats.basic, text: 'own', own: true, messageId: idOf(outcome) },
      ]);
      expect(missed.state.pts).toBe(told(await during(source.state(never))).pts);
    });

    test('comes in parts, each of which ends where the next can begin', async () => {
      const account = await away(await listening(hands()));
      await account.limitDifferences({ slice: 3 });
      const texts = Array.from({ length: 8 }, (_, index) => `message ${index + 1}`);
      for (const text of texts) await account.say(account.chats.basic, text);
      const missed = await missedSince(await returned(account), account.state);
      expect(missed.messages.map(({ text }) => text)).toEqual(texts);
      expect(missed.parts).toBe(3);
      expect(missed.state.pts).toBe(account.state.pts + 8);
    });

    test('is empty when nothing was missed', async () => {
      const { source, during, state } = await listening(hands());
      const answer = told(await during(source.difference(state, never)));
      expect(answer).toMatchObject({ kind: 'part', messages: [], final: true });
      expect(answer.kind === 'part' && answer.state.pts).toBe(state.pts);
    });

    test.each([
      ['whole', 100],
      ['in parts', 2],
    ])('names the channels in which something happened (%s)', async (_, slice) => {
      const account = await away(await listening(hands()));
      const { chats, say } = account;
      await account.limitDifferences({ slice });
      await say(chats.group, 'in a supergroup');
      await say(chats.channel, 'in a channel');
      for (const text of ['one', 'two', 'three']) await say(chats.basic, text);
      const { updates } = await missedSince(await returned(account), account.state);
      expect(channelsIn(updates)).toEqual(expect.arrayContaining([chats.group, chats.channel]));
      await account.limitDifferences({ slice: 100 });
      const later = { ...account.state, date: account.state.date + 3_600 };
      expect(channelsIn((await missedSince(account, later)).updates)).toEqual([]);
    });

    test('is too long when too much happened, and tells where the sequence stands', async () => {
      const account = await away(await listening(hands()));
      await account.limitDifferences({ most: 5 });
      for (let at = 0; at < 8; at++) await account.say(account.chats.basic, `message ${at}`);
      const { source, during } = await returned(account);
      expect(await during(source.difference(account.state, never))).toEqual({
        kind: 'too-long',
        pts: told(await during(source.state(never))).pts,
      });
    });
  });

  describe('the difference of a channel', () => {
    test.each(['group', 'channel'] as const)(
      'is exactly what was missed, in its order (%s)',
      async (name) => {
        const account = await away(await listening(hands()));
        const { chats, say, edit, ptsOf } = account;
        const chat = chats[name];
        const gone = await say(chat, 'goes again');
        const kept = await say(chat, 'one');
        await account.note(chat);
        await say(chat, 'two');
        await edit(chat, kept, 'one, changed');
        await account.delete(chat, [gone]);
        const back = await returned(account);
        const missed = await missedInChannel(back, chat, ptsOf(chat));
        expect(missed.messages).toMatchObject([
          { kind: 'message', peer: chat, messageId: kept },
          { peer: chat, text: 'two' },
        ]);
        const sequence = { of: 'channel', channel: chat };
        expect(missed.updates).toMatchObject([
          { kind: 'sequenced', sequence, count: 1, incoming: { text: 'one, changed' } },
          {
            kind: 'sequenced',
            sequence,
            count: 1,
            incoming: { kind: 'deletion', peer: chat, messageIds: [gone] },
          },
        ]);
        expect(missed.pts).toBe(ptsOf(chat) + 6);
        expect(missed.updates.filter(isSequenced).at(-1)?.pts).toBe(missed.pts);
      },
    );

    test('comes in parts of 100, each of which ends where the next can begin', async () => {
      const account = await away(await listening(hands()));
      const { chats, say, ptsOf } = account;
      const texts = Array.from({ length: 130 }, (_, index) => `message ${index + 1}`);
      for (const text of texts) await say(chats.group, text);
      const missed = await missedInChannel(
        await returned(account),
        chats.group,
        ptsOf(chats.group),
      );
      expect(missed.messages.map(({ text }) => text)).toEqual(texts);
      expect(missed.parts).toBe(2);
      expect(missed.pts).toBe(ptsOf(chats.group) + 130);
    });

    test('is empty when nothing was missed', async () => {
      const { source, during, chats, ptsOf } = await listening(hands());
      const pts = ptsOf(chats.group);
      expect(await during(source.channelDifference(chats.group, pts, never))).toEqual({
        kind: 'part',
        messages: [],
        updates: [],
        pts,
        final: true,
      });
    });

    test('is too long when too much happened, and tells where the channel stands', async () => {
      const account = await away(await listening(hands()));
      const { chats, say, ptsOf } = account;
      await account.limitDifferences({ mostOfChannel: 5 });
      let topMessageId = 0;
      for (let at = 0; at < 8; at++) topMessageId = await say(chats.group, `message ${at}`);
      const { source, during } = await returned(account);
      const from = ptsOf(chats.group);
      expect(await during(source.channelDifference(chats.group, from, never))).toEqual({
        kind: 'too-long',
        pts: from + 8,
        topMessageId,
      });
      const now = await during(source.channelDifference(chats.group, from + 8, never));
      expect(now).toMatchObject({ kind: 'part', final: true });
    });

    test.each(['group', 'channel'] as const)(
      'is gone when the account was thrown out (%s)',
      async (name) => {
        const account = await listening(hands());
        const { chats, source, during, ptsOf } = account;
        await account.kick(chats[name]);
        const answer = await during(
          source.channelDifference(chats[name], ptsOf(chats[name]), never),
        );
        expect(answer).toEqual({ kind: 'gone', code: expect.stringMatching(/^[A-Z_]+$/) });
      },
    );

    test('continues what was pushed, and pushes continue it', async () => {
      const account = await listening(hands());
      const { chats, say, hears, heard, moves, ptsOf } = account;
      await say(chats.group, 'pushed');
      await hears(1);
      const pushed = follow(ptsOf(chats.group), moves(chats.group));
      const back = await returned(await away(account), async () => {
        await say(chats.group, 'missed');
      });
      const { pts, messages } = await missedInChannel(back, chats.group, pushed);
      expect(messages).toMatchObject([{ text: 'missed' }]);
      await say(chats.group, 'pushed again');
      await hears(2);
      expect(heard()).toMatchObject([{ text: 'pushed' }, { text: 'pushed again' }]);
      const after = moves(chats.group).filter((move) => move.pts > pushed);
      expect(follow(pts, after)).toBe(pts + 1);
    });
  });
}

function channelsIn(updates: readonly Update[]): readonly PeerId[] {
  return updates.flatMap((update) => (update.kind === 'channel-too-long' ? update.channel : []));
}

/** Disconnects. */
async function away(account: Listening): Promise<Listening> {
  await account.during(account.messenger.disconnect());
  return account;
}

/** Connects again, after what happens meanwhile. */
async function returned(
  account: Listening,
  meanwhile: () => Promise<void> = async () => undefined,
): Promise<Listening> {
  await meanwhile();
  await account.during(account.messenger.connect(never));
  return account;
}

function idOf(outcome: Awaited<ReturnType<UpdatesHands['messenger']['deliver']>>) {
  return outcome.status === 'sent' ? outcome.messageIds[0] : undefined;
}
