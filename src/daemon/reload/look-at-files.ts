import { stat } from 'node:fs/promises';

/**
 * What a few files look like from outside, in one text: another text means that one was written, replaced, made or
 * taken away.
 * @param files absolute paths; they need not be there
 */
export async function lookAtFiles(files: readonly string[]): Promise<string> {
  const seen = await Promise.all(files.map(lookAt));
  return seen.join('\n');
}

async function lookAt(file: string): Promise<string> {
  try {
    const { mtimeNs, ctimeNs, size, ino } = await stat(file, { bigint: true });
    return `${file} ${mtimeNs} ${ctimeNs} ${size} ${ino}`;
  } catch (error) {
    return `${file} ${(error as NodeJS.ErrnoException).code}`;
  }
}
