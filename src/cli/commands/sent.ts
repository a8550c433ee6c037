import { Command, Option } from 'commander';
import { envFileOption, jsonOption, limitArgument, withExamples } from '../options.js';
import { printData } from '../print.js';
import { sentLines } from '../sent-lines.js';
import { withControl } from '../with-control.js';

interface SentFlags {
  readonly limit: number;
  readonly json?: boolean;
}

export function sentCommand(): Command {
  const sent = new Command('sent')
    .description('the messages that were tried last, and what came of each')
    .addOption(
      new Option('--limit <count>', 'so many, the newest; at most 1000')
        .default(20)
        .argParser(limitArgument),
    )
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async ({ limit, json }: SentFlags, command: Command) => {
      await withControl(command, async (control, reader) => {
        const sent = await control.sent(limit);
        printData(json, sent, () => sentLines(sent, reader));
      });
    });
  return withExamples(sent, [
    ['postaci sent', 'the last twenty, the newest first'],
    ['postaci sent --limit 500 --json', 'the last five hundred, for a program'],
  ]);
}
