import { Command } from 'commander';
import { COMMANDS } from '../../words/commands.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { takeoverLines } from '../people/takeover-lines.js';
import { printData, printLines } from '../print.js';
import { withControl } from '../with-control.js';

export function takeoversCommand(): Command {
  const takeovers = new Command('takeovers')
    .description('chats in which you wrote by hand, and postaci is silent')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      await withControl(command, async (control, reader) => {
        const takeovers = await control.takeovers();
        printData(options.json, takeovers, () => takeoverLines(takeovers, reader));
      });
    })
    .addCommand(liftCommand());
  return withExamples(takeovers, [
    ['postaci takeovers', 'where you have the word'],
    ['postaci takeovers lift @ada', 'give one chat back'],
  ]);
}

function liftCommand(): Command {
  const lift = new Command('lift')
    .description('let postaci answer in a chat again before the silence ends')
    .argument('<chat>', "the person's or group's id, or @username")
    .addOption(envFileOption())
    .action(async (who: string, _options: unknown, command: Command) => {
      await withControl(command, async (control, { language }) => {
        await control.liftTakeover(who);
        printLines(COMMANDS[language].takeoverLifted(who));
      });
    });
  return withExamples(lift, [['postaci takeovers lift @ada', 'postaci answers Ada again']]);
}
