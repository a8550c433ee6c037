import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plain } from './rows.js';
import type { KeyName, Stroke } from './strokes.js';
import {
  bufferOf,
  cursorOf,
  ONE_LINE,
  type TextBuffer,
  type Writing,
  write,
} from './text-buffer.js';
import { editorRows, fieldRow } from './text-field.js';

const LINES: Writing = { lines: 'many', columns: 10 };
const key = (name: KeyName): Stroke => ({ kind: 'key', name });
const text = (typed: string): Stroke => ({ kind: 'text', text: typed });
const shown = ({ text: all, at }: TextBuffer) => `${all.slice(0, at)}|${all.slice(at)}`;

function after(begin: string, strokes: readonly Stroke[], writing: Writing = ONE_LINE): string {
  return shown(
    strokes.reduce((buffer, one) => write(buffer, one, writing) ?? buffer, bufferOf(begin)),
  );
}

describe('writing on one line', () => {
  test('goes by what a reader takes for characters', () => {
    expect(after('a👩‍👩‍👧', [key('backspace')])).toBe('a|');
    expect(after('a👩‍👩‍👧b', [key('left'), key('left')])).toBe('a|👩‍👩‍👧b');
    expect(after('ab', [key('home'), key('right'), text('ş')])).toBe('aş|b');
    expect(after('', [key('backspace'), key('left'), key('right')])).toBe('|');
  });

  test('erases a word or the line', () => {
    expect(after('one two ', [key('erase-word')])).toBe('one |');
    expect(after('one two', [key('left'), key('erase-line')])).toBe('|o');
  });

  test('keeps a pasted text on its line, and takes nothing unseen', () => {
    expect(after('', [text('a\r\nb\x1b\u202ec')])).toBe('a b??c|');
  });

  test('leaves other keys to whoever asks', () => {
    expect(write(bufferOf('a'), key('enter'), ONE_LINE)).toBeUndefined();
    expect(write(bufferOf('a'), key('up'), ONE_LINE)).toBeUndefined();
  });
});

describe('writing in rows', () => {
  test('begins new lines, and moves between rows as they are seen', () => {
    expect(after('ab', [key('enter'), text('c')], LINES)).toBe('ab\nc|');
    expect(after('abcd\nef', [key('up')], LINES)).toBe('ab|cd\nef');
    expect(after('one two three four', [key('up')], LINES)).toBe('one two| three four');
    expect(after('a\nb', [key('up'), key('up')], LINES)).toBe('|a\nb');
    expect(after('a\nb', [key('home'), key('up'), key('end'), text('!')], LINES)).toBe('a!|\nb');
  });

  test('a movement to a row that ends where the next begins stays in that row', () => {
    const end = after('abcdefghij1234567890', [key('up')], LINES);
    expect(end).toBe('abcdefghi|j1234567890');
  });

  test('whatever is pressed, the cursor stays between characters', () => {
    const strokes = fc.oneof(
      fc
        .constantFrom<KeyName>(
          'left',
          'right',
          'up',
          'down',
          'home',
          'end',
          'backspace',
          'enter',
          'erase-word',
        )
        .map(key),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 6 }).map(text),
    );
    fc.assert(
      fc.property(fc.array(strokes, { maxLength: 30 }), (all) => {
        let buffer = bufferOf('');
        for (const one of all) buffer = write(buffer, one, LINES) ?? buffer;
        expect(buffer.at).toBeGreaterThanOrEqual(0);
        expect(buffer.at).toBeLessThanOrEqual(buffer.text.length);
        expect(cursorOf(buffer, 10).row).toBeGreaterThanOrEqual(0);
        expect(editorRows(buffer, 11, 4).map(plain).join('').includes('│')).toBe(true);
      }),
    );
  });
});

describe('a field', () => {
  test('shows what is around the cursor, in its room', () => {
    expect(plain(fieldRow('Search:', bufferOf('warn'), 40))).toBe('Search: warn│');
    const long = bufferOf('abcdefghijklmnopqrstuvwxyz');
    expect(plain(fieldRow('S:', long, 14))).toBe('S: rstuvwxyz│');
    expect(plain(fieldRow('S:', { ...long, at: 0 }, 14))).toBe('S: │abcdefghi');
  });

  test('of a secret shows dots', () => {
    expect(plain(fieldRow('K', bufferOf('geheim'), 40, true))).toBe('K ••••••│');
  });
});

describe('an editor', () => {
  test('shows the rows around the cursor', () => {
    const buffer = bufferOf('1\n2\n3\n4\n5');
    expect(editorRows(buffer, 20, 3).map(plain)).toEqual(['3', '4', '5│']);
    expect(editorRows({ ...buffer, at: 0 }, 20, 3).map(plain)).toEqual(['│1', '2', '3']);
  });
});
