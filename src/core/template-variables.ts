/**
 * What a template may name in braces, beside the operator's own variables. `longest` is the most UTF-16
 * units that it can become: a template is refused when its longest rendering could not be sent.
 */
export const TEMPLATE_VARIABLES = {
  group: { meaning: "the group's title", longest: 255 },
  name: { meaning: "the person's first name, in answers and private messages", longest: 64 },
  date: { meaning: 'the local date', longest: 32 },
  time: { meaning: 'the local time, hours and minutes', longest: 16 },
  weekday: { meaning: 'the name of the local day of the week', longest: 32 },
  day: { meaning: 'the local day of the month', longest: 2 },
  month: { meaning: "the local month's name", longest: 32 },
  year: { meaning: 'the local year', longest: 4 },
  customer: { meaning: '`CUSTOMER_ID`', longest: 50 },
} as const;

export type TemplateVariable = keyof typeof TEMPLATE_VARIABLES;

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
