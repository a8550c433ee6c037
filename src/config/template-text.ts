import { parseTemplate, TEMPLATE_VARIABLES } from '../core/template-variables.js';
import { nearest } from './nearest.js';

const LINK_ADDRESS = /\]\((?:https?|tg):\/\/[^\s()]+\)/g;

interface TextRules {
  /** In UTF-16 units. */
  readonly limit: number;
  /** Must there be any text? A caption may be empty. */
  readonly needed: boolean;
  readonly variables: Readonly<Record<string, string>>;
}

/** What is wrong with a template's text: empty, an unknown variable, or too long at its longest rendering. */
export function templateMistake(
  text: string,
  { limit, needed, variables }: TextRules,
): { problem: string; remedy: string } | undefined {
  if (needed && text.trim() === '') {
    return { problem: 'is empty', remedy: 'Write what is to be said, or take it out' };
  }
  let longest = 0;
  // A link's address is not counted by Telegram: it becomes an entity.
  for (const part of parseTemplate(text.replace(LINK_ADDRESS, ']'))) {
    if (part.kind === 'text') {
      longest += part.text.length;
      continue;
    }
    const length = longestOf(part.name, variables);
    if (length === undefined) return unknownVariable(part.name, variables);
    longest += length;
  }
  if (longest <= limit) return undefined;
  return {
    problem: `can become ${longest} characters long, above Telegram's ${limit}`,
    remedy: `Shorten it by at least ${longest - limit}`,
  };
}

function isBuiltIn(name: string): name is keyof typeof TEMPLATE_VARIABLES {
  return Object.hasOwn(TEMPLATE_VARIABLES, name);
}

function longestOf(name: string, variables: Readonly<Record<string, string>>): number | undefined {
  if (Object.hasOwn(variables, name)) return variables[name]?.length;
  return isBuiltIn(name) ? TEMPLATE_VARIABLES[name].longest : undefined;
}

function unknownVariable(name: string, variables: Readonly<Record<string, string>>) {
  const known = [...Object.keys(TEMPLATE_VARIABLES), ...Object.keys(variables)];
  const meant = nearest(name, known, 2);
  const list = known.map((one) => `{${one}}`).join(', ');
  return {
    problem: `names the unknown variable {${name}}`,
    remedy: `${meant ? `Did you mean {${meant}}? ` : ''}Known are ${list}; for a brace itself write {{ or }}`,
  };
}
