import { Command, Option } from 'commander';
import { envFileOption } from '../options.js';
import { withControl } from '../with-control.js';

export function sendTestCommand(): Command {
  return new Command('send-test')
    .description('send one message of your own to one of the configured groups, now')
    .argument('<group>', 'as it stands in GROUP_LINKS')
    .addOption(envFileOption())
    .addOption(new Option('--text <text>', 'what to say').default('postaci: test'))
    .action(async (group: string, options: { text: string }, command: Command) => {
      await withControl(command, async (control) => {
        const { id } = await control.sendTest({ target: group, text: options.text });
        const { sentences } = await control.settled(id);
        process.stdout.write(`${sentences.join('\n')}\n`);
      });
    });
}
