import type { SettingsControl } from '../../control/contract/settings.js';
import type { Ground } from '../ground.js';
import { allowlistOf, wantedAllowlist } from '../reload/allowlist.js';
import { changeVariables } from '../reload/change-variables.js';
import { listSettings } from '../reload/list-settings.js';
import { runTimeLimits, wantedLimits } from '../reload/run-time-limits.js';
import { wantedSettings } from '../reload/wanted-settings.js';

/** Answers what operators ask of the configuration, and changes it. */
export function createSettingsControl({ live }: Pick<Ground, 'live'>): SettingsControl {
  return {
    settings: async () => listSettings(live),
    async changeSettings({ values, dryRun }) {
      const wanted = wantedSettings(values);
      return changeVariables(live, () => wanted, dryRun);
    },
    limits: async () => runTimeLimits(live.config.limits),
    changeLimits: ({ dryRun, ...change }) =>
      changeVariables(live, ({ sources }) => wantedLimits(change, sources), dryRun),
    allowlist: async () => allowlistOf(live.config),
    changeAllowlist: (change) =>
      changeVariables(live, (read) => wantedAllowlist(change, read), change.dryRun),
    reload: () => live.reload(),
  };
}
