import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import type { KnownPeer } from '../../../core/peers.js';
import { NoAnswer, TelegramError } from '../failure.js';
import { orWait } from './call-failure.js';
import { askChannelDifference } from './channel-difference.js';
import { askDifference } from './difference.js';

const SELF = 777;
const never = new AbortController().signal;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);
const CHANNEL = -1_000_000_001_234;
const channelId = big(1_234);
const peer = new Api.PeerUser({ userId: big(42) });
const inChannel = new Api.PeerChannel({ channelId });
const lost = (text: string, code = 400) => new TelegramError(code, text);
const named = (...errors: Error[]) => errors.map((error) => [error.message, error] as const);

const message = (id: number, peerId: Api.TypePeer) =>
  new Api.Message({ id, peerId, date, message: `message ${id}` });
const joined = (id: number, peerId: Api.TypePeer) => {
  const action = new Api.MessageActionChatJoinedByLink({ inviterId: big(1) });
  return new Api.MessageService({ id, peerId, date, action });
};
const people = { users: [new Api.User({ id: big(42), accessHash: big(9) })], chats: [] };

describe('the common difference', () => {
  const since = { pts: 10, qts: 3, seq: 5, date: date - 60 };
  const state = new Api.updates.State({ pts: 14, qts: 4, seq: 6, date, unreadCount: 0 });
  const now = { pts: 14, qts: 4, seq: 6, date };
  const ask = (...answers: unknown[]) => {
    const { caller, requests } = scriptedCaller(answers);
    return { asked: askDifference(caller, since, SELF, never), requests };
  };
  const news = {
    newMessages: [message(1, peer), joined(2, peer)],
    newEncryptedMessages: [],
    otherUpdates: [
      new Api.UpdateMessageID({ id: 1, randomId: big(8) }),
      new Api.UpdateDeleteMessages({ messages: [7], pts: 14, ptsCount: 1 }),
      new Api.UpdateChannelTooLong({ channelId }),
    ],
    ...people,
  };
  const part = {
    kind: 'part',
    messages: [
      { kind: 'message', peer: 42, messageId: 1, at, own: false, senderId: 42, text: 'message 1' },
    ],
    updates: [
      { kind: 'message-id', messageId: 1, randomId: 8n },
      {
        kind: 'sequenced',
        sequence: { of: 'pts' },
        pts: 14,
        count: 1,
        incoming: { kind: 'deletion', messageIds: [7] },
      },
      { kind: 'channel-too-long', channel: CHANNEL },
    ],
    state: now,
  };

  test('whole, with whom it tells of', async () => {
    const { asked, requests } = ask(new Api.updates.Difference({ ...news, state }));
    expect(await asked).toEqual({
      difference: { ...part, final: true },
      peers: [{ id: 42, kind: 'user', title: 'Deleted Account', accessHash: 9n }],
    });
    expect(requests).toMatchObject([
      { className: 'updates.GetDifference', pts: 10, qts: 3, date: date - 60 },
    ]);
  });

  test('a slice goes on from its own state', async () => {
    const slice = new Api.updates.DifferenceSlice({ ...news, intermediateState: state });
    expect((await ask(slice).asked).difference).toEqual({ ...part, final: false });
  });

  test('nothing: the counts stay, the date and the number of pushes are new', async () => {
    const empty = new Api.updates.DifferenceEmpty({ date, seq: 9 });
    expect((await ask(empty).asked).difference).toEqual({
      kind: 'part',
      messages: [],
      updates: [],
      state: { pts: 10, qts: 3, seq: 9, date },
      final: true,
    });
  });

  test('too much to tell', async () => {
    const much = new Api.updates.DifferenceTooLong({ pts: 99_999 });
    expect((await ask(much).asked).difference).toEqual({ kind: 'too-long', pts: 99_999 });
  });

  test.each(
    named(
      lost('PERSISTENT_TIMESTAMP_INVALID'),
      lost('PERSISTENT_TIMESTAMP_EMPTY'),
      new NoAnswer('UNREADABLE'),
    ),
  )('what can never be told that way is too long: %s', async (_, error) => {
    const { asked, requests } = ask(error, state);
    expect((await asked).difference).toEqual({ kind: 'too-long', pts: 14 });
    expect(requests).toMatchObject([{}, { className: 'updates.GetState' }]);
  });

  test.each(named(lost('PERSISTENT_TIMESTAMP_OUTDATED', 500), new NoAnswer('DEADLINE')))(
    'a passing failure is thrown: %s',
    async (_, error) => {
      await expect(ask(error).asked).rejects.toBe(error);
    },
  );

  test('a wish to be left alone has its time; other failures stay what they are', async () => {
    const wait = { kind: 'wait', code: 'FLOOD_WAIT_7', waitMs: 7_000 };
    expect(await orWait(ask(lost('FLOOD_WAIT_7', 420)).asked)).toEqual(wait);
    const offline = new NoAnswer('OFFLINE');
    await expect(orWait(ask(offline).asked)).rejects.toBe(offline);
  });
});

describe('the difference of a channel', () => {
  const channel: KnownPeer = { id: CHANNEL, kind: 'channel', title: 'News', accessHash: 7n };
  const ask = (...answers: unknown[]) => {
    const { caller, requests } = scriptedCaller(answers);
    return { asked: askChannelDifference(caller, { channel, pts: 10 }, SELF, never), requests };
  };
  const notifySettings = new Api.PeerNotifySettings({});
  const counts = { unreadCount: 0, unreadMentionsCount: 0, unreadReactionsCount: 0 };
  const dialog = new Api.Dialog({
    ...{ peer: inChannel, topMessage: 31, readInboxMaxId: 0, readOutboxMaxId: 0 },
    ...{ ...counts, notifySettings, pts: 99 },
  });
  const stand = { kind: 'too-long', pts: 99, topMessageId: 31 };

  test.each([
    [true, true],
    [undefined, false],
    [null, false],
  ])('a part, the last one or not (%s)', async (flag, final) => {
    const answer = new Api.updates.ChannelDifference({
      pts: 14,
      newMessages: [message(1, inChannel), joined(2, inChannel)],
      otherUpdates: [
        new Api.UpdateDeleteChannelMessages({ channelId, messages: [7], pts: 14, ptsCount: 1 }),
      ],
      ...people,
    });
    const { asked, requests } = ask(Object.assign(answer, { final: flag }));
    expect((await asked).difference).toEqual({
      kind: 'part',
      messages: [
        { kind: 'message', peer: CHANNEL, messageId: 1, at, own: false, text: 'message 1' },
      ],
      updates: [
        {
          kind: 'sequenced',
          sequence: { of: 'channel', channel: CHANNEL },
          pts: 14,
          count: 1,
          incoming: { kind: 'deletion', peer: CHANNEL, messageIds: [7] },
        },
      ],
      pts: 14,
      final,
    });
    expect(requests).toMatchObject([
      { className: 'updates.GetChannelDifference', pts: 10, limit: 100 },
    ]);
  });

  test('nothing is final, whatever its flag', async () => {
    const empty = new Api.updates.ChannelDifferenceEmpty({ pts: 12 });
    const nothing = { kind: 'part', messages: [], updates: [], pts: 12, final: true };
    expect((await ask(empty).asked).difference).toEqual(nothing);
  });

  test('too much to tell: the dialog tells where the channel stands', async () => {
    const much = new Api.updates.ChannelDifferenceTooLong({ dialog, messages: [], ...people });
    expect((await ask(much).asked).difference).toEqual(stand);
  });

  test.each(named(lost('PERSISTENT_TIMESTAMP_INVALID'), new NoAnswer('UNREADABLE')))(
    'what can never be told that way is too long: %s',
    async (_, error) => {
      const content = { dialogs: [dialog], messages: [], ...people };
      const state = new Api.updates.State({ pts: 1, qts: 1, seq: 1, date, unreadCount: 0 });
      const { asked, requests } = ask(error, new Api.messages.PeerDialogs({ ...content, state }));
      expect((await asked).difference).toEqual(stand);
      expect(requests).toMatchObject([{}, { className: 'messages.GetPeerDialogs' }]);
    },
  );

  test.each([
    'CHANNEL_PRIVATE',
    'CHANNEL_INVALID',
    'CHANNEL_PUBLIC_GROUP_NA',
    'USER_BANNED_IN_CHANNEL',
  ])('gone: %s', async (code) => {
    const gone = { kind: 'gone', code };
    expect((await ask(lost(code, 406)).asked).difference).toEqual(gone);
    const late = ask(lost('PERSISTENT_TIMESTAMP_INVALID'), lost(code, 406));
    expect((await late.asked).difference).toEqual(gone);
  });

  test('what Telegram leaves out is no place to go on from', async () => {
    const bare = Object.assign(new Api.Dialog(dialog), { pts: null });
    const much = new Api.updates.ChannelDifferenceTooLong({
      dialog: bare,
      messages: [],
      ...people,
    });
    await expect(ask(much).asked).rejects.toThrow('where the channel stands');
  });

  test.each(named(lost('PERSISTENT_TIMESTAMP_OUTDATED', 500), lost('FLOOD_WAIT_3', 420)))(
    'all else is thrown: %s',
    async (_, error) => {
      await expect(ask(error).asked).rejects.toBe(error);
    },
  );
});
