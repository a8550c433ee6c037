import { Command, Option } from 'commander';
import { envFileOption, jsonOption, limitArgument, withExamples } from '../options.js';
import { planLines } from '../people/plan-lines.js';
import { printData } from '../print.js';
import { withControl } from '../with-control.js';

interface PlanFlags {
  readonly limit: number;
  readonly json?: boolean;
}

export function planCommand(): Command {
  const plan = new Command('plan')
    .description('what is going to be said, to whom and when, unless something comes between')
    .addOption(
      new Option('--limit <count>', 'so many, soonest first; at most 1000')
        .default(20)
        .argParser(limitArgument),
    )
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async ({ limit, json }: PlanFlags, command: Command) => {
      await withControl(command, async (control, reader) => {
        const plan = await control.plan(limit);
        printData(json, plan, () => planLines(plan, reader));
      });
    });
  return withExamples(plan, [
    ['postaci plan', 'the next twenty'],
    ['postaci plan --limit 100 --json', 'the next hundred, for a program'],
  ]);
}
