import type { Faults } from '../faults/faults.js';
import { type CallContext, type Invoke, RpcError, type TlObject, type TlValue } from '../rpc.js';
import { isUnder } from '../world/sanctions.js';
import { registerAccount } from './account.js';
import { registerAuth } from './auth.js';
import { registerChannels } from './channels.js';
import { registerChats } from './chats.js';
import { registerContacts } from './contacts.js';
import { registerForum } from './forum.js';
import { registerHelp } from './help.js';
import { registerLoginTokens } from './login-tokens.js';
import { registerAltering } from './messages-alter.js';
import { registerDialogs } from './messages-dialogs.js';
import { registerDiscussion } from './messages-discussion.js';
import { registerForwarding } from './messages-forward.js';
import { registerHistory } from './messages-history.js';
import { registerSending } from './messages-send.js';
import { Methods, type Services } from './method.js';
import { registerParticipants } from './participants.js';
import { registerPresence } from './presence.js';
import { peerOfCall } from './resolve.js';
import { struck } from './struck.js';
import { registerUpdates } from './updates.js';
import { registerUpload } from './upload.js';
import { registerUsers } from './users.js';

const NAMESPACES = [
  registerHelp,
  registerAuth,
  registerLoginTokens,
  registerAccount,
  registerUsers,
  registerContacts,
  registerSending,
  registerForwarding,
  registerAltering,
  registerHistory,
  registerDiscussion,
  registerDialogs,
  registerPresence,
  registerChats,
  registerChannels,
  registerParticipants,
  registerForum,
  registerUpload,
  registerUpdates,
];

interface DispatcherOptions {
  readonly faults: Faults;
  /** Told of every answer that is an error. */
  readonly onRefused: (error: RpcError) => void;
  /** Ends the faults that last. */
  readonly signal: AbortSignal;
}

/**
 * From a call to its answer: first the faults, then who may call, then the method.
 * @returns what the protocol layer calls for every request.
 */
export function dispatcher(
  services: Services,
  { faults, onRefused, signal }: DispatcherOptions,
): Invoke {
  const methods = new Methods();
  for (const register of NAMESPACES) register(methods, services);

  const answer = async (call: TlObject, context: CallContext): Promise<TlValue> => {
    if (context.key.duplicated) throw new RpcError(406, 'AUTH_KEY_DUPLICATED');
    const open = methods.openHandlers.get(call._);
    if (open) return open(call, context);
    const person = services.world.state.persons.get(context.key.userId ?? 0);
    if (!person) throw new RpcError(401, 'AUTH_KEY_UNREGISTERED');
    const handler = methods.handlers.get(call._);
    if (!handler) throw new RpcError(400, 'INPUT_METHOD_INVALID');
    if (isUnder(services.world, person, 'deactivated')) {
      throw new RpcError(401, 'USER_DEACTIVATED_BAN');
    }
    const cause = { userId: person.id, sessionId: context.sessionId };
    return handler(call, { person, context, cause });
  };

  return async (call, context) => {
    const account = context.key.userId;
    const effect = faults.strikeCall({ name: call._, account, peer: peerOfCall(call) });
    try {
      if (!effect) return await answer(call, context);
      const parts = { ...services, nextPush: faults.nextPush, signal };
      return await struck(parts, effect, { context, answer: () => answer(call, context) });
    } catch (error) {
      if (error instanceof RpcError) onRefused(error);
      throw error;
    }
  };
}
