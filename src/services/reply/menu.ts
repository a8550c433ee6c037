import type { ReplyMenu } from '../../core/reply-settings.js';
import { fold } from '../../lib/fold.js';

/** The menu is asked for in these words, folded loosely. */
const MENU_WORDS: ReadonlySet<string> = new Set(['menu', '/menu', 'меню', '/меню']);
/** `2`, `2.`, `2)`, `#2`, and 2 on a key: how people choose by number. */
const NUMBER = /^[#(]?(\d{1,2})(?:[.)]|\u20e3)?$/;

/** Is the menu asked for? */
export function asksForMenu(text: string): boolean {
  return MENU_WORDS.has(fold(text, { loose: true }));
}

/**
 * Which item is chosen, by its number or its label.
 * @returns its index, or undefined when none is
 */
export function chosenItem(menu: ReplyMenu, text: string): number | undefined {
  const folded = fold(text, { loose: true });
  const byLabel = menu.items.findIndex(({ label }) => fold(label, { loose: true }) === folded);
  if (byLabel >= 0) return byLabel;
  const number = Number(NUMBER.exec(folded)?.[1] ?? Number.NaN);
  return number >= 1 && number <= menu.items.length ? number - 1 : undefined;
}

/** The menu as a template: its text, and its items with their numbers. A label is no template of its own. */
export function menuTemplate({ text, items }: ReplyMenu): string {
  const lines = items.map(({ label }, index) => `${index + 1}. ${asText(label)}`);
  return [text, '', ...lines].join('\n');
}

function asText(label: string): string {
  return label.replace(/[{}]/g, '$&$&');
}
