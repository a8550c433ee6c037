import { z } from 'zod';
import type { CustomerDocument } from './document.js';
import { Outline } from './outline.js';
import type { ProblemList } from './problems.js';
import { addShapeProblems } from './shape-problems.js';
import { type ShortForm, TEXT, withShortForms } from './short-forms.js';

const text = z.string({ error: 'must be a text' });
const words = z.array(z.union([text, z.number().transform(String)], { error: 'must be a text' }), {
  error: 'must be a list',
});

const SCHEDULES: readonly ShortForm[] = [
  { type: 'number' },
  ...[
    { every: TEXT, jitter: TEXT },
    { cron: TEXT },
    { traffic: { anyOf: [TEXT, { type: 'object', properties: { min: TEXT, max: TEXT } }] } },
  ].map((properties) => ({ type: 'object', properties, additionalProperties: false })),
];
const schedule = withShortForms(z.preprocess(scheduleText, text), ...SCHEDULES);

/** A group alone, or with its schedule. */
const target = withShortForms(
  z.preprocess(
    (value) => (typeof value === 'object' ? value : { group: value }),
    z.strictObject(
      {
        group: z.union([text, z.number().transform(String)], { error: 'must name a group' }),
        topic: z.int({ error: 'must be the number of a topic' }).positive().optional(),
        schedule: schedule.optional(),
      },
      { error: 'must name a group' },
    ),
  ),
  TEXT,
);

const media = withShortForms(
  z.preprocess(
    (value) => (typeof value === 'string' ? { path: value } : value),
    z.strictObject(
      { path: text.optional(), photo: text.optional(), document: text.optional() },
      { error: 'must be a path, or {photo: path}, or {document: path}' },
    ),
  ),
  { type: 'string' },
);

/** A text alone, or a template with all that belongs to it. */
const template = withShortForms(
  z.preprocess(
    (value) => (typeof value === 'string' ? { text: value } : value),
    z.strictObject(
      {
        id: z.union([text, z.number().transform(String)], { error: 'must be a text' }).optional(),
        text: text.optional(),
        variants: z.array(text, { error: 'must be a list of texts' }).optional(),
        media: media.optional(),
        targets: words.optional(),
      },
      { error: 'must be a text, or have text or variants' },
    ),
  ),
  { type: 'string' },
);

/** The whole file. */
export const messageFile = z.preprocess(
  (value) => (Array.isArray(value) ? { templates: value } : (value ?? {})),
  z.strictObject(
    {
      templates: z.array(template, { error: 'must be a list of templates' }).default([]),
      targets: z.array(target, { error: 'must be a list of groups' }).default([]),
      variables: z
        .record(z.string(), z.union([text, z.number().transform(String)]), {
          error: 'must be names with texts',
        })
        .default({}),
      schedule: schedule.optional(),
    },
    { error: 'must be a list of templates, or have the key templates' },
  ),
);

/** `messages.{json,yaml}`, its shape checked, its meaning not yet. */
export type MessageDocument = z.infer<typeof messageFile>;

/** Checks the shape of the customer's messages; each mistake becomes a problem with its line. */
export function readMessageDocument(
  document: CustomerDocument,
  problems: ProblemList,
): MessageDocument | undefined {
  const parsed = messageFile.safeParse(document.root);
  if (parsed.success) return parsed.data;
  addShapeProblems(parsed.error, new Outline(document), problems, { what: 'messages', keys: KEYS });
  return undefined;
}

const KEYS =
  'templates targets variables schedule group topic id text variants media photo document path'.split(
    ' ',
  );

/** `{every: 30m, jitter: 5m}`, `{cron: …}`, `{traffic: {min: 10m, max: 2h}}` as one text; seconds as a number. */
function scheduleText(value: unknown): unknown {
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  const { every, jitter, cron, traffic } = value as Record<string, unknown>;
  if (cron !== undefined) return `cron ${cron}`;
  if (every !== undefined)
    return jitter === undefined ? `every ${every}` : `every ${every}±${jitter}`;
  if (typeof traffic === 'object' && traffic !== null) {
    const { min, max } = traffic as Record<string, unknown>;
    return `traffic ${min}-${max}`;
  }
  return traffic === undefined ? value : `traffic ${traffic}`;
}
