import type { Command } from 'commander';
import { type LoadedConfig, loadConfig } from '../config/load.js';
import type { Control } from '../control/contract/control.js';

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

/** The running daemon of the customer that a command names. */
export async function controlOf(command: Command): Promise<Control> {
  const { config } = await configOf(command);
  const { connectControl } = await import('../control/client.js');
  return connectControl(config.controlSocket);
}
