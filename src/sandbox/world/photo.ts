import type { Media } from './message.js';
import { hash64 } from './seeded.js';
import type { World } from './world.js';

/** One grey pixel. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Stores a small photo, for people who show one. */
export function storePhoto(world: World): Media {
  const id = String(hash64(world.seed, 'file id', world.state.files.size));
  world.files.write(id, PIXEL);
  world.commit({
    is: 'file',
    file: {
      id,
      kind: 'photo',
      mimeType: 'image/png',
      size: PIXEL.length,
      atMs: world.now(),
      attributes: [],
      width: 1,
      height: 1,
    },
  });
  return { kind: 'photo', fileId: id, spoiler: false };
}
