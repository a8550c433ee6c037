import type { Command } from 'commander';
import type { LoadedConfig } from '../config/load.js';
import { connectControl } from '../control/client.js';
import type { Control } from '../control/contract/control.js';
import { PostaciError } from '../core/errors.js';
import { whenAborted } from '../lib/abort.js';
import { configOf, customerOf, readerOf } from './customer.js';
import { interruptible } from './interruption.js';
import type { Reader } from './reader.js';

/** What both a running daemon and one of our own can be asked. */
export type DirectControl = Pick<
  Control,
  | 'checkGroups'
  | 'sendTest'
  | 'settled'
  | 'importContacts'
  | 'contact'
  | 'refuse'
  | 'forget'
  | 'users'
  | 'plan'
  | 'sent'
  | 'days'
  | 'takeovers'
  | 'liftTakeover'
  | 'drafts'
  | 'approve'
  | 'reject'
  | 'channels'
  | 'checkChannels'
>;

type Ask<T> = (control: DirectControl, reader: Reader) => Promise<T>;

/**
 * Asks the customer's running daemon; where none runs, brings the account up without its services, asks,
 * and leaves again. Either way there is one owner of the session.
 * @throws PostaciError `LEASE_HELD` or `DIRECTORY_LOCKED` while a daemon starts: it is the owner already
 */
export async function withControl<T>(command: Command, ask: Ask<T>): Promise<T> {
  const customer = await customerOf(command);
  const reader = readerOf(command, customer);
  const running = connectControl(customer.controlSocket);
  if (await answers(running)) return ask(running, reader);
  const loaded = await configOf(command);
  try {
    return await interruptible('the question', (signal) =>
      askDirectly(loaded, ask, reader, signal),
    );
  } catch (error) {
    if (!isOwned(error)) throw error;
    // It may have become ready meanwhile.
    if (await answers(running)) return ask(running, reader);
    throw stillStarting(error);
  }
}

async function answers(control: Control): Promise<boolean> {
  try {
    await control.status();
    return true;
  } catch (error) {
    if (error instanceof PostaciError && error.code === 'DAEMON_NOT_RUNNING') return false;
    throw error;
  }
}

function isOwned(error: unknown): error is PostaciError {
  return (
    error instanceof PostaciError &&
    (error.code === 'LEASE_HELD' || error.code === 'DIRECTORY_LOCKED')
  );
}

/** Whoever owns the account, and does not answer questions, has not come so far, or is about to end. */
function stillStarting(error: PostaciError): PostaciError {
  return new PostaciError(
    error.code,
    `${error.problem}, which does not answer yet: a daemon that is starting or stopping`,
    `Ask again once its log says ready. ${error.remedy}`,
    { cause: error },
  );
}

async function askDirectly<T>(
  loaded: LoadedConfig,
  ask: Ask<T>,
  reader: Reader,
  signal: AbortSignal,
): Promise<T> {
  const { startDaemon } = await import('../daemon/start.js');
  // The answer is what was asked for; that all went well on the way is not.
  const log = { ...loaded.config.log, level: 'warn' } as const;
  const quiet = { ...loaded, config: { ...loaded.config, log } };
  const daemon = await startDaemon(quiet, { withoutServices: true, signal });
  try {
    return await Promise.race([ask(daemon.control, reader), daemon.failed, whenAborted(signal)]);
  } finally {
    await daemon.stop();
  }
}
