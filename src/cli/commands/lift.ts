import { Command, InvalidArgumentError } from 'commander';
import { controlOf } from '../customer.js';
import { envFileOption } from '../options.js';

export function liftCommand(): Command {
  return new Command('lift')
    .description('let the account write again where it was refused, once you have mended the cause')
    .argument('<restriction>', "the bar's number, as status shows it", restrictionNumber)
    .addOption(envFileOption())
    .action(async (restriction: number, _options: unknown, command: Command) => {
      await (await controlOf(command)).lift(restriction);
      process.stdout.write(`Lifted: restriction ${restriction}.\n`);
    });
}

function restrictionNumber(written: string): number {
  if (!/^[1-9]\d{0,14}$/.test(written)) {
    throw new InvalidArgumentError('Say the number that postaci status shows.');
  }
  return Number(written);
}
