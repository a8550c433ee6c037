import { MAX_TEXT_LENGTH } from '../core/content.js';
import type { TemplatePlace } from '../core/template-variables.js';
import type { Outline } from './outline.js';
import type { PathPart } from './parsed-document.js';
import type { ProblemList } from './problems.js';
import { templateMistake } from './template-text.js';

/** What the texts of a file are checked against. */
export interface TextSurroundings {
  readonly outline: Outline;
  readonly problems: ProblemList;
  readonly variables: Readonly<Record<string, string>>;
}

/** What one thing lists under a key, and under that key's other name. */
export type TextLists = readonly (readonly [key: string, texts: readonly string[] | undefined])[];

/** A text of a list, and where it stands. */
export interface ListedText {
  readonly text: string;
  readonly at: readonly PathPart[];
}

/** All texts of the lists, in order. @param path of the thing that has them */
export function listTexts(lists: TextLists, path: readonly PathPart[]): readonly ListedText[] {
  return lists.flatMap(([key, texts = []]) =>
    texts.map((text, index) => ({ text, at: [...path, key, index] })),
  );
}

/** The texts of equal standing that something is said in; every mistake becomes a problem with its line. */
export function readVariants(
  lists: TextLists,
  path: readonly PathPart[],
  place: TemplatePlace,
  around: TextSurroundings,
): readonly string[] {
  const variants = listTexts(lists, path);
  for (const { text, at } of variants) checkText(text, at, place, around);
  if (variants.length === 0) {
    const keys = lists.map(([key]) => key).join(' or ');
    const mistake = { problem: 'says nothing', remedy: `Give it ${keys}` };
    around.outline.problem(around.problems, path, { ...mistake, code: 'TEMPLATE_INVALID' });
  }
  return variants.map(({ text }) => text);
}

/** A single text; a mistake becomes a problem with its line. @returns whether it is good */
export function checkText(
  text: string,
  path: readonly PathPart[],
  place: TemplatePlace,
  { outline, problems, variables }: TextSurroundings,
): boolean {
  const rules = { limit: MAX_TEXT_LENGTH, needed: true, variables, place };
  const mistake = templateMistake(text, rules);
  if (mistake) outline.problem(problems, path, { ...mistake, code: 'TEMPLATE_INVALID' });
  return mistake === undefined;
}
