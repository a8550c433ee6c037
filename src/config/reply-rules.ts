import type { ReplyRule } from '../core/reply-settings.js';
import { readDayWindows } from './day-windows.js';
import { OwnIds } from './own-ids.js';
import { parseDuration } from './parse/duration.js';
import type { PathPart } from './parsed-document.js';
import { checkKeywords, checkLanguages, checkPatterns } from './reply-conditions.js';
import type { ReplyDocument } from './reply-document.js';
import { listTexts, readVariants, type TextSurroundings } from './texts.js';

type WrittenRule = ReplyDocument['rules'][number];

/** A rule, and its place in the file. */
export interface PlacedRule {
  readonly rule: ReplyRule;
  readonly path: readonly PathPart[];
}

/** Reads the rules; every mistake becomes a problem with its line. */
export async function readRules(
  written: readonly WrittenRule[],
  around: TextSurroundings,
): Promise<readonly PlacedRule[]> {
  const ids = new OwnIds(around.outline, around.problems);
  const rules: PlacedRule[] = [];
  for (const [index, one] of written.entries()) {
    const path = ['rules', index];
    const id = ids.take(one.id, `rule-${index + 1}`, path);
    if (one.llm) refuseModel(path, around);
    else rules.push({ rule: { id, ...(await readRule(one, path, around)) }, path });
  }
  return rules;
}

function refuseModel(path: readonly PathPart[], { outline, problems }: TextSurroundings): void {
  outline.problem(problems, [...path, 'llm'], {
    problem: 'has a language model answer, which this version cannot do yet',
    remedy: 'Take the rule out: only comments are written by a model so far',
  });
}

async function readRule(
  written: WrittenRule,
  path: readonly PathPart[],
  around: TextSurroundings,
): Promise<Omit<ReplyRule, 'id'>> {
  const { keyword, regex, language, chats, loose } = written;
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
  const languages = listTexts(
    [
      ['language', language],
      ['languages', written.languages],
    ],
    path,
  );
  checkKeywords(keywords, around);
  await checkPatterns(patterns, around);
  checkLanguages(languages, around);
  const answers = [
    ['answer', written.answer],
    ['answers', written.answers],
  ] as const;
  const place = chats === 'groups' ? 'group-answer' : 'private';
  return {
    keywords: keywords.map(({ text }) => text),
    loose,
    patterns: patterns.map(({ text }) => text),
    chats,
    languages: languages.map(({ text }) => text.toLowerCase()),
    hours: readDayWindows(written.hours, [...path, 'hours'], around),
    variants: readVariants(answers, path, place, around),
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
