import type { Config } from '../../core/config.js';
import { PostaciError } from '../../core/errors.js';
import type { Recording } from '../../core/recording.js';
import { systemClock } from '../../lib/system-clock.js';

/** A week is repeated. */
const DAYS = 7;

/**
 * What the customer's account heard lately and where it stands: asked of the running daemon; where none runs, read
 * from the database, in which nothing is written.
 * @returns undefined when the account was never online
 */
export async function askRecording({
  controlSocket,
  storage,
}: Pick<Config, 'controlSocket' | 'storage'>): Promise<Recording | undefined> {
  const { connectControl } = await import('../../control/client.js');
  try {
    return known(await connectControl(controlSocket).recording(DAYS));
  } catch (error) {
    if (!(error instanceof PostaciError && error.code === 'DAEMON_NOT_RUNNING')) throw error;
  }
  const { readStoredRecording } = await import('../../daemon/simulate/stored-recording.js');
  const stored = await readStoredRecording(storage, DAYS, systemClock.now());
  return stored && known(stored);
}

function known(recording: Recording): Recording | undefined {
  return recording.state && recording;
}
