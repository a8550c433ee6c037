import { childController } from '../../lib/abort.js';
import type { CallEffect, Effect, LineEffect } from '../faults/fault.js';
import type { NextPush } from '../faults/next-push.js';
import {
  AnsweredTwice,
  type CallContext,
  DROP_AND_CUT,
  type Invoke,
  RpcError,
  type TlValue,
  type Wire,
} from '../rpc.js';
import type { World } from '../world/world.js';
import { passed } from './passed.js';

/** What faults work with. */
export interface StrikeParts {
  readonly wire: Wire;
  readonly world: World;
  readonly nextPush: NextPush;
  /** Ends the faults that last. */
  readonly signal: AbortSignal;
}

interface StruckCall {
  readonly context: CallContext;
  readonly answer: () => Promise<TlValue>;
}

/** Lets a fault strike a call. */
export async function struck(
  parts: StrikeParts,
  effect: CallEffect,
  { context, answer }: StruckCall,
): Promise<Awaited<ReturnType<Invoke>>> {
  switch (effect.kind) {
    case 'error':
      throw new RpcError(effect.code, effect.text);
    case 'error-after-effect':
      await answer();
      throw new RpcError(effect.code, effect.text);
    case 'error-in-container':
      await untilPush(parts, context.key.userId, effect.ms ?? 5_000);
      throw new RpcError(effect.code, effect.text, true);
    case 'silence':
      return null;
    case 'answer-lost':
      await answer();
      return effect.cut ? DROP_AND_CUT : null;
    case 'answer-twice':
      return new AnsweredTwice(await answer());
    case 'cut':
      return DROP_AND_CUT;
    case 'delay':
      return (await passed(parts.world.clock, effect.ms, parts.signal)) ? answer() : null;
    default: {
      const { key, connectionId } = context;
      strikeLine(parts, effect, { userId: key.userId, keyIds: [key.id], connectionId });
      return effect.kind === 'rotate-salts' || effect.kind === 'new-session' ? answer() : null;
    }
  }
}

/** Waits for the account's next push, but not for ever. */
async function untilPush(
  { nextPush, world, signal }: StrikeParts,
  account: number | undefined,
  ms: number,
): Promise<void> {
  const { happened, forget } = nextPush.of(account ?? 0);
  const { controller, dispose } = childController(signal);
  try {
    await Promise.race([happened, passed(world.clock, ms, controller.signal)]);
  } finally {
    forget();
    controller.abort();
    dispose();
  }
}

/** Whose lines and sessions suffer. */
interface Victim {
  readonly userId: number | undefined;
  readonly keyIds: readonly bigint[];
  /** One line only. @default all of the account */
  readonly connectionId?: number;
}

function strikeLine(parts: StrikeParts, effect: LineEffect, victim: Victim): void {
  const { wire, world, signal } = parts;
  const { userId, keyIds, connectionId } = victim;
  switch (effect.kind) {
    case 'cut':
      wire.cut(userId);
      return;
    case 'silent-server':
      wire.silence(true, userId);
      if (effect.ms === undefined) return;
      void passed(world.clock, effect.ms, signal).then(() => wire.silence(false, userId));
      return;
    case 'half-open': {
      const thaw = wire.freeze(connectionId === undefined ? { userId } : { connectionId });
      void passed(world.clock, effect.ms ?? 60_000, signal).then(thaw);
      return;
    }
    case 'forget-key':
      for (const keyId of keyIds) wire.forgetKey(keyId);
      return;
    case 'rotate-salts':
      wire.rotateSalts();
      return;
    case 'new-session':
      if (userId !== undefined) wire.renewSessions(userId);
  }
}

/** What can strike an account without a call or push to strike. */
export type SuddenEffect =
  | LineEffect
  | Extract<Effect, { readonly kind: 'push-too-long' | 'push-undecodable' }>;

/** Lets a fault strike an account at once; without one, everybody. */
export function strikeNow(parts: StrikeParts, effect: SuddenEffect, userId?: number): void {
  const { wire, world } = parts;
  const everybody = [...world.state.persons.keys()].filter((id) => wire.keysOf(id).length > 0);
  const users = userId === undefined ? everybody : [userId];
  switch (effect.kind) {
    case 'push-too-long':
      for (const user of users) wire.push(user, { _: 'updatesTooLong' });
      return;
    case 'push-undecodable':
      for (const user of users) wire.pushUndecodable(user);
      return;
    case 'new-session':
      for (const user of users) wire.renewSessions(user);
      return;
    default: {
      const keyIds = users.flatMap((id) => wire.keysOf(id).map((key) => key.id));
      strikeLine(parts, effect, { userId, keyIds });
    }
  }
}
