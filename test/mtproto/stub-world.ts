import type { Clock } from '../../src/core/clock.js';
import {
  type CallContext,
  type Invoke,
  RpcError,
  type TlObject,
  type TlValue,
} from '../../src/sandbox/rpc.js';

/** Real time: the clients under test keep real timers too. */
export const realClock: Clock = {
  now: () => Date.now(),
  sleepUntil: (atMs, signal) =>
    new Promise((resolve, reject) => {
      const timer = setTimeout(resolve, Math.max(0, atMs - Date.now()));
      signal?.addEventListener('abort', () => {
        clearTimeout(timer);
        reject(signal.reason);
      });
    }),
};

/** A special answer for one method, instead of the usual one. */
type Answer = (call: TlObject, context: CallContext) => ReturnType<Invoke>;

/** Answers the few methods that clients need to come up, and keeps a journal of all calls. */
export class StubWorld {
  readonly journal: { call: TlObject; context: CallContext }[] = [];
  readonly answers = new Map<string, Answer>();
  port = 0;
  readonly userId = 777;

  readonly invoke: Invoke = async (call, context) => {
    this.journal.push({ call, context });
    context.key.userId = this.userId;
    const special = this.answers.get(call._);
    if (special) return special(call, context);
    const usual = this.#usual(call);
    if (usual === undefined) throw new RpcError(400, 'INPUT_METHOD_INVALID');
    return usual;
  };

  /** How often a method was called. */
  count(method: string): number {
    return this.journal.filter(({ call }) => call._ === method).length;
  }

  #usual(call: TlObject): TlValue | undefined {
    const now = Math.floor(Date.now() / 1000);
    switch (call._) {
      case 'help.getConfig':
        return {
          _: 'config',
          date: now,
          expires: now + 3600,
          this_dc: 2,
          dc_options: [{ _: 'dcOption', id: 2, ip_address: '127.0.0.1', port: this.port }],
          test_mode: false,
        };
      case 'users.getUsers':
        return [
          { _: 'user', self: true, id: BigInt(this.userId), access_hash: 1n, first_name: 'Ayşe' },
        ];
      case 'updates.getState':
        return { _: 'updates.state', pts: 1, qts: 0, date: now, seq: 0, unread_count: 0 };
      case 'messages.sendMessage':
        return { _: 'updateShortSentMessage', out: true, id: 5, pts: 2, pts_count: 1, date: now };
      case 'help.getNearestDc':
        return { _: 'nearestDc', country: 'TR', this_dc: 2, nearest_dc: 2 };
      case 'updates.getDifference':
        return { _: 'updates.differenceEmpty', date: now, seq: 0 };
      default:
        return undefined;
    }
  }
}
