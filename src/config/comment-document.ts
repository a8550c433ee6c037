import { z } from 'zod';
import { COMMENT_MODES } from '../core/comment-settings.js';
import type { CustomerDocument } from './document.js';
import { Outline } from './outline.js';
import type { ProblemList } from './problems.js';
import { word, words } from './schema-parts.js';
import { addShapeProblems } from './shape-problems.js';
import { TEXT, withShortForms } from './short-forms.js';

const MOST_CHANNELS = 200;

/** A channel alone, or with the note of who agreed. */
const channel = withShortForms(
  z.preprocess(
    (value) =>
      typeof value === 'string' || typeof value === 'number' ? { channel: value } : value,
    z.strictObject(
      { channel: word, agreed: word.optional() },
      { error: 'must be a channel, or have channel and agreed' },
    ),
  ),
  TEXT,
);

/** The whole file, written in full. */
export const commentFile = z.strictObject(
  {
    mode: z.enum(COMMENT_MODES, { error: `must be one of ${COMMENT_MODES.join(', ')}` }).optional(),
    scheduled: z.boolean({ error: 'must be true or false' }).optional(),
    languages: words.optional(),
    allow: words.optional(),
    disclosure: word.optional(),
    channels: z
      .array(channel, { error: 'must be a list of channels' })
      .max(MOST_CHANNELS, { error: `has more than ${MOST_CHANNELS} channels` })
      .default([]),
  },
  { error: 'must be a list of channels, or have the key channels' },
);

/** `comments.{json,yaml}`, its shape checked, its meaning not yet. */
export type CommentDocument = z.infer<typeof commentFile>;

const KEYS = 'mode scheduled languages allow disclosure channels channel agreed'.split(' ');

/** Checks the shape of the customer's file; each mistake becomes a problem with its line. */
export function readCommentDocument(
  document: CustomerDocument,
  problems: ProblemList,
): { readonly outline: Outline; readonly content: CommentDocument } | undefined {
  const outline = inFull(document);
  const parsed = commentFile.safeParse(outline.root);
  if (parsed.success) return { outline, content: parsed.data };
  addShapeProblems(parsed.error, outline, problems, { what: 'comments', keys: KEYS });
  return undefined;
}

/** A list alone is the channels. */
function inFull(document: CustomerDocument): Outline {
  const { root } = document;
  if (!Array.isArray(root)) return new Outline(document, root ?? {});
  return new Outline(document, { channels: root }, (path) => path.slice(1));
}
