import { describe, expect, test } from '@jest/globals';
import { readText } from './list-text.js';

async function* inChunks(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function textOf(bytes: Uint8Array, size: number): Promise<string> {
  let text = '';
  for await (const part of readText(inChunks(bytes, size), 'a.csv')) text += part;
  return text;
}

const TEXT = 'id,note\r\n\r\n7,güneş\r8,🌞\n9,\r\n\r';
const PLAIN = 'id,note\n\n7,güneş\n8,🌞\n9,\n\n';

describe('the text of a list', () => {
  test.each([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${TEXT}`)],
    ['UTF-16, little endian', Buffer.from(`\uFEFF${TEXT}`, 'utf16le')],
    ['UTF-16, big endian', Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16()],
  ])('in %s is the same wherever it is cut', async (_encoding, bytes) => {
    for (let size = 3; size <= bytes.length; size++) {
      expect(await textOf(bytes, size)).toBe(PLAIN);
    }
  });

  test('that is broken is refused with its line, wherever it is cut', async () => {
    const bytes = Buffer.concat([Buffer.from(TEXT), Buffer.from([0xfe]), Buffer.from('a\r\n')]);
    for (let size = 3; size <= bytes.length; size++) {
      await expect(textOf(bytes, size)).rejects.toThrow(/^a\.csv:7 is not UTF-8/);
    }
  });
});
