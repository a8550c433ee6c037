import { describe, expect, test } from '@jest/globals';
import { returnBigInt } from 'telegram/Helpers.js';
import { Api } from 'telegram/tl/index.js';
import { mediaOf } from './message-media.js';
import { readMessage, readMessages, readShortMessage } from './messages.js';

const SELF = 777;
const date = 1_800_000_000;
const at = date * 1_000;
const big = (id: number) => returnBigInt(id);
const person = (id: number) => new Api.PeerUser({ userId: big(id) });
const supergroup = new Api.PeerChannel({ channelId: big(1_234) });
const SUPERGROUP = -1_000_000_001_234;

const message = (args: Partial<ConstructorParameters<typeof Api.Message>[0]> = {}) =>
  new Api.Message({ id: 5, peerId: supergroup, date, message: 'x', ...args });

describe('what a message says', () => {
  const plain = { peer: SUPERGROUP, messageId: 5, at, text: 'x' };

  test.each([
    ['somebody’s', { fromId: person(42) }, { ...plain, own: false, senderId: 42 }],
    ['the account’s', { fromId: person(SELF), out: true }, { ...plain, own: true, senderId: SELF }],
    ['a channel’s post', { post: true }, { ...plain, own: false }],
    [
      'a private one, which names no sender',
      { peerId: person(42) },
      { ...plain, peer: 42, own: false, senderId: 42 },
    ],
    [
      'an own private one',
      { peerId: person(42), out: true },
      { ...plain, peer: 42, own: true, senderId: SELF },
    ],
    [
      'a mention, in an album',
      { mentioned: true, groupedId: returnBigInt('-13') },
      { ...plain, own: false, mentioned: true, albumId: '-13' },
    ],
  ])('%s', (_, args, facts) => {
    expect(readMessage(message(args), SELF)).toEqual(facts);
  });

  test.each([
    ['in a topic', { forumTopic: true, replyToMsgId: 9 }, { topicId: 9 }],
    [
      'a reply in a topic',
      { forumTopic: true, replyToMsgId: 12, replyToTopId: 9 },
      { topicId: 9, replyToId: 12 },
    ],
    ['a reply', { replyToMsgId: 12 }, { replyToId: 12 }],
    ['a reply in a thread', { replyToMsgId: 12, replyToTopId: 9 }, { replyToId: 12 }],
    ['a reply to another chat’s message', { replyToMsgId: 12, replyToPeerId: person(3) }, {}],
    ['a reply to a story', undefined, {}],
  ])('%s', (_, header, facts) => {
    const replyTo = header
      ? new Api.MessageReplyHeader(header)
      : new Api.MessageReplyStoryHeader({ peer: person(1), storyId: 2 });
    const read = readMessage(message({ replyTo }), SELF);
    expect(read).toEqual({ ...plain, own: false, ...facts });
  });

  test('absent fields are null when they come from the wire', () => {
    const replyTo = new Api.MessageReplyHeader({ forumTopic: true, replyToMsgId: 9 });
    Object.assign(replyTo, { replyToTopId: null, replyToPeerId: null });
    const wired = Object.assign(message({ replyTo }), {
      fromId: null,
      media: null,
      groupedId: null,
    });
    expect(readMessage(wired, SELF)).toEqual({ ...plain, own: false, topicId: 9 });
  });

  test('service messages and deleted ones say nothing', () => {
    const action = new Api.MessageActionPinMessage();
    const service = new Api.MessageService({ id: 1, peerId: supergroup, date, action });
    const said = readMessages([service, message(), new Api.MessageEmpty({ id: 2 })], SELF);
    expect(said).toEqual([{ kind: 'message', ...plain, own: false }]);
  });
});

describe('the short forms', () => {
  const short = { id: 3, message: 'short', pts: 1, ptsCount: 1, date };
  const said = { kind: 'message', messageId: 3, at, text: 'short' } as const;

  test.each([
    [
      'a person’s',
      new Api.UpdateShortMessage({ ...short, userId: big(42) }),
      { ...said, peer: 42, own: false, senderId: 42 },
    ],
    [
      'the account’s own, to a person',
      new Api.UpdateShortMessage({ ...short, userId: big(42), out: true }),
      { ...said, peer: 42, own: true, senderId: SELF },
    ],
    [
      'in a basic group, with a mention in a reply',
      new Api.UpdateShortChatMessage({
        ...short,
        fromId: big(42),
        chatId: big(99),
        mentioned: true,
        replyTo: new Api.MessageReplyHeader({ replyToMsgId: 2 }),
      }),
      { ...said, peer: -99, own: false, senderId: 42, mentioned: true, replyToId: 2 },
    ],
  ])('%s', (_, update, facts) => {
    expect(readShortMessage(update, SELF)).toEqual(facts);
  });
});

describe('what a message carries', () => {
  const document = (attributes: Api.TypeDocumentAttribute[]) =>
    new Api.Document({
      id: big(1),
      accessHash: big(1),
      fileReference: Buffer.alloc(0),
      date,
      mimeType: 'x/y',
      size: big(1),
      dcId: 2,
      attributes,
    });
  const sized = { w: 1, h: 1, duration: 1 };
  const sticker = new Api.DocumentAttributeSticker({
    alt: '👋',
    stickerset: new Api.InputStickerSetEmpty(),
  });
  const voice = new Api.DocumentAttributeAudio({ voice: true, duration: 1 });
  const carrying = (one: Api.TypeDocumentAttribute) =>
    new Api.MessageMediaDocument({ document: document([one]) });

  test.each<[string, Api.TypeMessageMedia | undefined, string | undefined]>([
    ['nothing', undefined, undefined],
    ['nothing, said aloud', new Api.MessageMediaEmpty(), undefined],
    [
      'the preview of a link',
      new Api.MessageMediaWebPage({ webpage: new Api.WebPageEmpty({ id: big(1) }) }),
      undefined,
    ],
    ['a photo', new Api.MessageMediaPhoto({}), 'photo'],
    ['a file', carrying(new Api.DocumentAttributeFilename({ fileName: 'x' })), 'document'],
    ['music', carrying(new Api.DocumentAttributeAudio({ duration: 1 })), 'document'],
    ['a voice, flagged', new Api.MessageMediaDocument({ voice: true }), 'voice'],
    ['a voice, by its attributes', carrying(voice), 'voice'],
    ['a round video', new Api.MessageMediaDocument({ round: true }), 'video'],
    ['a video, by its attributes', carrying(new Api.DocumentAttributeVideo(sized)), 'video'],
    ['a sticker', carrying(sticker), 'sticker'],
    ['a die', new Api.MessageMediaDice({ value: 6, emoticon: '🎲' }), 'other'],
    ['what is newer than this client', new Api.MessageMediaUnsupported(), 'other'],
  ])('%s', (_, media, kind) => {
    expect(mediaOf(media)).toBe(kind);
  });
});
