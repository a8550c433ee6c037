/** What is said. Text carries no markup of its own: entities say what is bold or a link. */
export type Content = TextContent | MediaContent;

export interface TextContent {
  readonly kind: 'text';
  /** At most 4,096 UTF-16 units after rendering. */
  readonly text: string;
  readonly entities?: readonly Entity[];
  /** Telegram builds a preview for links unless told otherwise. */
  readonly linkPreview?: boolean;
}

export interface MediaContent {
  readonly kind: 'media';
  readonly media: 'photo' | 'document';
  /** Absolute path of a readable file. */
  readonly path: string;
  /** The caption; at most 1,024 UTF-16 units after rendering. */
  readonly text: string;
  readonly entities?: readonly Entity[];
}

/** What Telegram's rights tell apart. */
export type ContentKind = 'text' | MediaContent['media'];

export function contentKind(content: Content): ContentKind {
  return content.kind === 'media' ? content.media : 'text';
}

/** A stretch of formatted text; offset and length count UTF-16 units, as Telegram does. */
export interface Entity {
  readonly type: 'bold' | 'italic' | 'underline' | 'strike' | 'code' | 'pre' | 'spoiler' | 'link';
  readonly offset: number;
  readonly length: number;
  /** Only for `link`. */
  readonly url?: string;
}

/** Telegram's limit for a text message, in UTF-16 units. */
export const MAX_TEXT_LENGTH = 4096;
/** Telegram's limit for a caption of an account without Premium, in UTF-16 units. */
export const MAX_CAPTION_LENGTH = 1024;
