import type { World } from '../world/world.js';
import { startProgram } from './program.js';

/**
 * Bots that say what they are told: whoever answers them by itself has met its match, and one of the two
 * has to stop.
 * @returns how to make them stop; resolves when the last has finished.
 */
export function startEchoBots(world: World): () => Promise<void> {
  return startProgram(world, {
    runs: ({ echoes }) => echoes === true,
    afterMs: 500,
    answer: (_asker, { text }) => text || '…',
  });
}
