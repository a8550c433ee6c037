import {
  parseTemplate,
  TEMPLATE_VARIABLES,
  type TemplatePlace,
  variablesAt,
} from '../core/template-variables.js';
import { nearest } from './nearest.js';

const LINK_ADDRESS = /\]\((?:https?|tg):\/\/[^\s()]+\)/g;

/** What a template's text is checked against. */
export interface TextRules {
  /** In UTF-16 units. */
  readonly limit: number;
  /** Must there be any text? A caption may be empty. */
  readonly needed: boolean;
  readonly variables: Readonly<Record<string, string>>;
  readonly place: TemplatePlace;
}

interface Mistake {
  readonly problem: string;
  readonly remedy: string;
}

/** What is wrong with a template's text: empty, an unknown variable, or too long at its longest rendering. */
export function templateMistake(text: string, rules: TextRules): Mistake | undefined {
  const { limit, needed, variables, place } = rules;
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
    const length = longestOf(part.name, rules);
    if (length === undefined) return unknownVariable(part.name, place, variables);
    longest += length;
  }
  if (longest <= limit) return undefined;
  return {
    problem: `can become ${longest} characters long, above Telegram's ${limit}`,
    remedy: `Shorten it by at least ${longest - limit}`,
  };
}

function longestOf(name: string, { variables, place }: TextRules): number | undefined {
  if (Object.hasOwn(variables, name)) return variables[name]?.length;
  const builtIn = variablesAt(place).find((one) => one === name);
  return builtIn && TEMPLATE_VARIABLES[builtIn].longest;
}

const ELSEWHERE: Readonly<Record<string, string>> = {
  group:
    '{group} is known in messages, and in answers of rules with `chats: groups`: a private chat has no group',
  name: '{name} is known in answers and private messages: a message to a group speaks to nobody in particular',
};

function unknownVariable(
  name: string,
  place: TemplatePlace,
  variables: Readonly<Record<string, string>>,
): Mistake {
  const known = [...variablesAt(place), ...Object.keys(variables)];
  const list = known.map((one) => `{${one}}`).join(', ');
  const remedy = `Known are ${list}; for a brace itself write {{ or }}`;
  const elsewhere = Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined;
  if (elsewhere !== undefined) {
    return {
      problem: `names {${name}}, which has no value here`,
      remedy: `${elsewhere}. ${remedy}`,
    };
  }
  const meant = nearest(name, known, 2);
  return {
    problem: `names the unknown variable {${name}}`,
    remedy: `${meant ? `Did you mean {${meant}}? ` : ''}${remedy}`,
  };
}
