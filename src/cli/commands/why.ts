import { Command } from 'commander';
import type { WhyQuestion } from '../../control/contract/why.js';
import { PostaciError } from '../../core/errors.js';
import { controlOf } from '../customer.js';
import { envFileOption } from '../options.js';

function questionOf(written: string): WhyQuestion {
  if (written === 'last') return { about: 'last' };
  if (/^[1-9]\d{0,14}$/.test(written)) return { about: 'id', id: Number(written) };
  throw new PostaciError(
    'USAGE',
    `"${written}" is no message's number`,
    'Say the number that status or the log shows, or: postaci why last',
  );
}

export function whyCommand(): Command {
  return new Command('why')
    .description('what happened to a message: each decision, rule, figure and time')
    .argument('[id]', "the message's number, or `last`", 'last')
    .addOption(envFileOption())
    .action(async (id: string, _options: unknown, command: Command) => {
      const { sentences } = await (await controlOf(command)).why(questionOf(id));
      process.stdout.write(`${sentences.join('\n')}\n`);
    });
}
