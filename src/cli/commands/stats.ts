import { Command, Option } from 'commander';
import { channelLines } from '../comments/channel-lines.js';
import { dayLines } from '../day-lines.js';
import { envFileOption, jsonOption, limitArgument, withExamples } from '../options.js';
import { printData } from '../print.js';
import { withControl } from '../with-control.js';

export function statsCommand(): Command {
  const stats = new Command('stats')
    .description('what came of it, in figures')
    .addCommand(channelsCommand())
    .addCommand(daysCommand());
  return withExamples(stats, [
    ['postaci stats days', 'what was sent and heard, day by day'],
    ['postaci stats channels', 'what came of comments'],
  ]);
}

function channelsCommand(): Command {
  const channels = new Command('channels')
    .description('how lively each channel is, and what came of the comments there')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      await withControl(command, async (control, { timeZone }) => {
        const reports = await control.channels();
        printData(options.json, reports, () => channelLines(reports, timeZone));
      });
    });
  return withExamples(channels, [['postaci stats channels', 'the last thirty days']]);
}

interface DaysFlags {
  readonly limit: number;
  readonly json?: boolean;
}

function daysCommand(): Command {
  const days = new Command('days')
    .description('what was sent, refused and heard on each of the last local days')
    .addOption(
      new Option('--limit <count>', 'so many days, today is the last')
        .default(14)
        .argParser(limitArgument),
    )
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async ({ limit, json }: DaysFlags, command: Command) => {
      await withControl(command, async (control) => {
        const days = await control.days(limit);
        printData(json, days, () => dayLines(days));
      });
    });
  return withExamples(days, [
    ['postaci stats days', 'the last two weeks'],
    ['postaci stats days --limit 60 --json', 'two months, for a program'],
  ]);
}
