import { Command } from 'commander';
import type { PauseScope } from '../../control/contract/status.js';
import { PostaciError } from '../../core/errors.js';
import { controlOf } from '../customer.js';
import { envFileOption } from '../options.js';

const SCOPES = ['all', 'message', 'reply', 'dm', 'comment', 'forward', 'anonchat', 'panel'];

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

export function pauseCommand(): Command {
  return new Command('pause')
    .description('hold back what a service wants said; nothing is lost')
    .argument('[service]', SCOPES.join(', '), 'all')
    .addOption(envFileOption())
    .action(async (service: string, _options: unknown, command: Command) => {
      await (await controlOf(command)).pause(scopeOf(service));
      process.stdout.write(`Paused: ${service}. postaci resume ${service} goes on.\n`);
    });
}

export function resumeCommand(): Command {
  return new Command('resume')
    .description('let a paused service speak again, within its limits')
    .argument('[service]', SCOPES.join(', '), 'all')
    .addOption(envFileOption())
    .action(async (service: string, _options: unknown, command: Command) => {
      await (await controlOf(command)).resume(scopeOf(service));
      process.stdout.write(`Resumed: ${service}.\n`);
    });
}
