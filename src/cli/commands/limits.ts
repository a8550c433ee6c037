import { Argument, Command } from 'commander';
import { daemonOf } from '../customer.js';
import { dryRunOption, envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { LIMIT_NAMES, readLimits } from '../settings/read-changes.js';
import { limitLines, settingsReportLines } from '../settings/settings-lines.js';

interface LimitFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function limitsCommand(): Command {
  const limits = new Command('limits')
    .description('the caps of the running daemon that may be turned at once')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(setCommand());
  return withExamples(limits, [
    ['postaci limits', 'what they are now'],
    ['postaci limits set messages-per-day=30', 'in force at once, kept over restarts'],
  ]);
}

function listCommand(): Command {
  const list = new Command('list')
    .description('what they are now')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (flags: LimitFlags, command: Command) => {
      const { control } = await daemonOf(command);
      const limits = await control.limits();
      printData(flags.json, limits, () => limitLines(limits));
    });
  return withExamples(list, [['postaci limits list --json', 'for a program']]);
}

function setCommand(): Command {
  const names = new Argument('<name=value...>', `one or more of ${LIMIT_NAMES.join(', ')}`);
  const set = new Command('set')
    .description("turn them, and write them to the customer's own file; all of them, or none")
    .addArgument(names)
    .addOption(dryRunOption())
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (written: string[], { dryRun = false, json }: LimitFlags, command: Command) => {
      const change = readLimits(written);
      const { control } = await daemonOf(command);
      const report = await control.changeLimits({ ...change, dryRun });
      printData(json, report, () => settingsReportLines(report, dryRun));
    });
  return withExamples(set, [
    ['postaci limits set messages-per-day=30 messages-per-hour=none', 'thirty a day, at any pace'],
    ['postaci limits set active-windows=09:00-22:00 --dry-run', 'what would change'],
  ]);
}
