import { Readable } from 'node:stream';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Frame, readFrames } from './read-frames.js';

describe('reading server-sent events', () => {
  test('gives the same frames wherever the line cuts them', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme' }), { minLength: 1, maxLength: 5 }),
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }),
        async (texts, sizes) => {
          const sent = texts.map((text, index) => ({
            id: `r-${index}`,
            data: JSON.stringify(text),
          }));
          const wire = Buffer.from(
            sent.map(({ id, data }) => `: still here\n\nid: ${id}\ndata: ${data}\n\n`).join(''),
          );
          expect(await all(Readable.from(pieces(wire, sizes)))).toEqual(sent);
        },
      ),
    );
  });

  test('leaves out what has no data, and what did not come to its end', async () => {
    const wire =
      'retry: 2000\nid: r-0\n\n: still here\n\nid: r-1\nevent: missed\ndata: {}\n\nid: r-2\ndata: {';
    expect(await all(Readable.from([Buffer.from(wire)]))).toEqual([{ id: 'r-1', data: '{}' }]);
  });
});

async function all(source: Readable): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of readFrames(source)) frames.push(frame);
  return frames;
}

function* pieces(wire: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, piece = 0; at < wire.length; piece++) {
    const size = sizes[piece % sizes.length] ?? 1;
    yield wire.subarray(at, at + size);
    at += size;
  }
}
