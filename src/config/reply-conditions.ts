import { PostaciError } from '../core/errors.js';
import { fold } from '../lib/fold.js';
import { compilePattern } from '../lib/pattern.js';
import { LANGUAGES } from './languages.js';
import type { ListedText, TextSurroundings } from './texts.js';

const LONGEST_KEYWORD = 200;

/** A keyword must be something that can be found. */
export function checkKeywords(
  keywords: readonly ListedText[],
  { outline, problems }: TextSurroundings,
): void {
  for (const { text, at } of keywords) {
    if (fold(text, { loose: true }) === '') {
      const remedy = 'Write the word that is looked for, or take it out';
      outline.problem(problems, at, { problem: 'is empty', remedy });
    } else if (text.length > LONGEST_KEYWORD) {
      const problem = `is a keyword of ${text.length} characters, above ${LONGEST_KEYWORD}`;
      outline.problem(problems, at, { problem, remedy: 'Write the words that matter' });
    }
  }
}

/** A rule for another language would never hold. */
export function checkLanguages(
  languages: readonly ListedText[],
  { outline, problems }: TextSurroundings,
): void {
  for (const { text, at } of languages) {
    if (LANGUAGES.some((one) => one === text.toLowerCase())) continue;
    outline.problem(problems, at, {
      problem: `names the language \`${text}\`, which is not told apart`,
      remedy: `Write ${LANGUAGES.join(', ')}, or leave the language out`,
    });
  }
}

/** Patterns must be of RE2's syntax: it takes linear time whatever people write, so none is catastrophic. */
export async function checkPatterns(
  patterns: readonly ListedText[],
  { outline, problems }: TextSurroundings,
): Promise<void> {
  for (const { text, at } of patterns) {
    if (text === '') {
      outline.problem(problems, at, { problem: 'is empty', remedy: 'Write a pattern' });
    } else if (/^\/.+\/[a-z]*$/.test(text)) {
      const problem = `has slashes around the pattern: \`${text}\``;
      const remedy = 'Write only what stands between them; case never counts';
      outline.problem(problems, at, { problem, remedy });
    } else {
      const mistake = await patternMistake(text);
      if (mistake) outline.problem(problems, at, mistake);
    }
  }
}

async function patternMistake(
  source: string,
): Promise<{ problem: string; remedy: string } | undefined> {
  try {
    await compilePattern(source);
    return undefined;
  } catch (error) {
    if (!(error instanceof PostaciError)) throw error;
    const { problem, remedy } = error;
    return { problem: `: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}`, remedy };
  }
}
