import { changeKind } from '../../config/changes/change-kind.js';
import { editSettings, keysOf, type SettingEdit } from '../../config/edit/edit-settings.js';
import { readIfThere, writeFileWhole } from '../../config/edit/write-file.js';
import type { WrittenValue } from '../../config/edit/written-value.js';
import type { LoadedConfig } from '../../config/load.js';
import { placeOf } from '../../config/value-source.js';
import type { VariableName } from '../../config/variables/known.js';
import { nameWritten } from '../../config/variables/name-written.js';
import type { SettingsReport } from '../../control/contract/settings.js';
import { PostaciError } from '../../core/errors.js';
import type { LiveConfig } from './live-config.js';

/** Wanted values by variable; a list is written as one; null takes the variable out of the customer's file. */
export type WantedValues = ReadonlyMap<VariableName, string | readonly string[] | null>;

/**
 * Changes variables in the customer's own file and takes them over, as long as the whole configuration is right
 * with them: else nothing is changed.
 * @param wanted asked once the files are read again, so that it goes by what they say
 * @throws PostaciError
 */
export function changeVariables(
  live: LiveConfig,
  wanted: (read: LoadedConfig) => WantedValues,
  dryRun: boolean,
): Promise<SettingsReport> {
  return live.inTurn(async () => {
    await live.readAgain();
    const values = wanted(live.read);
    for (const [name, value] of values) refuseUnchangeable(live.read, name, value);
    const { path, file } = live.read.settingsFile;
    const before = await readIfThere(path, file);
    const edits = await editsOf({ file, text: before }, values);
    const after = await editSettings({ file, text: before }, edits);
    if (edits.length === 0 || after === before) return { changes: [], warnings: [], file: null };
    const preview = await live.preview(new Map([[path, after]]));
    if (dryRun) return preview;
    await writeFileWhole(path, { file, before, after });
    return { ...(await live.readAgain()), file };
  });
}

/** A variable keeps the name under which it stands in the file; under others it stands no longer. */
export async function editsOf(
  settings: { readonly file: string; readonly text: string | undefined },
  values: WantedValues,
): Promise<readonly SettingEdit[]> {
  const keys = await keysOf(settings);
  return [...values].flatMap(([name, value]) => {
    const [key, ...others] = keys.filter((one) => nameWritten(one) === name);
    const gone = others.map((one) => ({ key: one, value: undefined }));
    if (value !== null) return [{ key: key ?? name, value: writtenValue(value) }, ...gone];
    return key === undefined ? [] : [{ key, value: undefined }, ...gone];
  });
}

/** Numbers, yes and no are written as such, where that says the same. */
function writtenValue(value: string | readonly string[]): WrittenValue {
  if (typeof value !== 'string') return value.map(numberOrText);
  return value === 'true' || value === 'false' ? value === 'true' : numberOrText(value);
}

function numberOrText(text: string): string | number {
  const number = Number(text);
  return Number.isSafeInteger(number) && String(number) === text ? number : text;
}

/** @throws PostaciError `USAGE` for what a person changes by hand only, or what another file says */
export function refuseUnchangeable(
  { sources, settingsFile }: LoadedConfig,
  name: VariableName,
  value: string | readonly string[] | null,
): void {
  const source = sources.variables.get(name)?.source;
  if (changeKind(name) === 'file') {
    const where = source ? placeOf(source) : 'the env file';
    throw new PostaciError(
      'USAGE',
      `${name} is not changed from here: it is a secret, or says whose account this is and where its data is`,
      `Change it by hand in ${where}, and start the daemon anew`,
    );
  }
  const place = sources.places.get(name);
  if (place !== undefined) {
    throw new PostaciError('USAGE', `${place} says it, and wins over ${name}`, 'Change it there');
  }
  if (value === null && source && source.kind !== 'customer-file') {
    throw new PostaciError(
      'USAGE',
      `${name} does not stand in ${settingsFile.file}, but in ${placeOf(source)}`,
      'Take it out there, or give it another value here: the customer’s own file wins',
    );
  }
}
