import type { Clock } from '../../../core/clock.js';
import type { KeyRecord } from '../../rpc.js';
import { AuthKey } from './auth-key.js';

/** How many keys without an account are kept: anybody may exchange keys. */
const mostStrangers = 1000;

/** Where keys outlive the server. */
export interface KeyStore {
  load(): Promise<readonly KeyRecord[]>;
  /** Called for a new key, and whenever its layer or its account has changed. */
  save(record: KeyRecord): Promise<void>;
  remove(keyId: bigint): Promise<void>;
}

/** Every key that the server knows. */
export class KeyRing {
  readonly #keys = new Map<bigint, AuthKey>();
  readonly #store: KeyStore | undefined;
  readonly #clock: Clock;
  readonly #onFault: (error: unknown) => void;

  constructor(store: KeyStore | undefined, clock: Clock, onFault: (error: unknown) => void) {
    this.#clock = clock;
    this.#store = store;
    this.#onFault = onFault;
  }

  async load(): Promise<void> {
    for (const record of (await this.#store?.load()) ?? []) {
      this.#keys.set(record.id, new AuthKey(record));
    }
  }

  /** @returns undefined for a key that is unknown, or temporary and expired. */
  get(id: bigint): AuthKey | undefined {
    const key = this.#keys.get(id);
    if (key?.expiresAtMs === undefined || key.expiresAtMs > this.#clock.now()) return key;
    this.#keys.delete(id);
    return undefined;
  }

  all(): IterableIterator<AuthKey> {
    return this.#keys.values();
  }

  /** The keys that an account is logged in with. */
  *ofUser(userId: number): Generator<AuthKey> {
    for (const key of this.#keys.values()) if (key.record.userId === userId) yield key;
  }

  /** The key with this id, and the temporary ones that speak for it. */
  *ofRecord(id: bigint): Generator<AuthKey> {
    for (const key of this.#keys.values()) if (key.record.id === id) yield key;
  }

  add(key: AuthKey): void {
    this.#keys.set(key.id, key);
    this.save(key);
    this.#evictStranger();
  }

  /**
   * Forgets a key, and the temporary ones that speak for it.
   * @returns false when there was no such key.
   */
  remove(id: bigint): boolean {
    if (!this.#keys.delete(id)) return false;
    for (const key of this.ofRecord(id)) this.#keys.delete(key.id);
    this.#store?.remove(id).catch(this.#onFault);
    return true;
  }

  /** Saves a key's record when it differs from what was saved. */
  save(key: AuthKey): void {
    // A temporary key is not kept: its client makes a new one.
    if (key.record.id === key.id && key.expiresAtMs !== undefined) return;
    const { layer, userId } = key.record;
    if (key.saved && key.saved.layer === layer && key.saved.userId === userId) return;
    key.saved = { layer, userId };
    this.#store?.save(key.record).catch(this.#onFault);
  }

  #evictStranger(): void {
    if (this.#keys.size <= mostStrangers) return;
    const strangers = [...this.#keys.values()].filter(
      (key) => key.record.userId === undefined && !hasLine(key),
    );
    const [oldest] = strangers;
    if (oldest && strangers.length > mostStrangers) this.remove(oldest.id);
  }
}

function hasLine(key: AuthKey): boolean {
  for (const session of key.sessions()) if (session.line) return true;
  return false;
}
