import type { TlObject, TlValue } from '../../../rpc.js';

/** How another layer differs from the one whose words the sandbox speaks. */
export interface Layer {
  readonly number: number;
  /** TL text of the definitions that differ. */
  readonly definitions: string;
  /** Puts a call of this layer into the base layer's words. */
  readonly calls: Readonly<Record<string, (call: TlObject) => TlObject>>;
  /** What stands for constructors that this layer lacks, by their names; it has no fields. */
  readonly standIns: Readonly<Record<string, string>>;
  /** Puts an object of this name into this layer's words, where a field has another type. */
  readonly forms: Readonly<Record<string, (object: TlObject) => TlObject>>;
  /** Puts a method's result into this layer's form, where the result's very type differs. */
  readonly results: Readonly<Record<string, (result: TlValue) => TlValue>>;
}
