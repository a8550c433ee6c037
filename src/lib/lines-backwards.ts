import type { FileHandle } from 'node:fs/promises';

const CHUNK_BYTES = 64 * 1024;
const NEWLINE = 10;

/**
 * The lines of a file as it is now, the last one first; the text behind the last line's end is a line, too. Only what
 * is asked for is read, and no more than a line and a chunk is held.
 */
export async function* linesBackwards(
  file: FileHandle,
  chunkBytes = CHUNK_BYTES,
): AsyncGenerator<string> {
  let { size: end } = await file.stat();
  /** The parts of the line that is not whole yet, the last one first. */
  let parts: Buffer[] = [];
  const whole = () => {
    const line = Buffer.concat(parts.reverse()).toString('utf8');
    parts = [];
    return line;
  };
  while (end > 0) {
    const start = Math.max(0, end - chunkBytes);
    const buffer = Buffer.alloc(end - start);
    const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
    let to = bytesRead;
    for (let at = bytesRead - 1; at >= 0; at--) {
      if (buffer[at] !== NEWLINE) continue;
      parts.push(buffer.subarray(at + 1, to));
      const line = whole();
      if (line !== '') yield line;
      to = at;
    }
    parts.push(buffer.subarray(0, to));
    end = start;
  }
  const first = whole();
  if (first !== '') yield first;
}
