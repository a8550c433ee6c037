import type { Command } from 'commander';
import type { LoadedConfig } from '../config/load.js';
import { connectControl } from '../control/client.js';
import type { Control } from '../control/contract/control.js';
import type { Config } from '../core/config.js';
import { PostaciError } from '../core/errors.js';
import { whenAborted } from '../lib/abort.js';
import { configOf } from './customer.js';
import { interruptible } from './interruption.js';

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
  | 'takeovers'
  | 'liftTakeover'
  | 'drafts'
  | 'approve'
  | 'reject'
  | 'channels'
  | 'checkChannels'
>;

type Ask<T> = (control: DirectControl, config: Config) => Promise<T>;

/**
 * Asks the customer's running daemon; where none runs, brings the account up without its services, asks,
 * and leaves again. Either way there is one owner of the session.
 */
export async function withControl<T>(command: Command, ask: Ask<T>): Promise<T> {
  const loaded = await configOf(command);
  const running = connectControl(loaded.config.controlSocket);
  try {
    await running.status();
  } catch (error) {
    if (!(error instanceof PostaciError && error.code === 'DAEMON_NOT_RUNNING')) throw error;
    return interruptible('the question', (signal) => askDirectly(loaded, ask, signal));
  }
  return ask(running, loaded.config);
}

async function askDirectly<T>(loaded: LoadedConfig, ask: Ask<T>, signal: AbortSignal): Promise<T> {
  const { startDaemon } = await import('../daemon/start.js');
  // The answer is what was asked for; that all went well on the way is not.
  const log = { ...loaded.config.log, level: 'warn' } as const;
  const quiet = { ...loaded, config: { ...loaded.config, log } };
  const daemon = await startDaemon(quiet, { withoutServices: true, signal });
  try {
    return await Promise.race([
      ask(daemon.control, quiet.config),
      daemon.failed,
      whenAborted(signal),
    ]);
  } finally {
    await daemon.stop();
  }
}
