import { lettersOf, strokesOf, type TerminalKey } from './panels/parts/strokes.js';

/** A key of the overview: a small Latin letter or a sign as it is, else a name. */
export type Press = string;

const CONTROLS: Readonly<Record<string, Press>> = { '\x03': 'ctrl-c', '\x0c': 'ctrl-l' };

/**
 * Reads what came at once, key by key: over a slow line `pm` may come as one. A paste is no command. Letters of a
 * Russian keyboard and capitals mean the Latin letter of the key.
 */
export function pressesOf(input: string, key: TerminalKey): readonly Press[] {
  if (key.ctrl && (input === 'c' || input === 'l')) return [`ctrl-${input}`];
  // biome-ignore lint/suspicious/noControlCharactersInRegex: keys are what is looked for
  const parts = input.split(/([\x03\x0c])/);
  return parts.flatMap((part) => {
    const control = CONTROLS[part];
    if (control !== undefined) return [control];
    // Keys without a text of their own come alone, and with an empty input.
    return part === '' && parts.length > 1 ? [] : strokesOf(part, key).flatMap(pressOf);
  });
}

function pressOf(stroke: ReturnType<typeof strokesOf>[number]): readonly Press[] {
  if (stroke.kind === 'key') return [stroke.name];
  return lettersOf(stroke).map((letter) => letter.toLowerCase());
}
