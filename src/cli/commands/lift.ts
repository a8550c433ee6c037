import { Command, InvalidArgumentError } from 'commander';
import { daemonOf } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';
import { printLines } from '../print.js';

export function liftCommand(): Command {
  const lift = new Command('lift')
    .description('let the account write again where it was refused, once you have mended the cause')
    .argument('<restriction>', "the bar's number, as status shows it", restrictionNumber)
    .addOption(envFileOption())
    .action(async (restriction: number, _options: unknown, command: Command) => {
      await (await daemonOf(command)).control.lift(restriction);
      printLines(`Lifted: restriction ${restriction}.`);
    });
  return withExamples(lift, [['postaci lift 3', 'end the bar that status shows as number 3']]);
}

function restrictionNumber(written: string): number {
  if (!/^[1-9]\d{0,14}$/.test(written)) {
    throw new InvalidArgumentError('Say the number that postaci status shows.');
  }
  return Number(written);
}
