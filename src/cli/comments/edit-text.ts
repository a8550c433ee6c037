import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PostaciError } from '../../core/errors.js';

/**
 * Lets the operator change a text in their own editor (`VISUAL`, else `EDITOR`). The file that it is in meanwhile
 * is readable for nobody else, and goes with the editor.
 * @returns what was left there, without white space at its ends
 * @throws PostaciError `USAGE` where no editor is set, or it ended with an error
 */
export async function editText(
  text: string,
  environment: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const editor = environment.VISUAL || environment.EDITOR;
  if (!editor) {
    throw new PostaciError(
      'USAGE',
      'no editor is set',
      'Set EDITOR, e.g. EDITOR=nano, or write the text behind --text',
    );
  }
  const folder = await mkdtemp(join(tmpdir(), 'postaci-'));
  try {
    const file = join(folder, 'text.txt');
    await writeFile(file, `${text}\n`, { mode: 0o600 });
    await edit(editor, file);
    return (await readFile(file, 'utf8')).trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The variable may hold arguments: a shell takes it apart, as for git. */
function edit(editor: string, file: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) =>
      reject(
        new PostaciError(
          'USAGE',
          `the editor ${editor} ${why}: nothing was approved`,
          'Try again, or write the text behind --text',
        ),
      );
    const child = spawn('/bin/sh', ['-c', `${editor} "$1"`, 'sh', file], { stdio: 'inherit' });
    child.once('error', (error) => fail(`could not be started (${error.message})`));
    child.once('exit', (code, signal) => {
      if (code === 0) resolve();
      else fail(`ended with ${code ?? signal}`);
    });
  });
}
