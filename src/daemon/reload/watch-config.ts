import type { Ground } from '../ground.js';
import { lookAtFiles } from './look-at-files.js';
import { watchFiles } from './watch-files.js';

/** Reads the configuration again whenever its files change, until the signal aborts. */
export function watchConfig(
  { live, clock }: Pick<Ground, 'live' | 'clock'>,
  signal: AbortSignal,
): Promise<void> {
  const onChange = () =>
    live.reload().then(
      () => live.allTookOver,
      // It is told where it was found.
      () => false,
    );
  const { files } = live.read;
  return watchFiles({ clock, look: () => lookAtFiles(files), onChange }, signal);
}
