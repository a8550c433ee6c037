import { Command } from 'commander';
import { PostaciError } from '../../core/errors.js';
import { daemonOf } from '../customer.js';
import { dryRunOption, envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { readAssignment } from '../settings/read-changes.js';
import { settingLines, settingsReportLines, settingsTable } from '../settings/settings-lines.js';

interface ChangeFlags {
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function settingsCommand(): Command {
  const settings = new Command('settings')
    .description('every variable of the running daemon, and changes of them')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(getCommand())
    .addCommand(setCommand())
    .addCommand(unsetCommand());
  return withExamples(settings, [
    ['postaci settings', 'every variable, and where its value comes from'],
    ['postaci settings set MESSAGES_PER_DAY=30 --dry-run', 'what would change'],
  ]);
}

function listCommand(): Command {
  const list = new Command('list')
    .description('every variable as it stands, secrets masked')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (flags: ChangeFlags, command: Command) => {
      const { control } = await daemonOf(command);
      const settings = await control.settings();
      printData(flags.json, settings, () => settingsTable(settings));
    });
  return withExamples(list, [['postaci settings list --json', 'for a program']]);
}

function getCommand(): Command {
  const get = new Command('get')
    .description('one variable: its value, its source, what it means')
    .argument('<name>', 'the variable, e.g. MESSAGES_PER_DAY')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (name: string, flags: ChangeFlags, command: Command) => {
      const { control } = await daemonOf(command);
      const setting = (await control.settings()).find((one) => one.name === name);
      if (!setting) {
        throw new PostaciError(
          'USAGE',
          `there is no variable ${name}`,
          'postaci settings list names all of them.',
        );
      }
      printData(flags.json, setting, () => settingLines(setting));
    });
  return withExamples(get, [['postaci settings get MESSAGES_PER_DAY', 'how many a day, and why']]);
}

function setCommand(): Command {
  const set = new Command('set')
    .description("write variables to the customer's own file; all of them, or none")
    .argument('<name=value...>', 'e.g. MESSAGES_PER_DAY=30')
    .addOption(dryRunOption())
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (written: string[], flags: ChangeFlags, command: Command) => {
      const values = Object.fromEntries(written.map(readAssignment));
      await change(values, flags, command);
    });
  return withExamples(set, [
    ['postaci settings set MESSAGES_PER_DAY=30', 'in force at once'],
    ['postaci settings set QUIET_HOURS=23:00-08:00 --dry-run', 'what would change'],
  ]);
}

function unsetCommand(): Command {
  const unset = new Command('unset')
    .description("take variables out of the customer's own file: what stands behind it holds again")
    .argument('<name...>', 'e.g. MESSAGES_PER_DAY')
    .addOption(dryRunOption())
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (names: string[], flags: ChangeFlags, command: Command) => {
      await change(Object.fromEntries(names.map((name) => [name, null])), flags, command);
    });
  return withExamples(unset, [
    ['postaci settings unset MESSAGES_PER_DAY', 'as the env file has it'],
  ]);
}

async function change(
  values: Readonly<Record<string, string | null>>,
  flags: ChangeFlags,
  command: Command,
): Promise<void> {
  const { control } = await daemonOf(command);
  const dryRun = flags.dryRun === true;
  const report = await control.changeSettings({ values, dryRun });
  printData(flags.json, report, () => settingsReportLines(report, dryRun));
}
