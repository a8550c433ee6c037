import type { TlObject } from '../rpc.js';

/** What is known of an uploaded file; its bytes are kept beside (`FileStore`). */
export interface StoredFile {
  /** Signed 64 bits in decimal. */
  readonly id: string;
  readonly kind: 'photo' | 'document';
  readonly mimeType: string;
  readonly size: number;
  readonly atMs: number;
  readonly attributes: readonly TlObject[];
  /** Pixels, for photos. */
  readonly width: number;
  readonly height: number;
}

/** The bytes of uploaded files, by id. */
export interface FileStore {
  write(id: string, bytes: Buffer): void;
  read(id: string): Buffer | undefined;
}

/** Keeps files until the process ends. */
export class MemoryFiles implements FileStore {
  readonly #bytes = new Map<string, Buffer>();

  write(id: string, bytes: Buffer): void {
    this.#bytes.set(id, bytes);
  }

  read(id: string): Buffer | undefined {
    return this.#bytes.get(id);
  }
}
