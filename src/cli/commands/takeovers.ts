import { Command } from 'commander';
import { PostaciError } from '../../core/errors.js';
import { systemClock } from '../../lib/system-clock.js';
import { envFileOption, jsonOption } from '../options.js';
import { takeoverLines } from '../people/takeover-lines.js';
import { withControl } from '../with-control.js';

export function takeoversCommand(): Command {
  const lift = new Command('lift')
    .description('let postaci answer in a chat again before the silence ends')
    .argument('<chat>', "the person's or group's id, or @username")
    .addOption(envFileOption())
    .action(async (who: string, _options: unknown, command: Command) => {
      await withControl(command, (control) => control.liftTakeover(who));
      process.stdout.write(`Lifted: postaci answers ${who} again.\n`);
    });
  return new Command('takeovers')
    .description('chats in which you wrote by hand, and postaci is silent')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const [unknown] = command.args;
      if (unknown !== undefined) {
        throw new PostaciError(
          'USAGE',
          `takeovers cannot "${unknown}"`,
          'Say postaci takeovers, or postaci takeovers lift <id or @username>',
        );
      }
      const text = await withControl(command, async (control, config) => {
        const takeovers = await control.takeovers();
        return options.json
          ? JSON.stringify(takeovers)
          : takeoverLines(takeovers, systemClock.now(), config.limits.timeZone).join('\n');
      });
      process.stdout.write(`${text}\n`);
    })
    .addCommand(lift);
}
