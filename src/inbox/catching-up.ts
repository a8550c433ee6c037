import type { Logger } from '../core/logger.js';
import type { PeerId } from '../core/peer.js';
import type { UpdateSource, Wait } from '../core/updates.js';
import type { Held } from './held.js';
import type { Keeper } from './keeper.js';
import type { Lines } from './lines.js';

/** How far each chat was read in the present backfill; `Infinity`: to its end. Spares reading again after a wait. */
export type BackfillProgress = Map<PeerId, number>;

/** What catching up stands on. */
export interface CatchUpDependencies {
  readonly source: UpdateSource;
  readonly keeper: Keeper;
  readonly held: Held;
  readonly lines: Lines;
  readonly logger: Logger;
  /** Channels that were told of, and of which it is not known where they stand. */
  readonly unknown: Set<PeerId>;
  readonly progress: BackfillProgress;
}

/** Level with Telegram, or to be gone on with after Telegram's patience. */
export type Caught = 'done' | Wait;
