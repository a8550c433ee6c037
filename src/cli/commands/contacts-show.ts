import { Command } from 'commander';
import { envFileOption, jsonOption, PERSON } from '../options.js';
import { contactLines } from '../people/contact-lines.js';
import { withControl } from '../with-control.js';

export function contactsShowCommand(): Command {
  return new Command('show')
    .description('what is known of a person: consent, its ledger, what is planned')
    .argument('<person>', PERSON)
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (who: string, options: { json?: boolean }, command: Command) => {
      const text = await withControl(command, async (control, config) => {
        const report = await control.contact(who);
        return options.json
          ? JSON.stringify(report)
          : contactLines(report, config.limits.timeZone).join('\n');
      });
      process.stdout.write(`${text}\n`);
    });
}
