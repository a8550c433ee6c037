import type { Command } from 'commander';
import { type FoundCustomer, findCustomer } from '../config/find-customer.js';
import type { LoadedConfig, LoadOptions } from '../config/load.js';
import type { Control } from '../control/contract/control.js';
import type { InterfaceLanguage } from '../core/languages.js';
import { systemClock } from '../lib/system-clock.js';
import { languageOf } from './language.js';
import type { Reader } from './reader.js';

/**
 * The configuration that a command's `--env-file` (before or after its name) and the environment give.
 * @param phoneIsAsked the command asks for the phone number when it is not set
 */
export async function configOf(command: Command, phoneIsAsked = false): Promise<LoadedConfig> {
  const { loadConfig } = await import('../config/load.js');
  return loadConfig({ ...placesOf(command), phoneIsAsked });
}

/** The customer that a command names, though the files may be wrong: for what a running daemon is asked. */
export function customerOf(command: Command): Promise<FoundCustomer> {
  return findCustomer(placesOf(command));
}

function placesOf(command: Command): LoadOptions {
  const { envFile } = command.optsWithGlobals<{ envFile?: string }>();
  return {
    ...(envFile === undefined ? {} : { envFile }),
    environment: process.env,
    cwd: process.cwd(),
  };
}

/** A running daemon, and who asks it. */
export interface RunningCustomer {
  readonly control: Control;
  readonly reader: Reader;
}

/** The running daemon of the customer that a command names. */
export async function daemonOf(command: Command): Promise<RunningCustomer> {
  const customer = await customerOf(command);
  const { connectControl } = await import('../control/client.js');
  return {
    control: connectControl(customer.controlSocket),
    reader: readerOf(command, customer),
  };
}

/** Who reads what a command prints. */
export function readerOf(
  command: Command,
  { interfaceLanguage, timeZone }: Pick<FoundCustomer, 'interfaceLanguage' | 'timeZone'>,
): Reader {
  return {
    language: languageFor(command, interfaceLanguage),
    timeZone,
    now: systemClock.now(),
  };
}

/** `--language`, before or after the command's name, else what is configured, else the environment's. */
export function languageFor(command: Command, configured?: InterfaceLanguage): InterfaceLanguage {
  const { language } = command.optsWithGlobals<{ language?: InterfaceLanguage }>();
  return languageOf({ flag: language, configured, environment: process.env });
}
