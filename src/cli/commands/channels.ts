import { Command } from 'commander';
import { checkLines } from '../comments/check-lines.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { withControl } from '../with-control.js';

export function channelsCommand(): Command {
  const check = new Command('check')
    .description('what the account may do in each channel, before anything is written')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const checks = await withControl(command, (control) => control.checkChannels());
      const text = options.json ? JSON.stringify(checks) : checkLines(checks).join('\n');
      process.stdout.write(`${text}\n`);
      if (checks.some(({ reachable }) => !reachable)) process.exitCode = 8;
    });
  const channels = new Command('channels')
    .description('the channels in which comments are agreed')
    .addCommand(withExamples(check, [['postaci channels check', 'each channel of the allowlist']]));
  return withExamples(channels, [['postaci channels check', 'may comments be written there?']]);
}
