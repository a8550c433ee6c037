import { Command, Option } from 'commander';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { whyLines } from '../why-lines.js';
import { withControl } from '../with-control.js';

export function sendTestCommand(): Command {
  const test = new Command('send-test')
    .description('send one message of your own to one of the configured groups, now')
    .argument('<group>', 'as it stands in GROUP_LINKS')
    .addOption(envFileOption())
    .addOption(new Option('--text <text>', 'what to say').default('postaci: test'))
    .addOption(jsonOption())
    .action(async (group: string, options: { text: string; json?: boolean }, command: Command) => {
      await withControl(command, async (control, reader) => {
        const { id } = await control.sendTest({ target: group, text: options.text });
        const report = await control.settled(id);
        printData(options.json, report, () => whyLines(report, reader));
      });
    });
  return withExamples(test, [
    ['postaci send-test @grup1', 'to one of GROUP_LINKS'],
    ['postaci send-test @grup1 --text Merhaba', 'in your own words'],
  ]);
}
