import { Command } from 'commander';
import { draftArgument, envFileOption, withExamples } from '../options.js';
import { withControl } from '../with-control.js';

export function rejectCommand(): Command {
  const reject = new Command('reject')
    .description('drop a comment that waits for your approval')
    .argument('<id>', 'its number, as postaci approve shows it', draftArgument)
    .option('--reason <words>', 'why, for your own records')
    .addOption(envFileOption())
    .action(async (id: number, { reason }: { reason?: string }, command: Command) => {
      await withControl(command, (control) => control.reject(id, reason));
      process.stdout.write(`Rejected: ${id} is not sent.\n`);
    });
  return withExamples(reject, [
    ['postaci reject 41', 'it is not sent'],
    ['postaci reject 41 --reason "off topic"', 'with a note for yourself'],
  ]);
}
