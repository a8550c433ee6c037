import { expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { commentBar } from './comment-rights.js';

type Extra = Partial<ConstructorParameters<typeof Api.Channel>[0]>;

const common = { id: returnBigInt(1), title: 'x', photo: new Api.ChatPhotoEmpty(), date: 0 };
const group = (extra: Extra) => new Api.Channel({ ...common, megagroup: true, ...extra });
const banned = (what: Partial<ConstructorParameters<typeof Api.ChatBannedRights>[0]>) =>
  new Api.ChatBannedRights({ untilDate: 0, ...what });
const guest = { left: true };
const mute = banned({ sendMessages: true });
const hidden = new Api.ChannelForbidden({
  ...{ id: returnBigInt(1), accessHash: returnBigInt(1), title: 'x' },
});

test.each<[string, Api.TypeChat | undefined, string | undefined]>([
  ['a member', group({}), undefined],
  ['a guest', group(guest), undefined],
  [
    'a guest where members are wanted',
    group({ ...guest, joinToSend: true }),
    'CHAT_GUEST_SEND_FORBIDDEN',
  ],
  ['a member where members are wanted', group({ joinToSend: true }), undefined],
  [
    'a guest where nobody may write',
    group({ ...guest, defaultBannedRights: mute }),
    'CHAT_WRITE_FORBIDDEN',
  ],
  ['a member where nobody may write', group({ defaultBannedRights: mute }), 'CHAT_WRITE_FORBIDDEN'],
  [
    'an administrator where nobody may write',
    group({ defaultBannedRights: mute, adminRights: new Api.ChatAdminRights({}) }),
    undefined,
  ],
  [
    'a guest where only media are allowed',
    group({ ...guest, defaultBannedRights: banned({ sendPlain: true }) }),
    'CHAT_SEND_PLAIN_FORBIDDEN',
  ],
  ['somebody who was muted', group({ bannedRights: mute }), 'USER_BANNED_IN_CHANNEL'],
  [
    'somebody who was muted and left',
    group({ ...guest, bannedRights: mute }),
    'USER_BANNED_IN_CHANNEL',
  ],
  [
    'somebody who was banned',
    group({ bannedRights: banned({ viewMessages: true }) }),
    'USER_BANNED_IN_CHANNEL',
  ],
  [
    'somebody who may send only media',
    group({ bannedRights: banned({ sendPlain: true }) }),
    'CHAT_RESTRICTED',
  ],
  ['somebody who may not see the group', hidden, 'CHANNEL_PRIVATE'],
  ['somebody to whom the group is not told', undefined, 'CHANNEL_PRIVATE'],
])('%s may comment, or hears why not', (_who, chat, code) => {
  const bar = commentBar(chat);
  expect(bar?.code).toBe(code);
  expect(bar?.reason).not.toBe('');
});
