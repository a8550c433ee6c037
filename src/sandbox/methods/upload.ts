import { RpcError, type TlObject } from '../rpc.js';
import { bytesField, longField, numberField, objectField } from './fields.js';
import { held } from './input-media.js';
import type { Methods, Services } from './method.js';

/** upload.*: files in parts, up and down. @see https://core.telegram.org/api/files */
export function registerUpload(methods: Methods, services: Services): void {
  const save = (userId: number, call: TlObject): true => {
    const part = numberField(call, 'file_part');
    services.uploads.savePart(userId, longField(call, 'file_id'), part, bytesField(call, 'bytes'));
    return true;
  };
  methods.on('upload.saveFilePart', (call, { person }) => save(person.id, call));
  methods.on('upload.saveBigFilePart', (call, { person }) => save(person.id, call));

  methods.on('upload.getFile', (call) => {
    const location = objectField(call, 'location');
    if (!/^input(Document|Photo)FileLocation$/.test(location._)) {
      throw new RpcError(400, 'LOCATION_INVALID');
    }
    const file = held(services, location);
    const bytes = services.world.files.read(file.id);
    if (!bytes) throw new RpcError(400, 'FILE_ID_INVALID');
    const offset = Number(longField(call, 'offset'));
    const limit = numberField(call, 'limit');
    if (offset < 0) throw new RpcError(400, 'OFFSET_INVALID');
    if (limit < 1 || limit > 1_048_576) throw new RpcError(400, 'LIMIT_INVALID');
    return {
      _: 'upload.file',
      type: { _: FILE_TYPES[file.mimeType] ?? 'storage.fileUnknown' },
      mtime: Math.floor(file.atMs / 1_000),
      bytes: bytes.subarray(offset, offset + limit),
    };
  });
}

const FILE_TYPES: Readonly<Record<string, string>> = {
  'image/jpeg': 'storage.fileJpeg',
  'image/png': 'storage.filePng',
  'image/gif': 'storage.fileGif',
  'image/webp': 'storage.fileWebp',
};
