import type { ReplyConditions, ReplyRule, WrittenRule } from '../core/reply-settings.js';
import { readDayWindows } from './day-windows.js';
import { OwnIds } from './own-ids.js';
import { parseDuration } from './parse/duration.js';
import type { PathPart } from './parsed-document.js';
import { checkKeywords, checkLanguages, checkPatterns } from './reply-conditions.js';
import type { RuleInFile } from './reply-document.js';
import { readReplyWriting, refuseWritingKeys } from './reply-writing.js';
import { listTexts, readVariants, type TextSurroundings } from './texts.js';

/** A rule, and its place in the file. */
export interface PlacedRule<Rule = ReplyRule> {
  readonly rule: Rule;
  readonly path: readonly PathPart[];
}

/** All rules of the file; the model's, if there is one, comes after the others. */
export interface ReadRules {
  readonly rules: readonly PlacedRule[];
  readonly written?: PlacedRule<WrittenRule>;
}

/** Reads the rules; every mistake becomes a problem with its line. */
export async function readRules(
  written: readonly RuleInFile[],
  around: TextSurroundings,
  strict: boolean,
): Promise<ReadRules> {
  const ids = new OwnIds(around.outline, around.problems);
  const rules: PlacedRule[] = [];
  for (const [index, one] of written.entries()) {
    const path = ['rules', index];
    const id = ids.take(one.id, `rule-${index + 1}`, path);
    if (!one.llm) {
      refuseWritingKeys(one, path, around);
      rules.push({ rule: { id, ...(await readRule(one, path, around)) }, path });
      continue;
    }
    const rule = {
      id,
      ...readConditions(one, path, around),
      writing: readReplyWriting(one, path, around, strict),
    };
    if (index === written.length - 1) return { rules, written: { rule, path } };
    around.outline.problem(around.problems, [...path, 'llm'], {
      problem: 'has a language model answer before the rules behind it are asked',
      remedy: 'Put this rule last: the model answers what no other rule does',
    });
  }
  return { rules };
}

async function readRule(
  written: RuleInFile,
  path: readonly PathPart[],
  around: TextSurroundings,
): Promise<Omit<ReplyRule, 'id'>> {
  const { keyword, regex, chats, loose } = written;
  const keywords = listTexts(
    [
      ['keyword', keyword],
      ['keywords', written.keywords],
    ],
    path,
  );
  const patterns = listTexts(
    [
      ['regex', regex],
      ['regexes', written.regexes],
    ],
    path,
  );
  checkKeywords(keywords, around);
  await checkPatterns(patterns, around);
  const answers = [
    ['answer', written.answer],
    ['answers', written.answers],
  ] as const;
  const place = chats === 'groups' ? 'group-answer' : 'private';
  return {
    keywords: keywords.map(({ text }) => text),
    loose,
    patterns: patterns.map(({ text }) => text),
    ...readConditions(written, path, around),
    variants: readVariants(answers, path, place, around),
  };
}

/** What a rule looks at beside the text. */
function readConditions(
  written: RuleInFile,
  path: readonly PathPart[],
  around: TextSurroundings,
): Omit<ReplyConditions, 'id'> {
  const languages = listTexts(
    [
      ['language', written.language],
      ['languages', written.languages],
    ],
    path,
  );
  checkLanguages(languages, around);
  return {
    chats: written.chats,
    languages: languages.map(({ text }) => text.toLowerCase()),
    hours: readDayWindows(written.hours, [...path, 'hours'], around),
    cooldownMs: readCooldown(written.cooldown, [...path, 'cooldown'], around),
  };
}

function readCooldown(
  written: string | undefined,
  path: readonly PathPart[],
  { outline, problems }: TextSurroundings,
): number {
  const parsed = parseDuration(written ?? '0');
  if (parsed.ok) return parsed.value;
  outline.problem(problems, path, { ...parsed, problem: `\`${written}\` ${parsed.problem}` });
  return 0;
}
