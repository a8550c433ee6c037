import { Api } from 'telegram/tl/index.js';
import type { Entity } from '../../../core/content.js';

/** Formatting as Telegram's calls want it; offsets count UTF-16 units on both sides. */
export function toApiEntities(entities: readonly Entity[]): Api.TypeMessageEntity[] {
  return entities.map(toApiEntity);
}

function toApiEntity({ type, offset, length, url }: Entity): Api.TypeMessageEntity {
  switch (type) {
    case 'bold':
      return new Api.MessageEntityBold({ offset, length });
    case 'italic':
      return new Api.MessageEntityItalic({ offset, length });
    case 'underline':
      return new Api.MessageEntityUnderline({ offset, length });
    case 'strike':
      return new Api.MessageEntityStrike({ offset, length });
    case 'code':
      return new Api.MessageEntityCode({ offset, length });
    case 'pre':
      return new Api.MessageEntityPre({ offset, length, language: '' });
    case 'spoiler':
      return new Api.MessageEntitySpoiler({ offset, length });
    case 'link':
      return new Api.MessageEntityTextUrl({ offset, length, url: url ?? '' });
  }
}
