import { Api } from 'telegram/tl/index.js';

/** What an account may do in a chat. */
export interface Rights {
  readonly member: boolean;
  readonly canSendText: boolean;
  readonly canSendMedia: boolean;
  readonly reason?: string;
}

const ALL: Rights = { member: true, canSendText: true, canSendMedia: true };

function none(reason: string, member = false): Rights {
  return { member, canSendText: false, canSendMedia: false, reason };
}

/** @see https://core.telegram.org/api/rights */
export function rightsIn(chat: Api.TypeChat | undefined): Rights {
  if (chat instanceof Api.Channel) return rightsInChannel(chat);
  if (chat instanceof Api.Chat) return rightsInGroup(chat);
  return none('The account may not see this chat: it was removed from it, or never was in it.');
}

function rightsInChannel(chat: Api.Channel): Rights {
  if (chat.left) return none('The account is not a member. Join in Telegram first.');
  if (chat.creator) return ALL;
  if (chat.broadcast) {
    return chat.adminRights?.postMessages
      ? ALL
      : none('Only administrators post in a channel, and the account is none there.', true);
  }
  if (chat.adminRights) return ALL;
  if (chat.bannedRights?.viewMessages) return none('The account is banned from this chat.');
  return within(
    restrictionsIn(chat.bannedRights, 'The account is restricted in this chat'),
    restrictionsIn(chat.defaultBannedRights, 'Members of this chat are not allowed to write'),
  );
}

function rightsInGroup(chat: Api.Chat): Rights {
  if (chat.deactivated) return none('The group has become a supergroup. Name that one instead.');
  if (chat.left) return none('The account is not a member. Join in Telegram first.');
  if (chat.creator || chat.adminRights) return ALL;
  return restrictionsIn(chat.defaultBannedRights, 'Members of this group are not allowed to write');
}

function restrictionsIn(banned: Api.TypeChatBannedRights | undefined, reason: string): Rights {
  if (!banned) return ALL;
  if (banned.sendMessages) return none(`${reason}.`, true);
  const canSendText = !banned.sendPlain;
  const canSendMedia = !banned.sendMedia && !banned.sendPhotos;
  if (canSendText && canSendMedia) return ALL;
  const what = canSendText ? 'media' : canSendMedia ? 'text' : 'text and media';
  return { member: true, canSendText, canSendMedia, reason: `${reason}: ${what}.` };
}

/** What both allow. */
function within(a: Rights, b: Rights): Rights {
  const reason = a.reason ?? b.reason;
  return {
    member: a.member && b.member,
    canSendText: a.canSendText && b.canSendText,
    canSendMedia: a.canSendMedia && b.canSendMedia,
    ...(reason === undefined ? {} : { reason }),
  };
}
