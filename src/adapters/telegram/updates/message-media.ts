import { Api } from 'telegram/tl/index.js';
import type { MessageFacts } from '../../../core/incoming.js';

/** What a message carries beside its text. The preview of a link is part of the text. */
export function mediaOf(media: Api.TypeMessageMedia | undefined): MessageFacts['media'] {
  if (!media || media instanceof Api.MessageMediaEmpty) return undefined;
  if (media instanceof Api.MessageMediaWebPage) return undefined;
  if (media instanceof Api.MessageMediaPhoto) return 'photo';
  if (media instanceof Api.MessageMediaPoll) return 'poll';
  return media instanceof Api.MessageMediaDocument ? documentKind(media) : 'other';
}

/** Older messages lack the flags: the document's own attributes tell then. */
function documentKind({ document, voice, video, round }: Api.MessageMediaDocument) {
  const attributes = document instanceof Api.Document ? document.attributes : [];
  if (attributes.some((one) => one instanceof Api.DocumentAttributeSticker)) return 'sticker';
  if (voice || attributes.some((one) => one instanceof Api.DocumentAttributeAudio && one.voice)) {
    return 'voice';
  }
  const moves = attributes.some((one) => one instanceof Api.DocumentAttributeVideo);
  return video || round || moves ? 'video' : 'document';
}
