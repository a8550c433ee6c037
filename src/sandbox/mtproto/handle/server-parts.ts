import type { Clock } from '../../../core/clock.js';
import type { Invoke } from '../../rpc.js';
import type { Codec } from '../codec/codec.js';
import type { ServerKey } from '../crypto/server-key.js';
import type { KeyRing } from '../session/key-ring.js';
import type { MessageIds } from '../session/message-ids.js';
import type { Salts } from '../session/salts.js';
import type { Silence } from '../session/silence.js';

/** What every connection of one server shares. */
export interface ServerParts {
  readonly codec: Codec;
  readonly clock: Clock;
  readonly serverKey: ServerKey;
  readonly keys: KeyRing;
  readonly salts: Salts;
  readonly messageIds: MessageIds;
  readonly silence: Silence;
  readonly invoke: Invoke;
  /** Told of a bug: a method that threw something other than RpcError, a broken key store. */
  readonly onFault: (error: unknown) => void;
  readonly easyFactors: boolean;
}
