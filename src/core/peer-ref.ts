import type { PeerRef, Target } from './peer.js';

/** Why something that an operator wrote is not a place to post, and what to write instead. */
export interface UnreadableTarget {
  /** Names what was written, for a sentence: "GROUP_LINKS: `…` is a phone number". */
  readonly problem: string;
  readonly remedy: string;
}

/** Telegram's own addresses; each also stands for `<username>.<host>`. */
const TELEGRAM_HOSTS = ['t.me', 'telegram.me', 'telegram.dog'];

/**
 * First path parts of t.me links that lead elsewhere than to a chat.
 * @see https://core.telegram.org/api/links
 */
const NOT_A_CHAT = new Set(
  (
    'addemoji addlist addstickers addtheme auction bg boost call confirmphone contact giftcode ' +
    'invoice iv login m msg nft proxy setlanguage share socks'
  ).split(' '),
);

/** Supergroups and channels are marked by this added to their id, and the whole made negative. */
const CHANNEL_MARK = 1_000_000_000_000;
const LARGEST_CHANNEL_ID = 997_852_516_352;
const LARGEST_USER_ID = 2 ** 52 - 1;
const LARGEST_MESSAGE_ID = 2 ** 31 - 1;

const REMEDY =
  'Write a group as grup1, @grup1, https://t.me/grup1, https://t.me/+invitehash or -1001234567890, ' +
  'and a topic behind it as https://t.me/grup1/42';

/**
 * Telegram's username rules: 4 to 32 letters, digits and underscores; begins with a letter, does not
 * end with an underscore nor hold two in a row. (Four letters are sold at auction; five are for all.)
 */
export function isUsername(text: string): boolean {
  return /^[a-z](?:_?[a-z0-9])*$/i.test(text) && text.length >= 4 && text.length <= 32;
}

/** Is this what `parseTarget` answers when it can't tell a place? */
export function isUnreadable(parsed: Target | UnreadableTarget): parsed is UnreadableTarget {
  return 'problem' in parsed;
}

/**
 * Reads how an operator names a group: a bare name, `@name`, a t.me or tg:// link, an invite link, or an
 * id as the Bot API marks it; each but the invite link with a topic behind it (`t.me/name/42`,
 * `-1001234567890/42`). Pure: nobody is asked whether the group is there.
 * @see https://core.telegram.org/api/links
 */
export function parseTarget(written: string): Target | UnreadableTarget {
  const text = written.trim();
  if (text === '') return { problem: 'A group is empty', remedy: REMEDY };
  const place = readPlace(text);
  if ('problem' in place) return { problem: `\`${text}\` ${place.problem}`, remedy: REMEDY };
  return { written: text, ...place };
}

type Place = { peer: PeerRef; topicId?: number } | { problem: string };

function readPlace(text: string): Place {
  if (/\s/.test(text)) return { problem: 'holds white space' };
  if (/^(\+|00)\d[\d().-]*$/.test(text)) return { problem: 'is a phone number, not a group' };
  if (/^tg:/i.test(text)) return readAppLink(text);
  const bare = text.replace(/^https?:\/\//i, '');
  const host = /^[^/?#]*/.exec(bare)?.[0].toLowerCase() ?? '';
  const path = bare.slice(host.length);
  const site = TELEGRAM_HOSTS.find((known) => host.replace(/^www\./, '') === known);
  if (site) return readLink(path);
  const sub = TELEGRAM_HOSTS.find((known) => host.endsWith(`.${known}`));
  if (sub) return readLink(`/${host.slice(0, -sub.length - 1)}${path}`);
  if (bare !== text || host.includes('.')) return { problem: 'is not an address of Telegram' };
  const [name = '', ...rest] = text.split('/');
  return /^-?\d+$/.test(name) ? readId(name, rest) : readName(name.replace(/^@/, ''), rest);
}

/** `path` begins with a slash, or is empty: what follows the host. */
function readLink(path: string): Place {
  const [way = '', query = ''] = path.replace(/#.*$/, '').split('?', 2);
  const parts = way.split('/').filter((part) => part !== '');
  const [first, ...rest] = parts;
  const thread = new URLSearchParams(query).get('thread');
  const topic = thread === null ? rest : [thread];
  if (first === undefined) return { problem: 'names no group' };
  if (first === 'c' || first === 's') {
    const [second = '', ...behind] = rest;
    const where = thread === null ? behind : [thread];
    return first === 'c' ? readInternalId(second, where) : readName(second, where);
  }
  if (first === 'joinchat') return readInvite(rest[0] ?? '');
  if (/^\+\d{5,15}$/.test(first)) return { problem: 'links to a phone number, not to a group' };
  if (first.startsWith('+')) return readInvite(first.slice(1));
  if (NOT_A_CHAT.has(first.toLowerCase())) return { problem: 'does not link to a group' };
  return readName(first, topic);
}

/** `tg://resolve?domain=`, `tg://join?invite=` and `tg://privatepost?channel=`. */
function readAppLink(text: string): Place {
  const link = /^tg:(?:\/\/)?([a-z]+)\/?(?:\?(.*))?$/i.exec(text);
  const action = link?.[1]?.toLowerCase();
  const query = new URLSearchParams(link?.[2] ?? '');
  const topic = query.get('thread') ?? query.get('post');
  const rest = topic === null ? [] : [topic];
  if (action === 'resolve' && query.has('phone')) {
    return { problem: 'links to a phone number, not to a group' };
  }
  if (action === 'resolve') return readName(query.get('domain') ?? '', rest);
  if (action === 'join') return readInvite(query.get('invite') ?? '');
  if (action === 'privatepost') return readInternalId(query.get('channel') ?? '', rest);
  return { problem: 'does not link to a group' };
}

function readName(name: string, rest: readonly string[]): Place {
  if (!isUsername(name)) {
    return {
      problem:
        'holds no valid username (4 to 32 letters, digits and single underscores, a letter first)',
    };
  }
  return withTopic({ by: 'username', username: name }, rest);
}

function readInvite(hash: string): Place {
  if (!/^[\w-]{10,64}$/.test(hash)) return { problem: 'holds no valid invite hash' };
  return { peer: { by: 'invite', hash } };
}

/** The id as private links write it: without the mark. */
function readInternalId(digits: string, rest: readonly string[]): Place {
  const id = /^\d+$/.test(digits) ? Number(digits) : 0;
  if (id < 1 || id > LARGEST_CHANNEL_ID) return { problem: 'holds no valid group id' };
  return withTopic({ by: 'id', id: -(CHANNEL_MARK + id) }, rest);
}

function readId(digits: string, rest: readonly string[]): Place {
  const id = Number(digits);
  const channel = -id - CHANNEL_MARK;
  const known =
    id > 0 ? id <= LARGEST_USER_ID : channel !== 0 && id !== 0 && channel <= LARGEST_CHANNEL_ID;
  if (!known || /^-?0/.test(digits)) return { problem: 'is not an id of Telegram' };
  return withTopic({ by: 'id', id }, rest);
}

/** In `42/777` the topic comes first and the message second; a message alone names its topic. */
function withTopic(peer: PeerRef, rest: readonly string[]): Place {
  const [topic, message, ...more] = rest.filter((part) => part !== '');
  if (topic === undefined) return { peer };
  const numbers = [topic, message ?? '1'];
  const valid = numbers.every((n) => /^[1-9]\d{0,9}$/.test(n) && Number(n) <= LARGEST_MESSAGE_ID);
  if (!valid || more.length > 0)
    return { problem: 'has something behind the group that is no topic' };
  return { peer, topicId: Number(topic) };
}
