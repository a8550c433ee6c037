import { MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../../core/content.js';
import type { TlObject } from '../rpc.js';
import type { Said } from './message.js';
import { type Refusal, refusal } from './refusal.js';

/** Telegram strips white space around a text, and moves the entities along. */
export function trimmed(said: Said): Said {
  const start = said.text.length - said.text.trimStart().length;
  const text = said.text.trim();
  const entities = said.entities.flatMap((entity) => moved(entity, start, text.length));
  return { ...said, text, entities };
}

function moved(entity: TlObject, start: number, length: number): TlObject[] {
  const offset = Math.max(0, Number(entity.offset) - start);
  const end = Math.min(length, Number(entity.offset) + Number(entity.length) - start);
  return end > offset ? [{ ...entity, offset, length: end - offset }] : [];
}

/** Why the text (already trimmed) cannot be sent; lengths count UTF-16 units. */
export function textRefusal({ text, media }: Said): Refusal | undefined {
  if (media) {
    const tooLong = text.length > MAX_CAPTION_LENGTH;
    return tooLong ? refusal(400, 'MEDIA_CAPTION_TOO_LONG') : undefined;
  }
  if (text.length === 0) return refusal(400, 'MESSAGE_EMPTY');
  return text.length > MAX_TEXT_LENGTH ? refusal(400, 'MESSAGE_TOO_LONG') : undefined;
}

const DETECTED: readonly { readonly name: string; readonly pattern: RegExp }[] = [
  { name: 'messageEntityUrl', pattern: /\bhttps?:\/\/[^\s]+[^\s.,!?)]|\bt\.me\/\w+/gu },
  { name: 'messageEntityMention', pattern: /(?<![\w@])@[A-Za-z]\w{3,31}\b/gu },
  { name: 'messageEntityHashtag', pattern: /(?<![\w#])#[\p{L}_][\p{L}\d_]*/gu },
  { name: 'messageEntityBotCommand', pattern: /(?<![\w/])\/[A-Za-z]\w{0,63}(?:@\w+)?/gu },
];

/** Formatting lies over anything; a link or code leaves no room for another. */
const TRANSPARENT = /Bold|Italic|Underline|Strike|Spoiler|Blockquote/;

/** Adds what Telegram itself finds in a text: links, mentions, hashtags, commands. */
export function withDetectedEntities(said: Said): Said {
  const entities = [...said.entities];
  for (const { name, pattern } of DETECTED) {
    for (const { index, 0: found } of said.text.matchAll(pattern)) {
      const free = entities.every(
        (other) =>
          TRANSPARENT.test(other._) ||
          Number(other.offset) >= index + found.length ||
          Number(other.offset) + Number(other.length) <= index,
      );
      if (free) entities.push({ _: name, offset: index, length: found.length });
    }
  }
  entities.sort((a, b) => Number(a.offset) - Number(b.offset));
  return { ...said, entities };
}
