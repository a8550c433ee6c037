import { editSettings } from '../../config/edit/edit-settings.js';
import { readIfThere } from '../../config/edit/write-file.js';
import type { LoadedConfig } from '../../config/load.js';
import { PostaciError } from '../../core/errors.js';
import { editsOf, refuseUnchangeable } from '../../daemon/reload/change-variables.js';
import { wantedSettings } from '../../daemon/reload/wanted-settings.js';

/**
 * The configuration as it would be with some variables set in the customer's own file, which is not touched.
 * @param written `MESSAGES_PER_DAY=20`, each
 * @throws PostaciError for what is no variable, or what a start with it would refuse
 */
export async function withVariables(
  loaded: LoadedConfig,
  written: readonly string[],
): Promise<LoadedConfig> {
  if (written.length === 0) return loaded;
  const values = wantedSettings(Object.fromEntries(written.map(assignment)));
  for (const [name, value] of values) refuseUnchangeable(loaded, name, value);
  const { path, file } = loaded.settingsFile;
  const before = { file, text: await readIfThere(path, file) };
  const after = await editSettings(before, await editsOf(before, values));
  return loaded.reread(new Map([[path, after]]));
}

function assignment(written: string): [name: string, value: string] {
  const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=(.*)$/s.exec(written) ?? [];
  if (name === undefined || value === undefined) {
    throw new PostaciError(
      'USAGE',
      `--set ${written} does not say what is set to what`,
      'Write it as --set MESSAGES_PER_DAY=20',
    );
  }
  return [name, value];
}
