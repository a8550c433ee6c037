import { lettersOf, strokesOf, type TerminalKey } from './panels/parts/strokes.js';

/** A key of the overview: a small Latin letter or a sign as it is, else a name. */
export type Press = string;

/**
 * Reads what came at once, key by key: over a slow line `pm` may come as one. A paste is no command. Letters of a
 * Russian keyboard and capitals mean the Latin letter of the key.
 */
export function pressesOf(input: string, key: TerminalKey): readonly Press[] {
  if (key.ctrl && input === 'c') return ['ctrl-c'];
  if (key.ctrl && input === 'l') return ['ctrl-l'];
  if (input.includes('\x03')) return ['ctrl-c'];
  return strokesOf(input, key).flatMap((stroke) =>
    stroke.kind === 'key' ? [stroke.name] : lettersOf(stroke).map((letter) => letter.toLowerCase()),
  );
}
