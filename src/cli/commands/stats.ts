import { Command } from 'commander';
import { channelLines } from '../comments/channel-lines.js';
import { envFileOption, jsonOption } from '../options.js';
import { withControl } from '../with-control.js';

export function statsCommand(): Command {
  const channels = new Command('channels')
    .description('how lively each channel is, and what came of the comments there')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const text = await withControl(command, async (control, config) => {
        const reports = await control.channels();
        return options.json
          ? JSON.stringify(reports)
          : channelLines(reports, config.limits.timeZone).join('\n');
      });
      process.stdout.write(`${text}\n`);
    });
  return new Command('stats').description('what came of it, in figures').addCommand(channels);
}
