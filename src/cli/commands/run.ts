import { Command } from 'commander';
import { configOf, languageFor } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';

export function runCommand(): Command {
  const run = new Command('run')
    .description(
      "run the customer's daemon; SIGTERM or Ctrl-C stops it in order, a second one at once",
    )
    .addOption(envFileOption())
    .option(
      '--wait-for-login',
      'without a session wait for a login, and go on then: for containers',
    )
    .action(async (options: { waitForLogin?: boolean }, command: Command) => {
      const { runUntilSignalled } = await import('../../daemon/run.js');
      const { openTerminal } = await import('../terminal/open-terminal.js');
      const loaded = await configOf(command);
      const { config } = loaded;
      const terminal = openTerminal(config, languageFor(command, config.interfaceLanguage));
      await runUntilSignalled(loaded, {
        ...terminal,
        waitForLogin: options.waitForLogin ?? false,
      });
    });
  return withExamples(run, [
    [
      'postaci run --env-file envs/customer1.env',
      'in a terminal with its screen, else in log lines',
    ],
    ['TERMINAL=lines postaci run', 'in a terminal without it: commands are typed with Enter'],
  ]);
}
