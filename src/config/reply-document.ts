import { z } from 'zod';
import { REPLY_MODES } from '../core/reply-settings.js';
import type { CustomerDocument } from './document.js';
import { nearest } from './nearest.js';
import { Outline } from './outline.js';
import type { ProblemList } from './problems.js';
import { variables, word, words } from './schema-parts.js';
import { addShapeProblems } from './shape-problems.js';

const MOST_RULES = 500;
const MOST_ITEMS = 30;

const mode = z.enum(REPLY_MODES, { error: `must be one of ${REPLY_MODES.join(', ')}` });

const rule = z.strictObject(
  {
    id: word.optional(),
    keyword: words.optional(),
    keywords: words.optional(),
    loose: z.boolean({ error: 'must be true or false' }).default(false),
    regex: words.optional(),
    regexes: words.optional(),
    chats: z
      .enum(['all', 'private', 'groups'], { error: 'must be all, private or groups' })
      .default('all'),
    language: words.optional(),
    languages: words.optional(),
    hours: words.optional(),
    answer: words.optional(),
    answers: words.optional(),
    cooldown: word.optional(),
    llm: z.boolean({ error: 'must be true or false' }).optional(),
    allow: words.optional(),
    disclosure: word.optional(),
  },
  { error: 'must be a rule with an answer, e.g. {keyword: fiyat, answer: …}' },
);

const menu = z.strictObject(
  {
    text: word,
    items: z
      .array(
        z.strictObject({ label: word, answer: word }, { error: 'must have a label and an answer' }),
        { error: 'must be a list of labels with answers' },
      )
      .min(1, { error: 'is empty' })
      .max(MOST_ITEMS, { error: `has more than ${MOST_ITEMS} entries` }),
  },
  { error: 'must have text and items' },
);

/** The whole file, written in full. */
export const replyFile = z.strictObject(
  {
    mode: mode.optional(),
    chats: z
      .record(z.string(), mode, { error: 'must be people with modes, e.g. {"@ayse": manual}' })
      .default({}),
    quietHours: words.optional(),
    variables,
    menu: menu.optional(),
    rules: z
      .array(rule, { error: 'must be a list of rules' })
      .max(MOST_RULES, { error: `has more than ${MOST_RULES} rules` })
      .default([]),
  },
  { error: 'must be a list of rules, keywords with answers, or have the key rules' },
);

/** `responses.{json,yaml}`, its shape checked, its meaning not yet. */
export type ReplyDocument = z.infer<typeof replyFile>;

/** A rule as it stands in the file. */
export type RuleInFile = ReplyDocument['rules'][number];

const TOP = ['mode', 'chats', 'quietHours', 'variables', 'menu', 'rules'];
const OTHERS =
  'id keyword keywords loose regex regexes language languages hours answer answers cooldown llm allow disclosure text items label';

/** Checks the shape of the customer's answers; each mistake becomes a problem with its line. */
export function readReplyDocument(
  document: CustomerDocument,
  problems: ProblemList,
): { readonly outline: Outline; readonly content: ReplyDocument } | undefined {
  const outline = inFull(document);
  const parsed = replyFile.safeParse(outline.root);
  if (parsed.success) return { outline, content: parsed.data };
  addShapeProblems(parsed.error, outline, problems, {
    what: 'answers',
    keys: [...TOP, ...OTHERS.split(' ')],
  });
  return undefined;
}

/** A list of rules, or keywords with their answers, are a whole file too, as older bots had it. */
function inFull(document: CustomerDocument): Outline {
  const { root } = document;
  if (Array.isArray(root)) return new Outline(document, { rules: root }, (path) => path.slice(1));
  if (typeof root !== 'object' || root === null) return new Outline(document, root ?? {});
  const entries = Object.entries(root);
  const short = entries.some(([, value]) => isAnswer(value)) && !entries.some(isSetting);
  if (!short) return new Outline(document);
  const rules = entries.map(([keyword, answer]) => ({ keyword, answer }));
  return new Outline(document, { rules }, ([, index, key, ...rest]) => {
    const [keyword] = entries[Number(index)] ?? [];
    if (keyword === undefined) return [];
    return key === 'answer' ? [keyword, ...rest] : [keyword];
  });
}

/** What is written like a setting, or nearly so, is not taken for a keyword; `menu` with a text is one. */
function isSetting([key, value]: readonly [string, unknown]): boolean {
  const meant = nearest(key, TOP, key.length < 5 ? 0 : 1);
  return meant !== undefined && !(meant === 'menu' && isAnswer(value));
}

function isAnswer(value: unknown): boolean {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  return texts.every((text) => typeof text === 'string' || typeof text === 'number');
}
