import type { Codec } from '../../src/sandbox/mtproto/codec/codec.js';
import type { KeyRecord, TlObject, Wire } from '../../src/sandbox/rpc.js';

/** Remembers what the world asked of the protocol, and checks that pushes fit every layer. */
export class RecordedWire implements Wire {
  readonly keys: KeyRecord[] = [];
  readonly pushed: {
    readonly userId: number;
    readonly updates: TlObject;
    readonly except?: bigint;
  }[] = [];
  readonly pushedToKeys: { readonly keyId: bigint; readonly updates: TlObject }[] = [];
  readonly asked: string[] = [];
  readonly #codec: Codec;

  constructor(codec: Codec) {
    this.#codec = codec;
  }

  push(userId: number, updates: TlObject, exceptSession?: bigint): void {
    for (const layer of [144, 198, 227]) this.#codec.encode(updates, layer);
    this.pushed.push({
      userId,
      updates,
      ...(exceptSession === undefined ? {} : { except: exceptSession }),
    });
  }

  pushUndecodable(userId: number): void {
    this.asked.push(`undecodable ${userId}`);
  }

  pushToKey(keyId: bigint, updates: TlObject): void {
    for (const layer of [144, 198, 227]) this.#codec.encode(updates, layer);
    this.pushedToKeys.push({ keyId, updates });
  }

  forgetKey(keyId: bigint): void {
    this.asked.push(`forget ${keyId}`);
  }

  cut(userId?: number): void {
    this.asked.push(`cut ${userId}`);
  }

  silence(on: boolean, userId?: number): void {
    this.asked.push(`silence ${on} ${userId}`);
  }

  freeze(which: { connectionId: number } | { userId?: number | undefined }): () => void {
    const name = 'connectionId' in which ? `line ${which.connectionId}` : `user ${which.userId}`;
    this.asked.push(`freeze ${name}`);
    return () => this.asked.push(`break ${name}`);
  }

  renewSessions(userId: number): void {
    this.asked.push(`renew ${userId}`);
  }

  rotateSalts(): void {
    this.asked.push('rotate');
  }

  keysOf(userId: number): readonly KeyRecord[] {
    return this.keys.filter((key) => key.userId === userId);
  }
}
