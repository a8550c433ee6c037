import type { Clock } from '../../core/clock.js';

/** How often the files are looked at. */
const LOOK_EVERY_MS = 2_000;
/** What was wrong may be mended beside these files, as with a picture that comes later: so often it is tried again. */
const TRY_AGAIN_MS = 30_000;

export interface WatchedFiles {
  readonly clock: Clock;
  /** What the files look like; a file that comes or goes is a change, too. */
  readonly look: () => Promise<string>;
  /** Something is not as it was, and nobody is writing any more. @returns whether all is well */
  readonly onChange: () => Promise<boolean>;
}

/**
 * Looks at a few files until the signal aborts. A change is told once the files have been the same for two looks:
 * half a file is no change yet, nor is one that an editor takes away to put another in its place. What changed
 * before the first look is told, too. It asks the file system, because notices of changes do not come from every
 * mounted folder.
 */
export async function watchFiles(
  { clock, look, onChange }: WatchedFiles,
  signal: AbortSignal,
): Promise<void> {
  let told = '';
  let last = '';
  let tryAgainAt = Number.POSITIVE_INFINITY;
  for (;;) {
    const seen = await look();
    const still = seen === last;
    last = seen;
    if (still && (seen !== told || clock.now() >= tryAgainAt)) {
      told = seen;
      const well = await onChange();
      tryAgainAt = well ? Number.POSITIVE_INFINITY : clock.now() + TRY_AGAIN_MS;
    }
    await clock.sleepUntil(clock.now() + LOOK_EVERY_MS, signal);
  }
}
