import { Command } from 'commander';
import { configOf } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';

export function runCommand(): Command {
  const run = new Command('run')
    .description(
      "run the customer's daemon; SIGTERM or Ctrl-C stops it in order, a second one at once",
    )
    .addOption(envFileOption())
    .action(async (_options: unknown, command: Command) => {
      const { runUntilSignalled } = await import('../../daemon/run.js');
      await runUntilSignalled(await configOf(command));
    });
  return withExamples(run, [
    [
      'postaci run --env-file envs/customer1.env',
      'in a terminal with its screen, else in log lines',
    ],
  ]);
}
