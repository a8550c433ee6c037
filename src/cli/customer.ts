import type { Command } from 'commander';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import type { Control } from '../control/contract/control.js';
import type { Config } from '../core/config.js';
import type { InterfaceLanguage } from '../core/languages.js';
import { systemClock } from '../lib/system-clock.js';
import { languageOf } from './language.js';
import type { Reader } from './reader.js';

/**
 * The configuration that a command's `--env-file` (before or after its name) and the environment give.
 * @param phoneIsAsked the command asks for the phone number when it is not set
 */
export function configOf(command: Command, phoneIsAsked = false): Promise<LoadedConfig> {
  const { envFile } = command.optsWithGlobals<{ envFile?: string }>();
  return loadConfig({
    ...(envFile === undefined ? {} : { envFile }),
    environment: process.env,
    cwd: process.cwd(),
    phoneIsAsked,
  });
}

/** A running daemon, and who asks it. */
export interface RunningCustomer {
  readonly control: Control;
  readonly config: Config;
  readonly reader: Reader;
}

/** The running daemon of the customer that a command names. */
export async function daemonOf(command: Command): Promise<RunningCustomer> {
  const { config } = await configOf(command);
  const { connectControl } = await import('../control/client.js');
  return {
    control: connectControl(config.controlSocket),
    config,
    reader: readerOf(command, config),
  };
}

/** Who reads what a command prints. */
export function readerOf(
  command: Command,
  config: Pick<Config, 'interfaceLanguage' | 'limits'>,
): Reader {
  return {
    language: languageFor(command, config.interfaceLanguage),
    timeZone: config.limits.timeZone,
    now: systemClock.now(),
  };
}

/** `--language`, before or after the command's name, else what is configured, else the environment's. */
export function languageFor(command: Command, configured?: InterfaceLanguage): InterfaceLanguage {
  const { language } = command.optsWithGlobals<{ language?: InterfaceLanguage }>();
  return languageOf({ flag: language, configured, environment: process.env });
}
