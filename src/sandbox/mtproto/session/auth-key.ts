import type { KeyRecord } from '../../rpc.js';
import type { Session } from './session.js';

/** How many sessions of one key are kept; a client makes a new one with each reconnect. */
const mostSessions = 64;

/** A key that packets are encrypted with, and its sessions. */
export class AuthKey {
  readonly id: bigint;
  readonly key: Buffer;
  /** The account's record: the key's own, or that of the permanent key it is bound to. */
  record: KeyRecord;
  /** The salt that the key exchange agreed on; accepted until the salts rotate. */
  firstSalt: bigint | undefined;
  /** Set for a temporary key: when it ends, in milliseconds since the epoch. */
  readonly expiresAtMs: number | undefined;
  /** The record as it was saved last. */
  saved: { layer: number; userId: number | undefined } | undefined;
  readonly #sessions = new Map<bigint, Session>();

  constructor(
    record: KeyRecord,
    { firstSalt, expiresAtMs }: { firstSalt?: bigint; expiresAtMs?: number } = {},
  ) {
    this.id = record.id;
    this.key = record.key;
    this.record = record;
    this.firstSalt = firstSalt;
    this.expiresAtMs = expiresAtMs;
  }

  session(id: bigint): Session | undefined {
    return this.#sessions.get(id);
  }

  sessions(): IterableIterator<Session> {
    return this.#sessions.values();
  }

  /** Adds a session; the longest forsaken one makes room. */
  add(session: Session): void {
    this.#sessions.set(session.id, session);
    if (this.#sessions.size <= mostSessions) return;
    for (const old of this.#sessions.values()) {
      if (old.line) continue;
      this.#sessions.delete(old.id);
      return;
    }
  }

  /** @returns false when there was no such session. */
  remove(sessionId: bigint): boolean {
    return this.#sessions.delete(sessionId);
  }
}
