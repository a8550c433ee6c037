import type { InterfaceLanguage } from '../core/languages.js';
import { INTERFACE_LANGUAGES } from '../core/languages.js';
import { findDocument, settingsOf } from './customer-files.js';
import { findFolders, parseCustomerId } from './folders.js';
import type { LoadOptions } from './load.js';
import { mergeLayers } from './merge.js';
import { oneOf } from './parse/choice.js';
import { parseTimeZone, systemTimeZone } from './parse/time-zone.js';
import { ProblemList } from './problems.js';
import { readLayers } from './read-layers.js';
import { Values } from './values.js';

/** Where a customer's daemon is asked and where its log is, and how its operator is spoken to. */
export interface FoundCustomer {
  /** Absolute. */
  readonly controlSocket: string;
  /** Absolute. */
  readonly logDirectory: string;
  /** IANA name. */
  readonly timeZone: string;
  readonly interfaceLanguage?: InterfaceLanguage | undefined;
}

/**
 * Finds a customer whose configuration may be wrong by now: a running daemon goes on with what it took over, and
 * must be askable just then. What is wrong elsewhere is for `loadConfig` to say.
 * @throws ConfigProblems when the env file cannot be read, or it is not sure whose daemon is meant
 */
export async function findCustomer(options: LoadOptions): Promise<FoundCustomer> {
  const found = new ProblemList();
  const elsewhere = new ProblemList();
  const { envFile, environment } = await readLayers(options, elsewhere, []);
  elsewhere.throwIfAny('CONFIG_FILE_UNREADABLE');
  const early = mergeLayers({ envFile, environment, customerFile: [] }, elsewhere, []);
  const customer = new Values(early, found).read('CUSTOMER_ID', parseCustomerId) ?? 'default';
  const folders = findFolders(customer, options.cwd, found);
  found.throwIfAny();
  const customerFile = settingsOf(await findDocument('config', folders, elsewhere), elsewhere);
  const merged = mergeLayers({ envFile, environment, customerFile }, elsewhere, []);
  const values = new Values(merged, elsewhere);
  return {
    controlSocket: folders.controlSocket,
    logDirectory: folders.logs,
    timeZone: values.read('TIMEZONE', parseTimeZone) ?? systemTimeZone(),
    interfaceLanguage: values.read('INTERFACE_LANGUAGE', oneOf(INTERFACE_LANGUAGES)),
  };
}
