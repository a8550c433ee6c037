import { Command } from 'commander';
import { envFileOption, jsonOption, PERSON, withExamples } from '../options.js';
import { contactLines } from '../people/contact-lines.js';
import { printData } from '../print.js';
import { withControl } from '../with-control.js';

export function contactsShowCommand(): Command {
  const show = new Command('show')
    .description('what is known of a person: consent, its ledger, what is planned')
    .argument('<person>', PERSON)
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (who: string, options: { json?: boolean }, command: Command) => {
      await withControl(command, async (control, { timeZone }) => {
        const report = await control.contact(who);
        printData(options.json, report, () => contactLines(report, timeZone));
      });
    });
  return withExamples(show, [['postaci contacts show @ada', 'may she be written to, and why']]);
}
