import { RpcError, type TlObject } from '../rpc.js';
import type { StoredFile } from '../world/files.js';
import type { Media } from '../world/message.js';
import type { Person } from '../world/person.js';
import { hash64 } from '../world/seeded.js';
import { bytesField, flag, longField, objectField, objectsField } from './fields.js';
import { imageInfo } from './image.js';
import type { Services } from './method.js';
import { fileAccessHash, referenceExpired } from './render/media.js';

/**
 * What an InputMedia stands for; an uploaded file is stored.
 * @throws RpcError for what is no photo or document, and for files that the caller does not hold.
 */
export function inputMedia(services: Services, person: Person, input: TlObject): Media {
  const spoiler = flag(input, 'spoiler');
  switch (input._) {
    case 'inputMediaUploadedPhoto':
    case 'inputMediaUploadedDocument': {
      const bytes = services.uploads.whole(person.id, objectField(input, 'file'));
      return { ...store(services, bytes, input), spoiler };
    }
    case 'inputMediaPhoto':
    case 'inputMediaDocument': {
      const file = held(services, objectField(input, 'id'));
      return { kind: file.kind, fileId: file.id, spoiler };
    }
    case 'inputMediaEmpty':
      throw new RpcError(400, 'MEDIA_EMPTY');
    default:
      throw new RpcError(400, 'MEDIA_INVALID');
  }
}

function store({ world }: Services, bytes: Buffer, input: TlObject): Omit<Media, 'spoiler'> {
  const image = imageInfo(bytes);
  const kind = input._ === 'inputMediaUploadedPhoto' ? 'photo' : 'document';
  if (kind === 'photo' && !image) throw new RpcError(400, 'IMAGE_PROCESS_FAILED');
  const id = String(hash64(world.seed, 'file id', world.state.files.size));
  const named = typeof input.mime_type === 'string' ? input.mime_type : 'application/octet-stream';
  const file: StoredFile = {
    id,
    kind,
    mimeType: kind === 'photo' ? (image?.mimeType ?? named) : named,
    size: bytes.length,
    atMs: world.now(),
    attributes: objectsField(input, 'attributes'),
    width: image?.width ?? 0,
    height: image?.height ?? 0,
  };
  world.files.write(id, bytes);
  world.commit({ is: 'file', file });
  return { kind, fileId: id };
}

/** The stored file that an id, its key and a fresh reference open. */
export function held({ world }: Services, input: TlObject): StoredFile {
  const file = world.state.files.get(String(longField(input, 'id')));
  if (!file || longField(input, 'access_hash') !== fileAccessHash(world, file.id)) {
    throw new RpcError(400, 'MEDIA_EMPTY');
  }
  if (referenceExpired(world, bytesField(input, 'file_reference'))) {
    throw new RpcError(400, 'FILE_REFERENCE_EXPIRED');
  }
  return file;
}
