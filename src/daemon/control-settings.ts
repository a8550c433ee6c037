import type { SettingsControl } from '../control/contract/settings.js';
import type { Ground } from './ground.js';

/** Answers what operators ask of the configuration, and changes it. */
export function createSettingsControl(_ground: Ground): SettingsControl {
  const later = () => Promise.reject(new Error('under construction'));
  return {
    settings: later,
    changeSettings: later,
    limits: later,
    changeLimits: later,
    allowlist: later,
    changeAllowlist: later,
    reload: later,
  };
}
