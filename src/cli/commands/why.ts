import { Command, Option } from 'commander';
import type { WhyQuestion } from '../../control/contract/why.js';
import { PostaciError } from '../../core/errors.js';
import { daemonOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { whyLines } from '../why-lines.js';
import { readWhyQuestion } from '../why-question.js';

interface WhyFlags {
  readonly to?: string;
  readonly json?: boolean;
}

export function whyCommand(): Command {
  const why = new Command('why')
    .description('what happened to a message: each decision, rule, figure and time')
    .argument(
      '[message]',
      'its number, `last`, or the @username, link or group id it went to (default: last)',
    )
    .addOption(
      new Option('--to <chat>', 'the newest one to a person or chat, also by a person’s id'),
    )
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (message: string | undefined, { to, json }: WhyFlags, command: Command) => {
      const question = questionOf(message, to);
      const { control, reader } = await daemonOf(command);
      const report = await control.why(question);
      printData(json, report, () => whyLines(report, reader));
    });
  return withExamples(why, [
    ['postaci why', 'the newest message'],
    ['postaci why 412', 'the message with that number'],
    ['postaci why @ada', 'the newest message to @ada'],
    ['postaci why --to 7 --json', 'the newest message to the person 7, with each rule’s figure'],
  ]);
}

function questionOf(message: string | undefined, to: string | undefined): WhyQuestion {
  if (to === undefined) return readWhyQuestion(message ?? 'last');
  if (message === undefined) return { about: 'peer', who: to };
  throw new PostaciError(
    'USAGE',
    `"${message}" and --to ${to} are two questions`,
    'Ask one: postaci why <number>, or postaci why --to <chat>',
  );
}
