import { Command, Option } from 'commander';
import { daemonOf } from '../customer.js';
import { healthLines, spamBotLines } from '../health-lines.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';

interface HealthFlags {
  readonly askSpambot?: boolean;
  readonly json?: boolean;
}

export function healthCommand(): Command {
  const health = new Command('health')
    .description('how the account is, why, and what to do about it')
    .addOption(envFileOption())
    .addOption(
      new Option(
        '--ask-spambot',
        'ask @SpamBot first, and show what it says; at most every 10 min',
      ),
    )
    .addOption(jsonOption())
    .action(async ({ askSpambot, json }: HealthFlags, command: Command) => {
      const { control, reader } = await daemonOf(command);
      const spamBot = askSpambot ? await control.askSpamBot() : undefined;
      const health = await control.health();
      printData(json, { ...health, ...(spamBot ? { spamBot } : {}) }, () => [
        ...(spamBot ? spamBotLines(spamBot, reader) : []),
        ...healthLines(health, reader),
      ]);
      if (spamBot?.problem) process.exitCode = 8;
    });
  return withExamples(health, [
    ['postaci health', 'how the account is, and what holds it back'],
    ['postaci health --ask-spambot', "with @SpamBot's own words"],
  ]);
}
