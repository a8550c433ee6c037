import { Argument, Command } from 'commander';
import type { PauseScope } from '../../control/contract/status.js';
import { PostaciError } from '../../core/errors.js';
import { COMMANDS } from '../../words/commands.js';
import { daemonOf } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';
import { printLines } from '../print.js';

/** The services of this version; the contract knows those of later ones, too. */
const SCOPES = ['all', 'message', 'reply', 'dm', 'comment'];

function scopeOf(written: string): PauseScope {
  if (!SCOPES.includes(written)) {
    throw new PostaciError(
      'USAGE',
      `there is no service "${written}"`,
      `Say one of: ${SCOPES.join(', ')}.`,
    );
  }
  return written === 'all' ? '*' : (written as PauseScope);
}

/** The choices are for the help and the completion: what is wrong is said in our own words. */
function serviceArgument(): Argument {
  return new Argument('[service]', 'whose').choices(SCOPES).argParser(String).default('all');
}

export function pauseCommand(): Command {
  const pause = new Command('pause')
    .description('hold back what a service wants said; nothing is lost')
    .addArgument(serviceArgument())
    .addOption(envFileOption())
    .action(async (service: string, _options: unknown, command: Command) => {
      const scope = scopeOf(service);
      const { control, reader } = await daemonOf(command);
      await control.pause(scope);
      const words = COMMANDS[reader.language];
      printLines(words.paused(scope === '*' ? words.all : scope, service));
    });
  return withExamples(pause, [
    ['postaci pause', 'nothing is said until postaci resume'],
    ['postaci pause dm', 'nobody gets invites and follow-ups'],
  ]);
}

export function resumeCommand(): Command {
  const resume = new Command('resume')
    .description('let a paused service speak again, within its limits')
    .addArgument(serviceArgument())
    .addOption(envFileOption())
    .action(async (service: string, _options: unknown, command: Command) => {
      const scope = scopeOf(service);
      const { control, reader } = await daemonOf(command);
      await control.resume(scope);
      const words = COMMANDS[reader.language];
      printLines(words.resumed(scope === '*' ? words.all : scope));
    });
  return withExamples(resume, [
    ['postaci resume', 'all services'],
    ['postaci resume dm', 'one of them'],
  ]);
}
