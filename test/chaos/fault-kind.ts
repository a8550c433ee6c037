import type { Random } from '../../src/lib/seeded-random.js';
import type { Stage } from './stage.js';
import type { Traffic } from './traffic.js';

/** How a fault that has begun ends. */
export interface Ending {
  /** From here on the daemon can recover. */
  end(): Promise<void>;
  /** What is set right only after it has. */
  afterwards?(): Promise<void>;
  /** How often it has struck by its end. @default once */
  readonly struck?: () => number;
}

/** One way in which things go wrong. */
export interface FaultKind {
  readonly name: string;
  /** Of two faults that touch the same thing only one is on. */
  readonly touches:
    | 'daemon'
    | 'server'
    | 'calls'
    | 'pushes'
    | 'database'
    | 'redis'
    | 'disk'
    | 'clock';
  /** It lasts no longer than this. */
  readonly longestMs: number;
  /** After it Telegram does not tell of edits and deletions, so there must be none. */
  readonly calm?: boolean;
  /** Why it cannot be tried here. */
  missing?(stage: Stage): string | undefined;
  begin(scene: Scene): Promise<Ending>;
}

/** Where a fault happens. */
export interface Scene {
  readonly stage: Stage;
  readonly traffic: Traffic;
  readonly random: Random;
}
