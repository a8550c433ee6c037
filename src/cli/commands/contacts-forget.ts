import { Command, Option } from 'commander';
import { confirm } from '../confirm.js';
import { envFileOption, jsonOption, PERSON, withExamples } from '../options.js';
import { erasureLines } from '../people/contact-lines.js';
import { printData } from '../print.js';
import { withControl } from '../with-control.js';

interface ForgetFlags {
  readonly yes?: boolean;
  readonly json?: boolean;
}

export function contactsForgetCommand(): Command {
  const forget = new Command('forget')
    .description('erase what is stored of a person; that they are not to be written to stays')
    .argument('<person>', PERSON)
    .addOption(new Option('--yes', 'do not ask'))
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (who: string, { yes, json }: ForgetFlags, command: Command) => {
      if (!yes && !(await confirm(`Erase all that is stored of ${who}? It cannot be undone.`))) {
        process.stdout.write('Nothing was erased.\n');
        return;
      }
      const erasure = await withControl(command, (control) => control.forget(who));
      printData(json, erasure, () => erasureLines(erasure));
    });
  return withExamples(forget, [
    ['postaci contacts forget @ada', 'asks first'],
    ['postaci contacts forget 7 --yes --json', 'for a program'],
  ]);
}
