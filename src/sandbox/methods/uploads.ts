import { createHash } from 'node:crypto';
import { RpcError, type TlObject } from '../rpc.js';
import type { World } from '../world/world.js';
import { longField, numberField } from './fields.js';

/** https://core.telegram.org/api/files: parts of at most 512 KB, at most 4,000 of them. */
const MOST_PART_BYTES = 512 * 1024;
const MOST_PARTS = 4_000;
/** An upload that nobody uses is forgotten. */
const FORGET_MS = 3_600_000;

interface Upload {
  readonly parts: Map<number, Buffer>;
  atMs: number;
}

/** Files that are being uploaded, part by part. */
export class Uploads {
  readonly #world: World;
  readonly #uploads = new Map<string, Upload>();

  constructor(world: World) {
    this.#world = world;
  }

  savePart(userId: number, fileId: bigint, part: number, bytes: Buffer): void {
    if (part < 0 || part >= MOST_PARTS) throw new RpcError(400, 'FILE_PART_INVALID');
    if (bytes.length === 0) throw new RpcError(400, 'FILE_PART_EMPTY');
    if (bytes.length > MOST_PART_BYTES) throw new RpcError(400, 'FILE_PART_TOO_BIG');
    const atMs = this.#world.now();
    for (const [key, upload] of this.#uploads) {
      if (atMs - upload.atMs > FORGET_MS) this.#uploads.delete(key);
    }
    const key = `${userId} ${fileId}`;
    const upload = this.#uploads.get(key) ?? { parts: new Map(), atMs };
    upload.parts.set(part, bytes);
    upload.atMs = atMs;
    this.#uploads.set(key, upload);
  }

  /** The whole file that an InputFile names; it may be named again. */
  whole(userId: number, input: TlObject): Buffer {
    if (input._ !== 'inputFile' && input._ !== 'inputFileBig') {
      throw new RpcError(400, 'MEDIA_INVALID');
    }
    const key = `${userId} ${longField(input, 'id')}`;
    const count = numberField(input, 'parts');
    if (count < 1 || count > MOST_PARTS) throw new RpcError(400, 'FILE_PARTS_INVALID');
    const upload = this.#uploads.get(key);
    const parts = Array.from({ length: count }, (_, at) => {
      const part = upload?.parts.get(at);
      if (!part) throw new RpcError(400, `FILE_PART_${at}_MISSING`);
      return part;
    });
    const bytes = Buffer.concat(parts);
    const md5 = input.md5_checksum;
    if (typeof md5 === 'string' && md5 !== '') {
      const actual = createHash('md5').update(bytes).digest('hex');
      if (md5.toLowerCase() !== actual) throw new RpcError(400, 'MD5_CHECKSUM_INVALID');
    }
    return bytes;
  }
}
