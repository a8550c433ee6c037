import { z } from 'zod';
import { FOLLOW_UP_AFTER_MS } from '../core/dm-settings.js';
import { CONSENT_BASES, CONVERSATION_STATES, type ConversationState } from '../core/people.js';
import type { CustomerDocument } from './document.js';
import { Outline } from './outline.js';
import type { ProblemList } from './problems.js';
import { variables, word, words } from './schema-parts.js';
import { addShapeProblems } from './shape-problems.js';
import { TEXT, withShortForms } from './short-forms.js';

const MOST_INVITES = 50;

/** A text alone, or texts of equal standing. */
const shorthand = (value: unknown) => {
  if (typeof value === 'string' || typeof value === 'number') return { text: value };
  return Array.isArray(value) ? { variants: value } : value;
};

const SHORTHAND = [TEXT, { type: 'array', items: TEXT }];

const texts = { id: word.optional(), text: words.optional(), variants: words.optional() };
const basis = z.enum(CONSENT_BASES, { error: `must be one of ${CONSENT_BASES.join(', ')}` });
const bases = z
  .array(basis, { error: `must be a list of ${CONSENT_BASES.join(', ')}` })
  .min(1, { error: 'is empty: nobody would hear it' })
  .optional();
const said = { error: 'must be a text, or have text or variants' };

const welcome = withShortForms(
  z.preprocess(shorthand, z.strictObject({ ...texts, to: bases }, said)),
  ...SHORTHAND,
);
const invite = withShortForms(
  z.preprocess(shorthand, z.strictObject({ ...texts, to: bases, after: word.optional() }, said)),
  ...SHORTHAND,
);
const followUp = withShortForms(
  z.preprocess(shorthand, z.strictObject({ ...texts, after: word.optional() }, said)),
  ...SHORTHAND,
);

const followUpsIn = (state: ConversationState) => {
  const most = FOLLOW_UP_AFTER_MS[state].length;
  return z
    .array(followUp, { error: 'must be a list of texts' })
    .max(most, { error: `has more than ${most} follow-ups: more than that is a nuisance` })
    .default([]);
};

/** The whole file, written in full. */
export const inviteFile = z.strictObject(
  {
    variables,
    welcome: welcome.optional(),
    invites: z
      .array(invite, { error: 'must be a list of texts, or of invites' })
      .max(MOST_INVITES, { error: `has more than ${MOST_INVITES} invites` })
      .default([]),
    followUps: z
      .strictObject(
        {
          'first-contact': followUpsIn('first-contact'),
          manual: followUpsIn('manual'),
          active: followUpsIn('active'),
        },
        { error: `must have lists of texts under ${CONVERSATION_STATES.join(', ')}` },
      )
      .optional(),
  },
  { error: 'must be a list of texts, or have the key invites' },
);

/** `invites.{json,yaml}`, its shape checked, its meaning not yet. */
export type InviteDocument = z.infer<typeof inviteFile>;

const KEYS = [
  ...'variables welcome invites followUps id text variants to after'.split(' '),
  ...CONVERSATION_STATES,
];

/** What older bots had in the file, and postaci has no use for. */
const OF_OLDER_BOTS = ['invites_outro', 'redirect_messages'];

/** Checks the shape of what is said to people; each mistake becomes a problem with its line. */
export function readInviteDocument(
  document: CustomerDocument,
  problems: ProblemList,
  warnings: string[],
): { readonly outline: Outline; readonly content: InviteDocument } | undefined {
  const outline = inFull(document, problems, warnings);
  const parsed = inviteFile.safeParse(outline.root);
  if (parsed.success) return { outline, content: parsed.data };
  addShapeProblems(parsed.error, outline, problems, { what: 'invites', keys: KEYS });
  return undefined;
}

/** A list alone is the invites, as older bots had it. */
function inFull(document: CustomerDocument, problems: ProblemList, warnings: string[]): Outline {
  const { root } = document;
  if (Array.isArray(root)) {
    const outline = new Outline(document, { invites: root }, (path) => path.slice(1));
    return withTextsTogether(outline, { invites: root }, problems);
  }
  if (typeof root !== 'object' || root === null) return new Outline(document, root ?? {});
  const kept: Record<string, unknown> = { ...root };
  for (const key of OF_OLDER_BOTS.filter((one) => one in kept)) {
    delete kept[key];
    warnings.push(`${document.file}:${document.lineOf([key])} \`${key}\` is not used: take it out`);
  }
  return withTextsTogether(new Outline(document, kept), kept, problems);
}

/** Invites that are nothing but texts are one invite: each person hears one of them, as from older bots. */
function withTextsTogether(
  outline: Outline,
  full: Readonly<Record<string, unknown>>,
  problems: ProblemList,
): Outline {
  const list: readonly unknown[] = Array.isArray(full.invites) ? full.invites : [];
  const texts = list.filter((one) => typeof one === 'string').length;
  if (texts === 0) return outline;
  if (texts < list.length) {
    outline.problem(problems, ['invites'], {
      problem: 'mixes texts with invites: texts alone are variants of one invite',
      remedy: 'Write each as an invite, {text: …}, or all as texts',
    });
    return outline;
  }
  const together = { ...full, invites: [{ variants: list }] };
  return new Outline(outline.document, together, (path) => {
    const [key, , , index] = path;
    const listed = key === 'invites' && index !== undefined ? [key, index] : [key ?? ''];
    return outline.inFile(key === 'invites' ? listed : path);
  });
}
