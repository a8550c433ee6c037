import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { scriptedCaller } from '../../../../test/support/scripted-caller.js';
import type { Dialog } from '../../../core/updates.js';
import { dialogPages } from './dialogs.js';

const never = new AbortController().signal;
const big = (id: number) => returnBigInt(id);
const date = 1_800_000_000;
const people = (...ids: number[]) =>
  ids.map((id) => new Api.User({ id: big(id), accessHash: big(id), firstName: `${id}` }));
const personal = (id: number) => new Api.PeerUser({ userId: big(id) });

const line = (peer: Api.TypePeer, topMessage: number, args: { pinned?: true; pts?: number } = {}) =>
  new Api.Dialog({
    ...{ peer, topMessage, readInboxMaxId: 0, readOutboxMaxId: 0, unreadCount: 0 },
    ...{ unreadMentionsCount: 0, unreadReactionsCount: 0 },
    notifySettings: new Api.PeerNotifySettings({}),
    ...args,
  });
const top = (peerId: Api.TypePeer, id: number, seconds: number) =>
  new Api.Message({ id, peerId, date: date + seconds, message: 'x' });
const join = (peerId: Api.TypePeer, id: number, seconds: number) => {
  const action = new Api.MessageActionContactSignUp();
  return new Api.MessageService({ id, peerId, date: date + seconds, action });
};
/** Somebody's chat, whose newest message has the id of the person. */
const lines = (...ids: number[]) => ids.map((id) => line(personal(id), id));
const tops = (...ids: number[]) => ids.map((id) => top(personal(id), id, -id));

const whole = (dialogs: Api.TypeDialog[], messages: Api.TypeMessage[], users: Api.User[] = []) =>
  new Api.messages.Dialogs({ dialogs, messages, users, chats: [] });
const slice = (dialogs: Api.TypeDialog[], messages: Api.TypeMessage[], users: Api.User[] = []) =>
  new Api.messages.DialogsSlice({ count: 500, dialogs, messages, users, chats: [] });
const nothing = whole([], []);

async function read(...answers: unknown[]) {
  const { caller, requests } = scriptedCaller(answers);
  const pages: (readonly Dialog[])[] = [];
  for await (const { dialogs } of dialogPages(caller, never)) pages.push(dialogs);
  return { pages, requests };
}

describe('the list of chats', () => {
  test('tells where each stands; the archive comes last, the row that leads there not at all', async () => {
    const channel = new Api.PeerChannel({ channelId: big(5) });
    const folder = new Api.DialogFolder({
      folder: new Api.Folder({ id: 1, title: 'Archive' }),
      ...{ peer: personal(1), topMessage: 3, unreadMutedPeersCount: 0, unreadUnmutedPeersCount: 0 },
      ...{ unreadMutedMessagesCount: 0, unreadUnmutedMessagesCount: 0 },
    });
    const first = [folder, line(channel, 9, { pts: 70 }), line(personal(1), 9)];
    const { pages, requests } = await read(
      whole(first, [top(channel, 9, 5), join(personal(1), 9, 3)]),
      whole(lines(2), []),
    );
    expect(pages).toEqual([
      [
        { peer: -1_000_000_000_005, topMessageId: 9, at: (date + 5) * 1_000, pts: 70 },
        { peer: 1, topMessageId: 9, at: (date + 3) * 1_000 },
      ],
      [{ peer: 2, topMessageId: 2, at: 0 }],
    ]);
    expect(requests).toMatchObject([{ folderId: 0 }, { folderId: 1 }]);
  });

  test('channels that the account is not in any more are left out', async () => {
    const peers = [6, 7, 8].map((id) => new Api.PeerChannel({ channelId: big(id) }));
    const photo = new Api.ChatPhotoEmpty();
    const chats = [
      new Api.ChannelForbidden({ id: big(6), accessHash: big(1), title: 'thrown out' }),
      new Api.Channel({ id: big(7), left: true, title: 'left', photo, date }),
      new Api.Channel({ id: big(8), title: 'there', photo, date }),
    ];
    const dialogs = peers.map((peer) => line(peer, 1, { pts: 2 }));
    const { pages } = await read(
      new Api.messages.Dialogs({ dialogs, messages: [], users: [], chats }),
      nothing,
    );
    expect(pages).toMatchObject([[{ peer: -1_000_000_000_008 }]]);
  });

  test('what Telegram leaves out is null from the wire, and no place in a sequence', async () => {
    const wired = Object.assign(line(personal(1), 1), { pts: null });
    const { pages } = await read(whole([wired], tops(1)), nothing);
    expect(pages[0]?.[0]).not.toHaveProperty('pts');
  });

  test('the next page begins at the last chat of which the date is told', async () => {
    const { pages, requests } = await read(
      slice(lines(1, 2, 3), [top(personal(1), 1, -1), join(personal(2), 2, -2)], people(1, 2, 3)),
      slice(lines(3, 4), tops(3, 4), people(3, 4)),
      slice([], []),
      nothing,
    );
    expect(pages.map((page) => page.map(({ peer }) => peer))).toEqual([[1, 2, 3], [4]]);
    expect(requests).toMatchObject([
      { offsetDate: 0, offsetId: 0, excludePinned: false },
      { offsetDate: date - 2, offsetId: 2, excludePinned: true, offsetPeer: { userId: big(2) } },
      { offsetDate: date - 4, offsetId: 4, excludePinned: true, offsetPeer: { userId: big(4) } },
      { folderId: 1, offsetId: 0 },
    ]);
  });

  test('pinned chats lead nowhere: they stand where they were put', async () => {
    const pinned = line(personal(1), 1, { pinned: true });
    const rest = [slice([], []), nothing];
    const mixed = slice([...lines(2), pinned], tops(1, 2), people(1, 2));
    expect((await read(mixed, ...rest)).requests[1]).toMatchObject({ offsetId: 2 });
    const only = slice([pinned], tops(1), people(1));
    const { pages, requests } = await read(only, slice(lines(2), tops(2), people(2)), ...rest);
    expect(requests[1]).toMatchObject({ offsetId: 0, offsetDate: 0, excludePinned: true });
    expect(pages.flat().map(({ peer }) => peer)).toEqual([1, 2]);
  });

  test('a page of nothing new is the end, so that no list goes round in circles', async () => {
    const again = () => slice(lines(1, 2), tops(1, 2), people(1, 2));
    const { pages, requests } = await read(again(), again(), nothing);
    expect(pages).toHaveLength(1);
    expect(requests).toHaveLength(3);
  });

  test('a list that cannot be followed to its end is not taken for a whole one', async () => {
    const unnamed = slice(lines(1), tops(1));
    await expect(read(unnamed)).rejects.toMatchObject({ code: 'UNREADABLE' });
  });
});
