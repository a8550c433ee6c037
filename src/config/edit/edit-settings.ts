import { isDeepStrictEqual } from 'node:util';
import { PostaciError } from '../../core/errors.js';
import { readJson, SyntaxProblem } from '../json-reader.js';
import { editJson } from './edit-json.js';
import type { WrittenValue } from './written-value.js';

/** One key of the customer's file; undefined takes it out. */
export interface SettingEdit {
  readonly key: string;
  readonly value: WrittenValue | undefined;
}

/** The customer's file as it is, or as it would be when it is made. */
export interface SettingsText {
  /** How it is named to people; its ending says which form it has. */
  readonly file: string;
  /** Undefined: there is no such file yet. */
  readonly text: string | undefined;
}

/**
 * The text of `config.{json,yaml}` after some edits: only what they name is changed.
 * @throws PostaciError when the text is broken, or no set of names and values
 */
export async function editSettings(
  { file, text }: SettingsText,
  edits: readonly SettingEdit[],
): Promise<string> {
  const json = file.endsWith('.json');
  const original = text === undefined || text.trim() === '' ? (json ? '{}\n' : '') : text;
  const form = json ? JSON_FORM : await yamlForm();
  const root = rootOf(form.read, original, file);
  const edited = edits.reduce((now, { key, value }) => form.edit(now, key, value), original);
  const expected = edits.reduce((now, { key, value }) => {
    const { [key]: _old, ...others } = now;
    return value === undefined ? others : { ...others, [key]: value };
  }, root);
  // Whatever the file looked like: it says the same as before, but for what was to be changed.
  if (!isDeepStrictEqual(rootOf(form.read, edited, file), expected)) {
    throw new Error(`the edit of ${file} would change more than it should`);
  }
  return edited;
}

/** The names that stand in the customer's file. @throws PostaciError when it is broken */
export async function keysOf({ file, text = '' }: SettingsText): Promise<readonly string[]> {
  if (text.trim() === '') return [];
  const { read } = file.endsWith('.json') ? JSON_FORM : await yamlForm();
  return Object.keys(rootOf(read, text, file));
}

interface Form {
  readonly read: (text: string) => { readonly root: unknown };
  readonly edit: (text: string, name: string, value: WrittenValue | undefined) => string;
}

const JSON_FORM: Form = { read: readJson, edit: editJson };

/** The YAML library is large: it is loaded only by those who write YAML. */
async function yamlForm(): Promise<Form> {
  const { readYaml } = await import('../yaml-reader.js');
  const { editYaml } = await import('./edit-yaml.js');
  return { read: readYaml, edit: editYaml };
}

function rootOf(read: Form['read'], text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const { root } = read(text);
    if (root === null) return {};
    if (typeof root === 'object' && !Array.isArray(root)) return { ...root };
  } catch (error) {
    if (!(error instanceof SyntaxProblem)) throw error;
    throw new PostaciError(
      'CONFIG_INVALID',
      `${file}:${error.line}:${error.column} is broken: ${error.message}`,
      'Mend that place first; nothing was written',
    );
  }
  throw new PostaciError(
    'CONFIG_INVALID',
    `${file} is not a set of names and values`,
    'Write e.g. {"MESSAGES_PER_DAY": 40}; nothing was written',
  );
}
