import type { Readable } from 'node:stream';

/** One server-sent event as it came. */
export interface Frame {
  readonly id: string;
  readonly data: string;
}

/**
 * Reads server-sent events as this server writes them: each has an id and one line of data, what has none is a
 * sign of life. Ends with the source, and fails as it does.
 */
export async function* readFrames(source: Readable): AsyncGenerator<Frame> {
  let rest = '';
  source.setEncoding('utf8');
  for await (const piece of source) {
    const frames = (rest + String(piece)).split('\n\n');
    rest = frames.pop() ?? '';
    for (const text of frames) {
      const lines = text.split('\n');
      const data = fieldOf(lines, 'data: ');
      if (data !== undefined) yield { id: fieldOf(lines, 'id: ') ?? '', data };
    }
  }
}

function fieldOf(lines: readonly string[], name: string): string | undefined {
  return lines.find((line) => line.startsWith(name))?.slice(name.length);
}
