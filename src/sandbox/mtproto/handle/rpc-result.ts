import { gzipSync } from 'node:zlib';
import { ByteWriter } from '../codec/byte-writer.js';
import { gzipPackedId, rpcResultId } from '../codec/constructor-ids.js';

/** Shorter results are not worth packing. */
const packedFrom = 1024;

/**
 * The body of an `rpc_result`: the result as it is, or packed when that saves a tenth.
 * @param result the boxed object, vector or Bool that answers the call.
 */
export function rpcResultBody(requestMessageId: bigint, result: Buffer): Buffer {
  const writer = new ByteWriter(result.length + 16);
  writer.int(rpcResultId);
  writer.long(requestMessageId);
  const packed = result.length < packedFrom ? undefined : gzipSync(result, { level: 1 });
  if (packed && packed.length < result.length * 0.9) {
    writer.int(gzipPackedId);
    writer.bytes(packed);
  } else {
    writer.raw(result);
  }
  return writer.result();
}
