import type { ReplyConditions, ReplyRule } from '../../core/reply-settings.js';
import type { DayWindow } from '../../core/settings.js';
import { fold, hasPhrase } from '../../lib/fold.js';
import { compilePattern, type Pattern } from '../../lib/pattern.js';

/** What was said, as the rules look at it. */
export interface Said {
  readonly text: string;
  readonly chat: 'private' | 'group';
  /** Minutes after local midnight, when it was said. */
  readonly minute: number;
  /** A two-letter code; asked only when a rule names languages. */
  readonly language: () => Promise<string | undefined>;
}

/** The rules, made ready to be asked. */
export interface Matcher {
  /** The first rule whose conditions hold, whether it rests or not. */
  first(said: Said): Promise<ReplyRule | undefined>;
}

/** A rule that looks at the text; one that does not holds for whatever is said. */
export function looksAtText({ keywords, patterns }: ReplyRule): boolean {
  return keywords.length + patterns.length > 0;
}

/** Is this minute of the day in the window? One whose end is not after its start passes midnight. */
export function contains({ startMinute, endMinute }: DayWindow, minute: number): boolean {
  return startMinute < endMinute
    ? minute >= startMinute && minute < endMinute
    : minute >= startMinute || minute < endMinute;
}

interface Ready {
  readonly rule: ReplyRule;
  /** Folded as the rule says. */
  readonly keywords: readonly string[];
  readonly patterns: readonly Pattern[];
}

/**
 * Folds the keywords and compiles the patterns.
 * @throws PostaciError `CONFIG_INVALID` naming the first pattern that cannot be used
 */
export async function createMatcher(rules: readonly ReplyRule[]): Promise<Matcher> {
  const ready: Ready[] = [];
  for (const rule of rules) {
    const patterns: Pattern[] = [];
    for (const source of rule.patterns) patterns.push(await compilePattern(source));
    const keywords = rule.keywords.map((keyword) => fold(keyword, { loose: rule.loose }));
    ready.push({ rule, keywords, patterns });
  }
  return {
    async first(said) {
      const folded = { strict: fold(said.text), loose: fold(said.text, { loose: true }) };
      for (const each of ready) {
        const text = each.rule.loose ? folded.loose : folded.strict;
        const { rule } = each;
        if (fits(rule, said) && found(each, said.text, text) && (await speaks(rule, said))) {
          return rule;
        }
      }
      return undefined;
    },
  };
}

/** Do a rule's conditions hold that do not look at the text? */
export async function holds(conditions: ReplyConditions, said: Said): Promise<boolean> {
  return fits(conditions, said) && (await speaks(conditions, said));
}

function fits({ chats, hours }: ReplyConditions, { chat, minute }: Said): boolean {
  const place = chats === 'all' || (chats === 'private') === (chat === 'private');
  return place && (hours.length === 0 || hours.some((window) => contains(window, minute)));
}

function found({ rule, keywords, patterns }: Ready, text: string, folded: string): boolean {
  return (
    (rule.keywords.length === 0 || keywords.some((keyword) => hasPhrase(folded, keyword))) &&
    (patterns.length === 0 || patterns.some((pattern) => pattern.test(text)))
  );
}

async function speaks({ languages }: ReplyConditions, { language }: Said): Promise<boolean> {
  if (languages.length === 0) return true;
  const told = await language();
  return told !== undefined && languages.includes(told);
}
