import { drawOne, type Random } from '../seeded-random.js';

/** What one target has had of late; kept as JSON in `message_targets.recent_templates`. */
export interface Rotation {
  /** The templates of the present round, in the order in which they went. */
  readonly templates: readonly string[];
  /** For each template, the variants (by index) of its present round. */
  readonly variants: Readonly<Record<string, readonly number[]>>;
  /** The newest proposal, and the rotation before it: what never went does not count. */
  readonly newest?: { readonly intent: number; readonly before: Rotation };
}

/** What a rotation needs to know of a template. */
export interface Rotatable {
  readonly id: string;
  readonly variants: readonly unknown[];
}

/** Nothing has gone yet. */
export const FRESH_ROTATION: Rotation = { templates: [], variants: {} };

/**
 * Draws the next template and its variant. Each comes once a round, in an order drawn anew for each round,
 * and a round does not begin with what the last one ended with. Templates that came since join the round.
 * @throws RangeError when there are no templates
 */
export function rotate<T extends Rotatable>(
  templates: readonly T[],
  rotation: Rotation,
  random: Random,
): { readonly template: T; readonly variant: number; readonly rotation: Rotation } {
  const ids = templates.map(({ id }) => id);
  const drawn = draw(ids, rotation.templates, random);
  const template = templates.find(({ id }) => id === drawn.item);
  if (!template) throw new RangeError('no template to choose from');
  const variants = draw(
    template.variants.map((_, index) => index),
    rotation.variants[template.id] ?? [],
    random,
  );
  const known = Object.entries(rotation.variants).filter(([id]) => ids.includes(id));
  return {
    template,
    variant: variants.item,
    rotation: {
      templates: drawn.round,
      variants: { ...Object.fromEntries(known), [template.id]: variants.round },
    },
  };
}

/**
 * Remembers which intent a drawn rotation went with. One that then expires or is refused was seen by nobody:
 * `before` is taken up again.
 */
export function withIntent(drawn: Rotation, intent: number, before: Rotation): Rotation {
  const { templates, variants } = before;
  return { ...drawn, newest: { intent, before: { templates, variants } } };
}

/** Reads a stored rotation; whatever is not one is a fresh one. */
export function readRotation(stored: unknown): Rotation {
  if (typeof stored !== 'object' || stored === null) return FRESH_ROTATION;
  const { templates, variants, newest } = stored as Partial<Record<keyof Rotation, unknown>>;
  if (!Array.isArray(templates) || typeof variants !== 'object' || variants === null) {
    return FRESH_ROTATION;
  }
  const rounds = Object.entries(variants).filter(([, round]) => Array.isArray(round));
  const rotation = { templates: templates.map(String), variants: Object.fromEntries(rounds) };
  if (typeof newest !== 'object' || newest === null) return rotation;
  const { intent, before } = newest as { intent?: unknown; before?: unknown };
  return typeof intent === 'number'
    ? { ...rotation, newest: { intent, before: readRotation(before) } }
    : rotation;
}

/** One item that the round has not had; when it had all, a new round without its last one first. */
function draw<T>(
  items: readonly T[],
  round: readonly T[],
  random: Random,
): { readonly item: T; readonly round: readonly T[] } {
  const left = items.filter((item) => !round.includes(item));
  if (left.length > 0) {
    const item = drawOne(random, left);
    return { item, round: [...round.filter((had) => items.includes(had)), item] };
  }
  const others = items.filter((item) => item !== round.at(-1));
  const item = drawOne(random, others.length > 0 ? others : items);
  return { item, round: [item] };
}
