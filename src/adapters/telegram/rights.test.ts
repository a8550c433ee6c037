import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { rightsIn } from './rights.js';

const common = { id: returnBigInt(1), title: 'x', photo: new Api.ChatPhotoEmpty(), date: 0 };
type Extra = Partial<ConstructorParameters<typeof Api.Channel>[0]>;

const supergroup = (extra: Extra) => new Api.Channel({ ...common, megagroup: true, ...extra });
const banned = (what: Partial<ConstructorParameters<typeof Api.ChatBannedRights>[0]>) =>
  new Api.ChatBannedRights({ untilDate: 0, ...what });
const admin = (what = {}) => new Api.ChatAdminRights(what);

const ALL = { member: true, canSendText: true, canSendMedia: true };
const SILENT = { canSendText: false, canSendMedia: false, reason: expect.stringMatching(/./) };

describe('what the account may do in a chat', () => {
  test.each<[string, Api.TypeChat, object]>([
    ['an ordinary supergroup', supergroup({ defaultBannedRights: banned({}) }), ALL],
    ['one that it left', supergroup({ left: true }), { member: false, ...SILENT }],
    [
      'one where members may not write',
      supergroup({ defaultBannedRights: banned({ sendMessages: true }) }),
      { member: true, ...SILENT },
    ],
    [
      'the same for an administrator',
      supergroup({ defaultBannedRights: banned({ sendMessages: true }), adminRights: admin() }),
      ALL,
    ],
    [
      'the same for the owner',
      supergroup({ defaultBannedRights: banned({ sendMessages: true }), creator: true }),
      ALL,
    ],
    [
      'one where it is banned',
      supergroup({ bannedRights: banned({ viewMessages: true }) }),
      { member: false, ...SILENT },
    ],
    [
      'one where it is muted',
      supergroup({ bannedRights: banned({ sendMessages: true }) }),
      { member: true, ...SILENT },
    ],
    [
      'one without media',
      supergroup({ defaultBannedRights: banned({ sendMedia: true }) }),
      {
        member: true,
        canSendText: true,
        canSendMedia: false,
        reason: expect.stringContaining('media'),
      },
    ],
    [
      'one without plain text',
      supergroup({ defaultBannedRights: banned({ sendPlain: true }) }),
      {
        member: true,
        canSendText: false,
        canSendMedia: true,
        reason: expect.stringContaining('text'),
      },
    ],
    [
      'text barred for it, media for all',
      supergroup({
        bannedRights: banned({ sendPlain: true }),
        defaultBannedRights: banned({ sendMedia: true }),
      }),
      { member: true, ...SILENT },
    ],
    ['a channel', new Api.Channel({ ...common, broadcast: true }), { member: true, ...SILENT }],
    [
      'a channel that it may post in',
      new Api.Channel({ ...common, broadcast: true, adminRights: admin({ postMessages: true }) }),
      ALL,
    ],
    ['a basic group', new Api.Chat({ ...common, participantsCount: 2, version: 1 }), ALL],
    [
      'a basic group that has become a supergroup',
      new Api.Chat({ ...common, participantsCount: 2, version: 1, deactivated: true }),
      { member: false, ...SILENT },
    ],
    [
      'a chat that it may not see',
      new Api.ChannelForbidden({ id: returnBigInt(1), accessHash: returnBigInt(1), title: 'x' }),
      { member: false, ...SILENT },
    ],
  ])('%s', (_name, chat, expected) => {
    expect(rightsIn(chat)).toEqual(expected);
  });
});
