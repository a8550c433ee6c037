import type { TlObject } from '../../rpc.js';
import type { StoredFile } from '../../world/files.js';
import type { Media } from '../../world/message.js';
import { hash64 } from '../../world/seeded.js';
import type { World } from '../../world/world.js';

/** The key to a file; with the reference it opens the file. */
export const fileAccessHash = (world: World, fileId: string): bigint =>
  hash64(world.seed, 'file', fileId);

/** A file reference: when it was given, in seconds. */
export function fileReference(world: World): Buffer {
  const reference = Buffer.alloc(5);
  reference.writeUInt32BE(Math.floor(world.now() / 1_000), 1);
  return reference;
}

/** Has a reference outlived its time? Malformed ones have. */
export function referenceExpired(world: World, reference: Buffer): boolean {
  if (reference.length !== 5) return true;
  return world.now() - reference.readUInt32BE(1) * 1_000 > world.rules.fileReferenceMs;
}

export function tlMedia(world: World, media: Media): TlObject {
  const file = world.state.files.get(media.fileId);
  if (!file) return { _: 'messageMediaEmpty' };
  const spoiler = media.spoiler ? { spoiler: true } : {};
  return media.kind === 'photo'
    ? { _: 'messageMediaPhoto', ...spoiler, photo: tlPhoto(world, file) }
    : { _: 'messageMediaDocument', ...spoiler, document: tlDocument(world, file) };
}

function common(world: World, file: StoredFile) {
  return {
    id: BigInt(file.id),
    access_hash: fileAccessHash(world, file.id),
    file_reference: fileReference(world),
    date: Math.floor(file.atMs / 1_000),
    dc_id: 2,
  };
}

function tlPhoto(world: World, file: StoredFile): TlObject {
  const size = { _: 'photoSize', type: 'x', w: file.width, h: file.height, size: file.size };
  return { _: 'photo', ...common(world, file), sizes: [size] };
}

function tlDocument(world: World, file: StoredFile): TlObject {
  return {
    _: 'document',
    ...common(world, file),
    mime_type: file.mimeType,
    size: BigInt(file.size),
    attributes: file.attributes,
  };
}
