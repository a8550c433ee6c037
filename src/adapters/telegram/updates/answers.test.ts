import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import type { Push } from '../../../core/updates.js';
import { heardInAnswer } from './answers.js';

const SELF = 777;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);
const channelId = big(1_234);
const CHANNEL = -1_000_000_001_234;
const hash = { accessHash: big(1) };
const channel = new Api.InputChannel({ channelId, ...hash });
const inChannel = new Api.InputPeerChannel({ channelId, ...hash });
const person = new Api.InputPeerUser({ userId: big(42), ...hash });
const moved = { pts: 17, ptsCount: 2 };
const common = { kind: 'sequenced', sequence: { of: 'pts' }, pts: 17, count: 2 } as const;
const ofChannel = { ...common, sequence: { of: 'channel', channel: CHANNEL } } as const;
const context = { selfId: SELF, serverSeconds: 55 };

const pushesOf = (request: unknown, answer: unknown) =>
  heardInAnswer(request, answer, context)?.pushes;
const push = (on: number, ...updates: object[]) => [
  { kind: 'updates', seqStart: 0, seq: 0, date: on, updates },
];

describe('what the answers to the account’s own calls move', () => {
  const short = new Api.UpdateShortSentMessage({ id: 5, date, ...moved });
  const text = (peer: Api.TypeInputPeer, args = {}) =>
    new Api.messages.SendMessage({ peer, message: ' hi ', randomId: big(-8), ...args });
  const named = { kind: 'message-id', randomId: -8n, messageId: 5 };
  const own = { kind: 'message', messageId: 5, at, own: true, senderId: SELF, text: 'hi' };

  test.each([
    ['a person', person, 42, common],
    ['a basic group', new Api.InputPeerChat({ chatId: big(9) }), -9, common],
    ['oneself', new Api.InputPeerSelf(), SELF, common],
    ['a supergroup', inChannel, CHANNEL, ofChannel],
  ])('the shortest answer to a text to %s', (_, to, peer, place) => {
    expect(pushesOf(text(to), short)).toEqual(
      push(date, named, { ...place, incoming: { ...own, peer } }),
    );
  });

  test('what the request says beside the text is kept', () => {
    const replyTo = new Api.InputReplyToMessage({ replyToMsgId: 3 });
    const photo = new Api.UpdateShortSentMessage({
      ...{ id: 5, date, ...moved },
      media: new Api.MessageMediaPhoto({}),
    });
    const incoming = { ...own, peer: 42, replyToId: 3, media: 'photo' };
    expect(pushesOf(text(person, { replyTo }), photo)).toEqual(
      push(date, named, { ...common, incoming }),
    );
  });

  test('the shortest answer moves the sequence also when its message cannot be told', () => {
    const nobody = new Api.InputPeerEmpty();
    expect(pushesOf(text(nobody), short)).toEqual(push(date, named, common));
    expect(pushesOf(new Api.messages.StartBot(startBot), short)).toEqual(push(date, common));
  });

  const startBot = {
    bot: new Api.InputUserSelf(),
    peer: person,
    startParam: '',
    randomId: big(1),
  };

  test.each<[string, object, object]>([
    ['readHistory', new Api.messages.ReadHistory({ peer: person, maxId: 1 }), common],
    ['deleteMessages', new Api.messages.DeleteMessages({ id: [1] }), common],
    ['channels.deleteMessages', new Api.channels.DeleteMessages({ channel, id: [1] }), ofChannel],
    ['readMentions of a channel', new Api.messages.ReadMentions({ peer: inChannel }), ofChannel],
    ['readMentions of a person', new Api.messages.ReadMentions({ peer: person }), common],
    [
      'unpinAllMessages of a channel that is known through a message',
      new Api.messages.UnpinAllMessages({
        peer: new Api.InputPeerChannelFromMessage({ peer: person, msgId: 1, channelId }),
      }),
      ofChannel,
    ],
  ])('counts of %s', (_, request, place) => {
    for (const answer of [
      new Api.messages.AffectedMessages(moved),
      new Api.messages.AffectedHistory({ ...moved, offset: 0 }),
      new Api.messages.AffectedFoundMessages({ ...moved, offset: 0, messages: [] }),
    ]) {
      expect(pushesOf(request, answer)).toEqual(push(55, place));
    }
  });

  test('updates, also those within another answer', () => {
    const updates = new Api.Updates({
      updates: [new Api.UpdateDeleteMessages({ messages: [1], ...moved })],
      users: [],
      chats: [],
      date,
      seq: 0,
    });
    const invited = new Api.messages.InvitedUsers({ updates, missingInvitees: [] });
    const expected: Push[] = [
      {
        kind: 'updates',
        seqStart: 0,
        seq: 0,
        date,
        updates: [{ ...common, incoming: { kind: 'deletion', messageIds: [1] } }],
      },
    ];
    expect(pushesOf(text(inChannel), updates)).toEqual(expected);
    expect(pushesOf(text(inChannel), invited)).toEqual(expected);
  });

  test.each<[string, unknown]>([
    ['a yes', true],
    ['a list', []],
    ['a state', new Api.updates.State({ pts: 1, qts: 1, date, seq: 1, unreadCount: 0 })],
    ['nothing', undefined],
  ])('%s moves nothing', (_, answer) => {
    expect(pushesOf(text(person), answer)).toBeUndefined();
  });
});
