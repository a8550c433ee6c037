import type { Clock } from '../../../src/core/clock.js';
import type { IncomingHandler } from '../../../src/core/incoming-handler.js';
import type { PeerId } from '../../../src/core/peer.js';
import { markIn } from './words.js';

/** Knows when the program had been told of a post, its edits and its deletion: it is a handler beside the service. */
export class Witness {
  readonly #versions = new Map<string, number>();
  readonly #deletions = new Map<string, number>();
  readonly handler: IncomingHandler;

  constructor(clock: Clock) {
    this.handler = {
      name: 'witness',
      wants: ({ peer }) => peer !== undefined && peer < 0,
      // Told again after a crash: what counts is the last time, which was committed.
      decide: async (heard) => async () => {
        for (const one of heard) {
          if (one.kind === 'deletion') {
            for (const id of one.messageIds) this.#deletions.set(`${one.peer} ${id}`, clock.now());
            continue;
          }
          const mark = markIn(one.text);
          if (mark !== undefined) this.#versions.set(`${one.peer} ${mark}`, clock.now());
        }
      },
    };
  }

  /** In milliseconds since the epoch; undefined: never. */
  versionHeardAt(channel: PeerId, mark: string): number | undefined {
    return this.#versions.get(`${channel} ${mark}`);
  }

  /** The same of a deletion. */
  deletionHeardAt(channel: PeerId, id: number): number | undefined {
    return this.#deletions.get(`${channel} ${id}`);
  }
}
