import type { PauseScope, Status } from '../control/contract/status.js';

/** All counts as paused when the whole is, or when each service is by itself. */
export function isPaused(status: Status | null, scope: PauseScope): boolean {
  if (!status) return false;
  const { pauses, services } = status;
  if (scope === '*') {
    const whole = pauses.some(({ service }) => service === '*');
    return whole || (services.length > 0 && services.every(({ paused }) => paused));
  }
  return services.some(({ name, paused }) => name === scope && paused);
}
