import { type Content, MAX_CAPTION_LENGTH, MAX_TEXT_LENGTH } from '../../core/content.js';
import { PostaciError } from '../../core/errors.js';
import type { MessageSettings, MessageTemplate } from '../../core/settings.js';
import {
  parseTemplate,
  type TemplateVariable,
  variablesAt,
} from '../../core/template-variables.js';
import { renderMarkup } from './markup.js';

/** The values of all variables, by name. */
export type TemplateValues = Readonly<Record<string, string>>;

/** Where and when a template is rendered. */
export interface RenderContext {
  /** The group's title; absent in private. */
  readonly group?: string;
  /** The person's first name; absent where nobody in particular is spoken to. */
  readonly name?: string;
  readonly customer: string;
  /** The planned time of sending; milliseconds since the epoch. */
  readonly at: number;
  /** IANA name. */
  readonly timeZone: string;
  /** The operator's own; they win over the built-in ones. `language` (BCP 47) names months and days. */
  readonly variables: TemplateValues;
}

/**
 * Makes sure that every template can be rendered in a group.
 * @throws PostaciError `TEMPLATE_INVALID` naming the first template and variable that is unknown
 */
export function checkTemplates({
  templates,
  variables,
}: Pick<MessageSettings, 'templates' | 'variables'>): void {
  const known = new Set([...variablesAt('post'), ...Object.keys(variables)]);
  for (const template of templates) {
    for (const text of template.variants) {
      const unknown = parseTemplate(text).find((p) => p.kind === 'variable' && !known.has(p.name));
      if (unknown?.kind === 'variable') throw unknownVariable(template.id, unknown.name, known);
    }
  }
}

/**
 * Renders one variant. Values are put in as they are: what looks like markup in a group's title is text.
 * @throws PostaciError `TEMPLATE_INVALID` when a variable is unknown, or the result is empty or longer
 * than Telegram takes
 */
export function renderTemplate(
  template: MessageTemplate,
  variant: number,
  values: TemplateValues,
): Content {
  const { text, entities } = renderMarkup(
    parseTemplate(template.variants[variant] ?? '').map((part) => {
      if (part.kind === 'text') return { kind: 'marked', text: part.text };
      const value = Object.hasOwn(values, part.name) ? values[part.name] : undefined;
      if (value === undefined) throw unknownVariable(template.id, part.name, Object.keys(values));
      return { kind: 'plain', text: value };
    }),
  );
  const longest = template.media ? MAX_CAPTION_LENGTH : MAX_TEXT_LENGTH;
  if (text.length > longest) {
    throw new PostaciError(
      'TEMPLATE_INVALID',
      `Template \`${template.id}\` becomes ${text.length} characters long, Telegram takes ${longest}`,
      'Shorten it, or the values of its variables',
    );
  }
  if (text === '' && !template.media) {
    throw new PostaciError(
      'TEMPLATE_INVALID',
      `Template \`${template.id}\` becomes an empty text`,
      'Write something beside variables that may be empty',
    );
  }
  const marked = entities.length > 0 ? { entities } : {};
  return template.media
    ? { kind: 'media', media: template.media.kind, path: template.media.path, text, ...marked }
    : { kind: 'text', text, ...marked };
}

/** The values of all variables at one place and time. */
export function templateValues(context: RenderContext): TemplateValues {
  const { group, name, customer, at, timeZone, variables } = context;
  const language = variables.language ?? 'en';
  const format = (options: Intl.DateTimeFormatOptions, locale = language) =>
    new Intl.DateTimeFormat(supported(locale), { timeZone, ...options }).format(at);
  const builtIn: Partial<Record<TemplateVariable, string>> = {
    ...(group === undefined ? {} : { group }),
    ...(name === undefined ? {} : { name }),
    customer,
    date: format({ day: 'numeric', month: 'long', year: 'numeric' }),
    time: format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en'),
    weekday: format({ weekday: 'long' }),
    day: format({ day: 'numeric' }, 'en'),
    month: format({ month: 'long' }),
    year: format({ year: 'numeric' }, 'en'),
  };
  return { ...builtIn, ...variables };
}

/** `language` is the operator's word for anything they like: what is no locale is English. */
function supported(locale: string): string {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(locale)[0] ?? 'en';
  } catch {
    return 'en';
  }
}

function unknownVariable(template: string, name: string, known: Iterable<string>): PostaciError {
  const names = [...known].map((each) => `{${each}}`).join(', ');
  return new PostaciError(
    'TEMPLATE_INVALID',
    `Template \`${template}\` names the unknown variable {${name}}`,
    `Use one of ${names}, add it to the variables, or write {{${name}}} to have it as text`,
  );
}
