import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { generateServerKey, loadServerKey, type ServerKey } from '../mtproto/crypto/server-key.js';
import type { KeyStore } from '../mtproto/session/key-ring.js';
import type { KeyRecord } from '../rpc.js';
import { fromJson, toJson } from './json.js';
import { writeWhole } from './write-whole.js';

/** Authorization keys in one file of a folder, so that clients stay logged in over a restart. */
export class DiskKeys implements KeyStore {
  readonly #path: string;
  readonly #records = new Map<bigint, KeyRecord>();

  constructor(folder: string) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, 'keys.json');
  }

  load(): Promise<readonly KeyRecord[]> {
    if (!existsSync(this.#path)) return Promise.resolve([]);
    const records = fromJson(readFileSync(this.#path, 'utf8')) as readonly KeyRecord[];
    for (const record of records) this.#records.set(record.id, record);
    return Promise.resolve(records);
  }

  save(record: KeyRecord): Promise<void> {
    this.#records.set(record.id, record);
    return this.#write();
  }

  remove(keyId: bigint): Promise<void> {
    this.#records.delete(keyId);
    return this.#write();
  }

  /** Synchronous, so that it is written before anybody is answered. */
  #write(): Promise<void> {
    writeWhole(this.#path, toJson([...this.#records.values()]));
    return Promise.resolve();
  }
}

/**
 * The server's RSA key: the folder's own, or a new one.
 * @param pem the new one, made before
 */
export function serverKeyOf(folder: string | undefined, pem?: string): ServerKey {
  const make = () => (pem === undefined ? generateServerKey() : loadServerKey(pem));
  if (folder === undefined) return make();
  const path = join(folder, 'server-key.pem');
  if (existsSync(path)) return loadServerKey(readFileSync(path, 'utf8'));
  const key = make();
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writeWhole(path, key.privatePem);
  return key;
}
