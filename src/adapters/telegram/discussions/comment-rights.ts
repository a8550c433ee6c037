import { Api } from 'telegram/tl/index.js';
import { rightsIn } from '../rights.js';

/** Why the account may not comment: Telegram's own code where there is one, and words with the remedy. */
export interface CommentBar {
  readonly code: string;
  readonly reason: string;
}

/**
 * What keeps the account from writing text in a discussion group; undefined when nothing does. Who is no
 * member may write as a guest, unless the group wants members.
 * @see https://core.telegram.org/api/discussion
 */
export function commentBar(group: Api.TypeChat | undefined): CommentBar | undefined {
  if (!(group instanceof Api.Channel)) {
    return { code: 'CHANNEL_PRIVATE', reason: 'The account may not see the group for comments.' };
  }
  if (!group.left) return memberBar(group);
  if (group.joinToSend) {
    return {
      code: 'CHAT_GUEST_SEND_FORBIDDEN',
      reason:
        'Only members of the group may comment. Join it in Telegram first: postaci never joins by itself.',
    };
  }
  if (group.bannedRights?.sendMessages) {
    return { code: 'USER_BANNED_IN_CHANNEL', reason: 'The account is restricted in that group.' };
  }
  return silence(group.defaultBannedRights, 'Guests');
}

function memberBar(group: Api.Channel): CommentBar | undefined {
  const rights = rightsIn(group);
  if (rights.canSendText) return undefined;
  const own = group.bannedRights;
  const reason = rights.reason ?? 'The account may not write there.';
  if (own?.viewMessages || own?.sendMessages) return { code: 'USER_BANNED_IN_CHANNEL', reason };
  return silence(group.defaultBannedRights, 'Members') ?? { code: 'CHAT_RESTRICTED', reason };
}

function silence(
  banned: Api.TypeChatBannedRights | undefined,
  who: string,
): CommentBar | undefined {
  if (!banned?.sendMessages && !banned?.sendPlain) return undefined;
  const code = banned.sendMessages ? 'CHAT_WRITE_FORBIDDEN' : 'CHAT_SEND_PLAIN_FORBIDDEN';
  return { code, reason: `${who} may not write in the group for comments. Take it off the list.` };
}
