import { WRITTEN_ADDITIONS, type WritingRules } from '../core/author.js';
import { DEFAULT_REPLY_WRITING } from '../core/reply-settings.js';
import { oneOf } from './parse/choice.js';
import { parseDisclosure } from './parse/disclosure.js';
import type { Parsed } from './parse/parsed.js';
import type { PathPart } from './parsed-document.js';
import type { RuleInFile } from './reply-document.js';
import type { TextSurroundings } from './texts.js';

/** What only rules with an answer of their own have. */
const OF_ANSWERS = [
  'keyword',
  'keywords',
  'loose',
  'regex',
  'regexes',
  'answer',
  'answers',
] as const;
/** What only the model's rule has. */
const OF_WRITING = ['allow', 'disclosure'] as const;

/** Reads what the model's answers may be like; every mistake becomes a problem with its line. */
export function readReplyWriting(
  rule: RuleInFile,
  path: readonly PathPart[],
  around: TextSurroundings,
  strict: boolean,
): WritingRules {
  for (const key of OF_ANSWERS) {
    if (!rule[key]) continue;
    around.outline.problem(around.problems, [...path, key], {
      problem: 'stands in the rule in which a language model answers what no other rule does',
      remedy: 'Take it out, or make it a rule of its own before this one',
    });
  }
  const allowed = (rule.allow ?? []).map((text, index) =>
    read(oneOf(WRITTEN_ADDITIONS)(text), [...path, 'allow', index], around),
  );
  const disclosure =
    rule.disclosure === undefined
      ? undefined
      : read(parseDisclosure(rule.disclosure), [...path, 'disclosure'], around);
  return {
    ...DEFAULT_REPLY_WRITING,
    strict,
    allowed: [...new Set(allowed.filter((one) => one !== undefined))],
    ...(disclosure === undefined ? {} : { disclosure }),
  };
}

/** What a model may write says nothing about answers that somebody wrote. */
export function refuseWritingKeys(
  rule: RuleInFile,
  path: readonly PathPart[],
  { outline, problems }: TextSurroundings,
): void {
  for (const key of OF_WRITING) {
    if (rule[key] === undefined) continue;
    const problem = 'is only for the rule in which a language model answers';
    outline.problem(problems, [...path, key], { problem, remedy: 'Take it out' });
  }
}

function read<T>(
  parsed: Parsed<T>,
  path: readonly PathPart[],
  { outline, problems }: TextSurroundings,
): T | undefined {
  if (parsed.ok) return parsed.value;
  const remedy = parsed.remedy.replaceAll(
    '{name}=',
    `${path.findLast((part) => typeof part === 'string')}: `,
  );
  outline.problem(problems, path, { problem: parsed.problem, remedy });
  return undefined;
}
