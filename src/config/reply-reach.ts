import type { ReplyRule } from '../core/reply-settings.js';
import type { Outline } from './outline.js';
import type { ReadRules } from './reply-rules.js';

type Conditions = Pick<ReplyRule, 'keywords' | 'patterns' | 'languages' | 'hours'>;
type ChatKind = 'private' | 'groups';

/** Warns of rules that never come to their turn: behind one that answers everything in the same chats. */
export function warnOfUnreachable(
  { rules, written }: ReadRules,
  outline: Outline,
  warnings: string[],
): void {
  const taken = new Map<ChatKind, string>();
  const all = written
    ? [...rules, { rule: { ...written.rule, keywords: [], patterns: [] }, path: written.path }]
    : rules;
  for (const { rule, path } of all) {
    const kinds: readonly ChatKind[] = rule.chats === 'all' ? ['private', 'groups'] : [rule.chats];
    const before = kinds.map((kind) => taken.get(kind));
    if (before.every((id) => id !== undefined)) {
      const names = [...new Set(before)].map((id) => `\`${id}\``).join(' and ');
      warnings.push(
        `${outline.place(path)} the rule \`${rule.id}\` never answers: before it ${names} answers everything; put it first`,
      );
    } else if (answersEverything(rule)) {
      for (const kind of kinds) if (!taken.has(kind)) taken.set(kind, rule.id);
    }
  }
}

/** Also while it rests: a rule that holds ends the search. */
function answersEverything({ keywords, patterns, languages, hours }: Conditions): boolean {
  return [keywords, patterns, languages, hours].every((conditions) => conditions.length === 0);
}
