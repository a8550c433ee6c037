import { Command } from 'commander';
import { envFileOption, PERSON, withExamples } from '../options.js';
import { withControl } from '../with-control.js';

export function contactsRefuseCommand(): Command {
  const refuse = new Command('refuse')
    .description('write down that a person does not want to be written to')
    .argument('<person>', PERSON)
    .addOption(envFileOption())
    .action(async (who: string, _options: unknown, command: Command) => {
      await withControl(command, (control) => control.refuse(who));
      process.stdout.write(
        `Written down: ${who} does not want to be written to. What was queued is taken back; only their own opt-in word changes that.\n`,
      );
    });
  return withExamples(refuse, [
    ['postaci contacts refuse @ada', 'nobody writes to her, until she says so herself'],
  ]);
}
