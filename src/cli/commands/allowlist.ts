import { Command, Option } from 'commander';
import type { AllowlistChange } from '../../control/contract/settings.js';
import { daemonOf } from '../customer.js';
import { dryRunOption, envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { allowlistLines, settingsReportLines } from '../settings/settings-lines.js';

interface AllowlistFlags {
  readonly channel?: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

export function allowlistCommand(): Command {
  const allowlist = new Command('allowlist')
    .description('where the account may speak unasked: groups, and channels for comments')
    .addCommand(listCommand(), { isDefault: true })
    .addCommand(
      withExamples(
        changeCommand('add', 'let the account speak there', (places, channel) =>
          channel ? { addChannels: places } : { addGroups: places },
        ),
        [
          ['postaci allowlist add @grup4', 'a group that it posts to'],
          ['postaci allowlist add --channel @kanal', 'a channel whose posts it comments'],
        ],
      ),
    )
    .addCommand(
      withExamples(
        changeCommand('remove', 'let the account be silent there', (places, channel) =>
          channel ? { removeChannels: places } : { removeGroups: places },
        ),
        [['postaci allowlist remove @grup4', 'as it stands in the list']],
      ),
    );
  return withExamples(allowlist, [
    ['postaci allowlist', 'all places'],
    ['postaci allowlist add @grup4 --dry-run', 'what would change'],
  ]);
}

function listCommand(): Command {
  const list = new Command('list')
    .description('all places, as they were written')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (flags: AllowlistFlags, command: Command) => {
      const { control } = await daemonOf(command);
      const allowlist = await control.allowlist();
      printData(flags.json, allowlist, () => allowlistLines(allowlist));
    });
  return withExamples(list, [['postaci allowlist list --json', 'for a program']]);
}

function changeCommand(
  name: string,
  description: string,
  changeOf: (places: readonly string[], channel: boolean) => Omit<AllowlistChange, 'dryRun'>,
): Command {
  return new Command(name)
    .description(description)
    .argument('<place...>', '@username, link or id')
    .addOption(new Option('--channel', 'it is a channel for comments, no group'))
    .addOption(dryRunOption())
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (places: string[], flags: AllowlistFlags, command: Command) => {
      const { channel = false, dryRun = false, json } = flags;
      const { control } = await daemonOf(command);
      const report = await control.changeAllowlist({ ...changeOf(places, channel), dryRun });
      printData(json, report, () => settingsReportLines(report, dryRun));
    });
}
