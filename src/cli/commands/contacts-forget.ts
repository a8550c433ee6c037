import { Command, Option } from 'commander';
import { confirm } from '../confirm.js';
import { envFileOption, PERSON } from '../options.js';
import { erasureLines } from '../people/contact-lines.js';
import { withControl } from '../with-control.js';

interface ForgetFlags {
  readonly yes?: boolean;
}

export function contactsForgetCommand(): Command {
  return new Command('forget')
    .description('erase what is stored of a person; that they are not to be written to stays')
    .argument('<person>', PERSON)
    .addOption(new Option('--yes', 'do not ask'))
    .addOption(envFileOption())
    .action(async (who: string, { yes }: ForgetFlags, command: Command) => {
      if (!yes && !(await confirm(`Erase all that is stored of ${who}? It cannot be undone.`))) {
        process.stdout.write('Nothing was erased.\n');
        return;
      }
      const erasure = await withControl(command, (control) => control.forget(who));
      process.stdout.write(`${erasureLines(erasure).join('\n')}\n`);
    });
}
