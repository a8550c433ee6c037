import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PostaciError } from '../core/errors.js';
import { parseTemplate } from '../core/template-variables.js';
import { BUILT_IN_PROMPTS, PROMPT_VARIABLES, PURPOSES, type Purpose } from './prompts.js';

/** Longer prompts make every request slow and dear; in UTF-16 units. */
export const MAX_PROMPT = 8_000;

/** The prompt of each purpose. */
export type Prompts = Readonly<Record<Purpose, string>>;

/**
 * Reads the customer's own prompts: `comment.md` and `reply.md`. What is not there is the built-in one.
 * @throws PostaciError `CONFIG_FILE_UNREADABLE` when a file is there but can't be read; `CONFIG_INVALID` when it
 * is empty, too long, or names a variable that no prompt has
 */
export async function readPrompts(directory: string): Promise<Prompts> {
  const read = await Promise.all(
    PURPOSES.map(async (purpose) => {
      const path = join(directory, `${purpose}.md`);
      const text = await textOf(path);
      if (text === undefined) return [purpose, BUILT_IN_PROMPTS[purpose]] as const;
      checkPrompt(text, path);
      return [purpose, text.trim()] as const;
    }),
  );
  return { ...BUILT_IN_PROMPTS, ...Object.fromEntries(read) };
}

async function textOf(path: string): Promise<string | undefined> {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(await readFile(path));
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return undefined;
    if (code === 'ERR_ENCODING_INVALID_ENCODED_DATA') {
      throw new PostaciError(
        'CONFIG_INVALID',
        `The prompt ${path} is not UTF-8 text`,
        'Save it again as UTF-8',
        { cause: error },
      );
    }
    throw new PostaciError(
      'CONFIG_FILE_UNREADABLE',
      `The prompt ${path} cannot be read (${code})`,
      'Let the user who runs postaci read it, or take it away to have the built-in prompt',
      { cause: error },
    );
  }
}

/** The system's and the decoder's errors carry one. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}

function checkPrompt(text: string, path: string): void {
  if (text.trim() === '') {
    throw new PostaciError(
      'CONFIG_INVALID',
      `The prompt ${path} is empty`,
      'Write what the model is to do, or take the file away to have the built-in prompt',
    );
  }
  if (text.length > MAX_PROMPT) {
    throw new PostaciError(
      'CONFIG_INVALID',
      `The prompt ${path} is ${text.length} characters long, it may have ${MAX_PROMPT}`,
      `Shorten it by at least ${text.length - MAX_PROMPT}`,
    );
  }
  const known = new Set<string>(PROMPT_VARIABLES);
  for (const part of parseTemplate(text)) {
    if (part.kind === 'text' || known.has(part.name)) continue;
    const line = text.slice(0, part.index).split('\n').length;
    throw new PostaciError(
      'CONFIG_INVALID',
      `${path}:${line} names the unknown variable {${part.name}}`,
      `Use one of ${PROMPT_VARIABLES.map((name) => `{${name}}`).join(', ')}; for a brace itself write {{ or }}`,
    );
  }
}
