import type { StorageSettings } from '../../core/config.js';
import type { Database } from '../../core/database.js';
import type { OpenOptions } from './open-options.js';
import { openServer } from './server.js';

/**
 * Opens the customer's database and proves it with one query. `migrate` comes next.
 * @throws PostaciError `DATABASE_UNREACHABLE`, `DATABASE_DENIED`, and for an embedded database
 * `DIRECTORY_LOCKED` while another process has it open.
 */
export async function openDatabase(
  settings: StorageSettings,
  options: OpenOptions = {},
): Promise<Database> {
  if (settings.kind === 'postgres') return openServer(settings, options);
  // PGlite takes much memory: loaded only where it is used.
  const { openEmbedded } = await import('./embedded.js');
  return openEmbedded(settings, options);
}
