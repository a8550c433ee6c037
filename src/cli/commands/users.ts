import { Command } from 'commander';
import { envFileOption, jsonOption } from '../options.js';
import { usersLines } from '../people/users-lines.js';
import { withControl } from '../with-control.js';

export function usersCommand(): Command {
  return new Command('users')
    .description('who was met: consent, languages, conversations, the last who wrote')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const text = await withControl(command, async (control, config) => {
        const users = await control.users();
        return options.json
          ? JSON.stringify(users)
          : usersLines(users, config.limits.timeZone).join('\n');
      });
      process.stdout.write(`${text}\n`);
    });
}
