/**
 * Where the protocol ends and the world begins: `mtproto/` decrypts and decodes a call of whatever
 * layer a client speaks into this form, `methods/` answers it, `mtproto/` encodes the answer again.
 *
 * Everything is in the words of layer 198, the one that GramJS speaks: names and fields as in the
 * TL text (`messages.sendMessage`, `random_id`). Values: int and double → number, long → bigint
 * (signed), int128/int256/bytes → Buffer, string → string, Bool and `flags.N?true` → boolean,
 * Vector → array, an absent optional field is left out.
 */
export interface TlObject {
  readonly _: string;
  readonly [field: string]: TlValue | undefined;
}
export type TlValue = number | bigint | string | boolean | Buffer | TlObject | readonly TlValue[];

/** One authorization key as the server knows it. A client may hold several connections with it. */
export interface KeyRecord {
  /** The key's id, signed 64 bits. */
  readonly id: bigint;
  /** The 256 bytes of the key. */
  readonly key: Buffer;
  /** The layer of the last initConnection on this key: clients don't repeat it after a reconnect. */
  layer: number;
  /** The account that is logged in with it. */
  userId?: number;
  /** Was seen in two places at once: every call with it is answered AUTH_KEY_DUPLICATED, for good. */
  duplicated?: boolean;
}

/** Who calls, and what the protocol knows of it. */
export interface CallContext {
  readonly key: KeyRecord;
  readonly sessionId: bigint;
  readonly connectionId: number;
  /** The client's own msg_id of this call. */
  readonly messageId: bigint;
  /** Set by invokeWithoutUpdates: nothing is pushed to this session. */
  readonly withoutUpdates: boolean;
}

/** Thrown by a method to answer rpc_error. */
export class RpcError extends Error {
  constructor(
    readonly code: number,
    readonly text: string,
    /** Goes in front of what is sent in the same moment (a fault). */
    readonly first = false,
  ) {
    super(`${code}: ${text}`);
  }
}

/** A call's effect has happened, its answer is lost, and then the line breaks (a fault). */
export const DROP_AND_CUT = Symbol('the answer is dropped and the connection is cut');

/** A call's answer is sent twice (a fault). */
export class AnsweredTwice {
  constructor(readonly value: TlValue) {}
}

/**
 * Answers a call. `null` leaves it unanswered for good (a fault); a Vector result is an array, a
 * bare Bool a boolean.
 */
export type Invoke = (
  call: TlObject,
  context: CallContext,
) => Promise<TlValue | null | typeof DROP_AND_CUT | AnsweredTwice>;

/** What the world asks of the protocol. */
export interface Wire {
  /** Pushes an `Updates` object to every live session of the user, but not to `exceptSession`. */
  push(userId: number, updates: TlObject, exceptSession?: bigint): void;
  /** Pushes an update of a constructor that no layer has. */
  pushUndecodable(userId: number, exceptSession?: bigint): void;
  /** Pushes to whoever holds this key, also while nobody is logged in with it. */
  pushToKey(keyId: bigint, updates: TlObject): void;
  /** Ends the key: the next packet with it is answered `-404`. */
  forgetKey(keyId: bigint): void;
  /** Cuts connections as a broken line does (RST), all of them or one user's. */
  cut(userId?: number): void;
  /** From now on reads but answers nothing (a silent server), until `false`. */
  silence(on: boolean, userId?: number): void;
  /**
   * Neither reads nor answers a line any more, and leaves it standing: that line, or all of one user, or
   * every one. @returns how to break what was frozen.
   */
  freeze(
    which: { readonly connectionId: number } | { readonly userId?: number | undefined },
  ): () => void;
  /** Forgets a user's sessions and what they were owed: `new_session_created` on their next packet. */
  renewSessions(userId: number): void;
  /** Makes clients see a new server session: `new_session_created` on their next packet, and new salts. */
  rotateSalts(): void;
  keysOf(userId: number): readonly KeyRecord[];
}
