/**
 * Where a template is said: a `post` in a group, a `group-answer` to somebody there, or something `private` to a
 * person.
 */
export type TemplatePlace = 'post' | 'group-answer' | 'private';

interface BuiltIn {
  readonly meaning: string;
  /** The most UTF-16 units that it can become: a template is refused when its longest rendering could not be sent. */
  readonly longest: number;
  /** Absent: everywhere. */
  readonly places?: readonly TemplatePlace[];
}

/** What a template may name in braces, beside the operator's own variables. */
export const TEMPLATE_VARIABLES = {
  group: { meaning: "the group's title", longest: 255, places: ['post', 'group-answer'] },
  name: { meaning: "the person's first name", longest: 64, places: ['group-answer', 'private'] },
  date: { meaning: 'the local date', longest: 32 },
  time: { meaning: 'the local time, hours and minutes', longest: 16 },
  weekday: { meaning: 'the name of the local day of the week', longest: 32 },
  day: { meaning: 'the local day of the month', longest: 2 },
  month: { meaning: "the local month's name", longest: 32 },
  year: { meaning: 'the local year', longest: 4 },
  customer: { meaning: '`CUSTOMER_ID`', longest: 50 },
} as const satisfies Readonly<Record<string, BuiltIn>>;

export type TemplateVariable = keyof typeof TEMPLATE_VARIABLES;

/** The built-in variables that have a value at that place. */
export function variablesAt(place: TemplatePlace): readonly TemplateVariable[] {
  const names = Object.keys(TEMPLATE_VARIABLES) as TemplateVariable[];
  return names.filter((name) => {
    const { places }: BuiltIn = TEMPLATE_VARIABLES[name];
    return places?.includes(place) ?? true;
  });
}

/** A template taken apart: plain text, and the names that stood in braces. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly index: number };

/**
 * Takes a template apart. `{name}` is a variable (white space inside the braces does not count), `{{` and
 * `}}` are a brace each; a brace that belongs to nothing is text.
 */
export function parseTemplate(template: string): readonly TemplatePart[] {
  const parts: TemplatePart[] = [];
  let done = 0;
  for (const match of template.matchAll(/\{\{|\}\}|\{([^{}]*)\}/g)) {
    const before = template.slice(done, match.index);
    if (before) parts.push({ kind: 'text', text: before });
    const name = match[1];
    parts.push(
      name === undefined
        ? { kind: 'text', text: match[0].slice(1) }
        : { kind: 'variable', name: name.trim(), index: match.index },
    );
    done = match.index + match[0].length;
  }
  if (done < template.length) parts.push({ kind: 'text', text: template.slice(done) });
  return parts;
}
