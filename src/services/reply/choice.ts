import type { ReplyConditions, ReplyRule, ReplySettings } from '../../core/reply-settings.js';
import type { MessageTemplate } from '../../core/settings.js';
import { DAY_MS } from '../../lib/local-time.js';
import type { Random } from '../../lib/seeded-random.js';
import { rotate } from '../../lib/templates/rotation.js';
import { looksAtText, type Matcher, type Said } from './matching.js';
import { type ReplyMemory, ruleOf, withRule } from './memory.js';
import { asksForMenu, chosenItem, menuTemplate } from './menu.js';

/** What to answer with. */
export interface Choice {
  /** What gives the answer: `rule:<id>`, `menu`, `item:<number>`. */
  readonly from: string;
  readonly template: MessageTemplate;
  readonly variant: number;
  /** The variant is what is said, and no template. */
  readonly plain?: true;
  /** The memory once it is said. */
  readonly after: ReplyMemory;
}

/** No answer, and why. */
export interface NoChoice {
  readonly silent: string;
  /** Nothing that was written down answers: it counts for the menu, and a model may be asked. */
  readonly unanswered: boolean;
}

/** The rules of the moment, ready to be asked. */
export interface Book {
  readonly settings: ReplySettings;
  readonly matcher: Matcher;
}

/** One question to the book. */
export interface Question {
  readonly said: Said;
  readonly memory: ReplyMemory;
  /** Milliseconds since the epoch. */
  readonly now: number;
  readonly random: Random;
}

/**
 * What the rules, in their order, and after them the menu answer. A rule that does not look at the text comes
 * after what is asked of the menu, else nobody could choose from it. A rule that rests is silent, and so is
 * everything behind it.
 */
export async function choose(book: Book, question: Question): Promise<Choice | NoChoice> {
  const rule = await book.matcher.first(question.said);
  const asked = rule && looksAtText(rule) ? undefined : menuChoice(book.settings, question);
  if (asked) return asked;
  if (rule) return ruleChoice(rule, question);
  return menuByItself(book.settings, question) ?? { silent: 'no rule holds', unanswered: true };
}

function ruleChoice(rule: ReplyRule, { memory, now, random }: Question): Choice | NoChoice {
  const { id, variants } = rule;
  if (rests(rule, memory, now)) return { silent: `the rule ${id} rests here`, unanswered: false };
  const last = ruleOf(memory, id);
  const before = { templates: [], variants: { [id]: last?.round ?? [] } };
  const { variant, rotation } = rotate([{ id, variants }], before, random);
  const after = withRule(memory, id, { at: now, round: rotation.variants[id] ?? [] });
  return {
    from: `rule:${id}`,
    template: { id, variants, targets: [] },
    variant,
    after: { ...after, unanswered: 0 },
  };
}

/** Has the rule answered here so lately that it is silent? */
export function rests({ id, cooldownMs }: ReplyConditions, memory: ReplyMemory, now: number) {
  const last = ruleOf(memory, id);
  return last !== undefined && now < last.at + cooldownMs;
}

/** The menu where it is asked for, and an item where one is chosen from a menu that was said within a day. */
function menuChoice({ menu }: ReplySettings, { said, memory, now }: Question): Choice | undefined {
  if (!menu) return undefined;
  const after = { ...memory, unanswered: 0 };
  if (asksForMenu(said.text)) {
    return only('menu', menuTemplate(menu), { ...after, menuAt: now });
  }
  const index = wasSaid(memory, now) ? chosenItem(menu, said.text) : undefined;
  const item = index === undefined ? undefined : menu.items[index];
  return index === undefined || !item ? undefined : only(`item:${index + 1}`, item.answer, after);
}

/** The menu comes by itself only in private, where nothing else was answered for a while. */
function menuByItself(
  { menu, menuAfter }: ReplySettings,
  { said, memory, now }: Question,
): Choice | undefined {
  if (!menu || menuAfter === undefined || said.chat !== 'private') return undefined;
  if (memory.unanswered + 1 < menuAfter || wasSaid(memory, now)) return undefined;
  return only('menu', menuTemplate(menu), { ...memory, unanswered: 0, menuAt: now });
}

function wasSaid({ menuAt }: ReplyMemory, now: number): boolean {
  return menuAt !== undefined && now < menuAt + DAY_MS;
}

function only(from: string, text: string, after: ReplyMemory): Choice {
  return { from, template: { id: from, variants: [text], targets: [] }, variant: 0, after };
}
