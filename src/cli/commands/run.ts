import { Command } from 'commander';
import { configOf } from '../customer.js';
import { envFileOption } from '../options.js';

export function runCommand(): Command {
  return new Command('run')
    .description(
      "run the customer's daemon; SIGTERM or Ctrl-C stops it in order, a second one at once",
    )
    .addOption(envFileOption())
    .action(async (_options: unknown, command: Command) => {
      const { runUntilSignalled } = await import('../../daemon/run.js');
      await runUntilSignalled(await configOf(command));
    });
}
