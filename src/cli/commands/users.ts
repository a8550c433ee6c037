import { Command } from 'commander';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { usersLines } from '../people/users-lines.js';
import { printData } from '../print.js';
import { withControl } from '../with-control.js';

export function usersCommand(): Command {
  const users = new Command('users')
    .description('who was met: consent, languages, conversations, the last who wrote')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      await withControl(command, async (control, reader) => {
        const users = await control.users();
        printData(options.json, users, () => usersLines(users, reader));
      });
    });
  return withExamples(users, [['postaci users', 'who was met, and who may be written to']]);
}
