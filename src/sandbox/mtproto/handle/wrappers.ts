import type { TlObject } from '../../rpc.js';
import { intOf, longOf, longsOf } from '../codec/fields.js';
import { TlError } from '../codec/tl-error.js';
import { isTlObject } from '../codec/tl-object.js';

/** A call without the wrappers it came in. */
export interface UnwrappedCall {
  readonly call: TlObject;
  /** The layer of invokeWithLayer. */
  readonly layer?: number;
  /** True when initConnection was among the wrappers. */
  readonly initialized: boolean;
  readonly withoutUpdates: boolean;
  /** Message ids of the calls that must have succeeded before. */
  readonly after: readonly bigint[];
}

type Wrapper = (outer: TlObject, inner: UnwrappedCall) => UnwrappedCall;

/** @see https://core.telegram.org/api/invoking */
const wrappers: Readonly<Record<string, Wrapper>> = {
  invokeWithLayer: (outer, inner) => ({ ...inner, layer: intOf(outer, 'layer') }),
  initConnection: (_outer, inner) => ({ ...inner, initialized: true }),
  invokeWithoutUpdates: (_outer, inner) => ({ ...inner, withoutUpdates: true }),
  invokeAfterMsg: (outer, inner) => ({
    ...inner,
    after: [...inner.after, longOf(outer, 'msg_id')],
  }),
  invokeAfterMsgs: (outer, inner) => ({
    ...inner,
    after: [...inner.after, ...longsOf(outer, 'msg_ids')],
  }),
};

/** Takes off the wrappers that concern the protocol; others stay for the methods to answer. */
export function unwrap(call: TlObject): UnwrappedCall {
  const wrapper = wrappers[call._];
  if (!wrapper) return { call, initialized: false, withoutUpdates: false, after: [] };
  const { query } = call;
  if (!isTlObject(query)) throw new TlError(`${call._}.query is missing`);
  return wrapper(call, unwrap(query));
}
