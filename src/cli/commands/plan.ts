import { Command, InvalidArgumentError, Option } from 'commander';
import { envFileOption, jsonOption } from '../options.js';
import { planLines } from '../people/plan-lines.js';
import { withControl } from '../with-control.js';

interface PlanFlags {
  readonly limit: number;
  readonly json?: boolean;
}

export function planCommand(): Command {
  return new Command('plan')
    .description('what is going to be said, to whom and when, unless something comes between')
    .addOption(
      new Option('--limit <count>', 'so many, soonest first; at most 1000')
        .default(20)
        .argParser(limitArgument),
    )
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async ({ limit, json }: PlanFlags, command: Command) => {
      const text = await withControl(command, async (control, config) => {
        const plan = await control.plan(limit);
        return json ? JSON.stringify(plan) : planLines(plan, config.limits.timeZone).join('\n');
      });
      process.stdout.write(`${text}\n`);
    });
}

function limitArgument(written: string): number {
  const limit = Number(written);
  if (!/^[1-9]\d{0,3}$/.test(written) || limit > 1_000) {
    throw new InvalidArgumentError('Say a number from 1 to 1000.');
  }
  return limit;
}
