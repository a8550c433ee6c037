import { randomBytes } from 'node:crypto';
import {
  chown,
  link,
  mkdir,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { PostaciError } from '../../core/errors.js';
import { decodeText } from '../decode-text.js';

/** A customer's settings may hold secrets. */
const NEW_FILE_MODE = 0o600;

/**
 * The text of a file; undefined when it is not there.
 * @param file how to name it
 * @throws PostaciError when it cannot be read, or is no text
 */
export async function readIfThere(path: string, file: string): Promise<string | undefined> {
  try {
    const text = decodeText(await readFile(path));
    if (typeof text === 'string') return text;
    const { line, problem, remedy } = text;
    throw new PostaciError('CONFIG_FILE_UNREADABLE', `${file}:${line} ${problem}`, remedy);
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined;
    if (error instanceof PostaciError) throw error;
    throw new PostaciError(
      'CONFIG_FILE_UNREADABLE',
      `${file} cannot be read (${(error as Error).message})`,
      'Make it readable for the user who runs postaci',
    );
  }
}

/**
 * Replaces a file's text as a whole: whoever reads it, and whatever breaks in between, finds the old text or the new
 * one. Mode and owner stay; a new file is its owner's only. A link stays one, and what it leads to is replaced.
 * @param file how to name it
 * @param before what the text was when the change was thought out; undefined: there was no file
 * @throws PostaciError when it says something else by now, or cannot be written; it is as it was then
 */
export async function writeFileWhole(
  path: string,
  {
    file,
    before,
    after,
  }: { readonly file: string; readonly before: string | undefined; readonly after: string },
): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const target = before === undefined ? path : await realpath(path);
    await sweep(target);
    const temporary = `${temporaryPrefix(target)}${randomBytes(6).toString('hex')}`;
    try {
      await writeTemporary(temporary, target, before !== undefined, after);
      if ((await readIfThere(target, file)) !== before) throw changedMeanwhile(file);
      await putInPlace(temporary, target, before === undefined);
    } finally {
      await rm(temporary, { force: true });
    }
    await sync(dirname(target));
  } catch (error) {
    if (isCode(error, 'EEXIST') || isCode(error, 'ENOENT')) throw changedMeanwhile(file);
    throw error instanceof PostaciError ? error : unwritable(file, error);
  }
}

async function writeTemporary(
  temporary: string,
  target: string,
  exists: boolean,
  text: string,
): Promise<void> {
  const like = exists ? await stat(target) : undefined;
  const handle = await open(temporary, 'wx', NEW_FILE_MODE);
  try {
    await handle.writeFile(text);
    if (like) {
      const mine = await handle.stat();
      if (mine.uid !== like.uid || mine.gid !== like.gid)
        await chown(temporary, like.uid, like.gid);
      await handle.chmod(like.mode & 0o7777);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** A file that appeared meanwhile is not overwritten: a second name is only given where there is none. */
async function putInPlace(temporary: string, target: string, isNew: boolean): Promise<void> {
  if (isNew) await link(temporary, target);
  else await rename(temporary, target);
}

/** What an earlier attempt left behind when the machine went away. */
async function sweep(target: string): Promise<void> {
  const prefix = basename(temporaryPrefix(target));
  for (const name of await readdir(dirname(target))) {
    if (name.startsWith(prefix)) await rm(join(dirname(target), name), { force: true });
  }
}

function temporaryPrefix(target: string): string {
  return join(dirname(target), `.${basename(target)}.new-`);
}

/** A rename is kept once its folder is. */
async function sync(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function changedMeanwhile(file: string): PostaciError {
  return new PostaciError(
    'USAGE',
    `${file} was changed by somebody else in this very moment`,
    'Look at what it says now, and try again; nothing was written',
  );
}

function unwritable(file: string, error: unknown): PostaciError {
  const { code, message } = error as NodeJS.ErrnoException;
  return new PostaciError(
    'CONFIG_FILE_UNREADABLE',
    `${file} cannot be written (${code ?? message})`,
    'Let the user who runs postaci own it and its folder; in a container mount the folder, not the file',
    { cause: error },
  );
}

function isCode(error: unknown, code: string): boolean {
  return (error as NodeJS.ErrnoException).code === code;
}
