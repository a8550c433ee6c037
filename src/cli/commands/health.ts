import { Command, Option } from 'commander';
import { systemClock } from '../../lib/system-clock.js';
import { controlOf } from '../customer.js';
import { healthLines, spamBotLines } from '../health-lines.js';
import { envFileOption, jsonOption } from '../options.js';

interface HealthFlags {
  readonly askSpambot?: boolean;
  readonly json?: boolean;
}

export function healthCommand(): Command {
  return new Command('health')
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
      const control = await controlOf(command);
      const spamBot = askSpambot ? await control.askSpamBot() : undefined;
      const health = await control.health();
      const now = systemClock.now();
      const lines = [
        ...(spamBot ? spamBotLines(spamBot, now) : []),
        ...healthLines(health, now),
      ].join('\n');
      const text = json ? JSON.stringify({ ...health, ...(spamBot ? { spamBot } : {}) }) : lines;
      process.stdout.write(`${text}\n`);
      if (spamBot?.problem) process.exitCode = 8;
    });
}
