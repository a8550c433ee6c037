import type { TlObject, TlValue } from '../../rpc.js';

/** True for a value of the form `{ _: name, … }`. */
export function isTlObject(value: TlValue | undefined): value is TlObject {
  return (
    typeof value === 'object' && !Array.isArray(value) && !Buffer.isBuffer(value) && '_' in value
  );
}
