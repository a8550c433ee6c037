import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { heardIn } from './updates.js';

const SELF = 777;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);
const SUPERGROUP = -1_000_000_001_234;
const moved = { pts: 17, ptsCount: 1 };
const place = { kind: 'sequenced', sequence: { of: 'pts' }, pts: 17, count: 1 } as const;

const reading = () =>
  new Api.UpdateReadHistoryOutbox({
    peer: new Api.PeerUser({ userId: big(42) }),
    maxId: 4,
    ...moved,
  });
const pushed = (
  updates: Api.TypeUpdate[],
  users: Api.TypeUser[] = [],
  chats: Api.TypeChat[] = [],
) => new Api.Updates({ updates, users, chats, date, seq: 0 });

describe('a push from Telegram', () => {
  test.each([
    [
      'numbered',
      new Api.Updates({ updates: [reading()], users: [], chats: [], date, seq: 8 }),
      { seqStart: 8, seq: 8, updates: [place] },
    ],
    ['unnumbered', pushed([reading()]), { seqStart: 0, seq: 0, updates: [place] }],
    ['nothing to anybody, but numbered', pushed([]), { seqStart: 0, seq: 0, updates: [] }],
    [
      'several at once',
      new Api.UpdatesCombined({
        updates: [reading()],
        users: [],
        chats: [],
        date,
        seqStart: 6,
        seq: 8,
      }),
      { seqStart: 6, seq: 8, updates: [place] },
    ],
    [
      'a single update',
      new Api.UpdateShort({ update: reading(), date }),
      { seqStart: 0, seq: 0, updates: [place] },
    ],
  ])('%s', (_, updates, push) => {
    expect(heardIn(updates, SELF).pushes).toEqual([{ kind: 'updates', date, ...push }]);
  });

  test('the short forms of messages have their places in the common sequence', () => {
    const short = { id: 3, message: 'short', date, ...moved };
    const said = { kind: 'message', messageId: 3, at, own: false, senderId: 42, text: 'short' };
    const group = { ...short, fromId: big(42), chatId: big(99) };
    for (const [updates, peer] of [
      [new Api.UpdateShortMessage({ ...short, userId: big(42) }), 42],
      [new Api.UpdateShortChatMessage(group), -99],
    ] as const) {
      const incoming = { ...said, peer };
      const { pushes } = heardIn(updates, SELF);
      expect(pushes).toEqual([
        { kind: 'updates', seqStart: 0, seq: 0, date, updates: [{ ...place, incoming }] },
      ]);
    }
  });

  test('too much to tell is said so', () => {
    const { pushes } = heardIn(new Api.UpdatesTooLong(), SELF);
    expect(pushes).toEqual([{ kind: 'too-long', reason: 'updatesTooLong' }]);
  });

  test('a common sequence that is set anew is said after what came with it', () => {
    const reset = new Api.UpdatePtsChanged();
    expect(heardIn(pushed([reset, reading()]), SELF).pushes).toMatchObject([
      { kind: 'updates', updates: [place] },
      { kind: 'too-long', reason: 'updatePtsChanged' },
    ]);
    expect(heardIn(new Api.UpdateShort({ update: reset, date }), SELF).pushes).toMatchObject([
      { kind: 'updates', updates: [] },
      { kind: 'too-long', reason: 'updatePtsChanged' },
    ]);
  });

  test('people and chats are learnt, but never from min objects or without an access hash', () => {
    const photo = new Api.ChatPhotoEmpty();
    const chat = { title: 'Group', photo, date };
    const hash = returnBigInt('-9223372036854775808');
    const { peers } = heardIn(
      pushed(
        [],
        [
          new Api.User({ id: big(1), accessHash: hash, firstName: 'Ada', lastName: 'L' }),
          new Api.User({ id: big(2), accessHash: big(5), min: true, firstName: 'Min' }),
          new Api.User({ id: big(3), firstName: 'No hash' }),
        ],
        [
          new Api.Channel({ ...chat, id: big(1_234), accessHash: big(7), megagroup: true }),
          new Api.Channel({
            ...chat,
            id: big(4),
            accessHash: big(7),
            broadcast: true,
            usernames: [
              new Api.Username({ username: 'old' }),
              new Api.Username({ username: 'current', active: true }),
            ],
          }),
          new Api.Channel({ ...chat, id: big(5), accessHash: big(7), min: true }),
          new Api.Chat({ ...chat, id: big(6), participantsCount: 3, version: 1 }),
        ],
      ),
      SELF,
    );
    expect(peers).toEqual([
      { id: 1, kind: 'user', title: 'Ada L', accessHash: -(2n ** 63n) },
      { id: SUPERGROUP, kind: 'supergroup', title: 'Group', accessHash: 7n },
      {
        id: -1_000_000_000_004,
        kind: 'channel',
        title: 'Group',
        username: 'current',
        accessHash: 7n,
      },
      { id: -6, kind: 'group', title: 'Group', accessHash: null },
    ]);
  });
});
