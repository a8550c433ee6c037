import { changeKind } from '../../config/changes/change-kind.js';
import { describeConfig } from '../../config/describe.js';
import { KNOWN_VARIABLES } from '../../config/variables/known.js';
import type { Setting } from '../../control/contract/settings.js';
import type { LiveConfig } from './live-config.js';

/** Every variable, as it is in force, also those that nobody has set. */
export function listSettings({ described }: Pick<LiveConfig, 'described'>): readonly Setting[] {
  const rows = new Map(describeConfig(described).map((row) => [row.name, row]));
  return KNOWN_VARIABLES.map((variable): Setting => {
    const { name, meaning } = variable;
    const row = rows.get(name);
    // What another of the customer's files says can only be changed there.
    const elsewhere = described.sources.places.has(name);
    return {
      name,
      meaning,
      value: row?.value ?? '',
      source: row?.source ?? 'default',
      secret: 'secret' in variable && variable.secret === true,
      change: elsewhere ? 'file' : changeKind(name),
    };
  });
}
