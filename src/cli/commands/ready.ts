import { Command } from 'commander';
import type { Readiness } from '../../control/contract/operations.js';
import { PostaciError } from '../../core/errors.js';
import { daemonOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';

/** Health checks of containers know two answers: 0, and 1. */
const NOT_READY = 1;

export function readyCommand(): Command {
  const ready = new Command('ready')
    .description('can the daemon do its work? exit code 0, else 1: for health checks')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { control } = await daemonOf(command);
      const readiness = await control.ready().catch(notRunning);
      printData(options.json, readiness, () => readyLines(readiness));
      if (!readiness.ready) process.exitCode = NOT_READY;
    });
  return withExamples(ready, [
    ['postaci ready --env-file envs/customer1.env', 'connected, leased, migrated?'],
    ['HEALTHCHECK CMD postaci ready', 'in a Dockerfile'],
  ]);
}

function notRunning(error: unknown): Readiness {
  if (!(error instanceof PostaciError && error.code === 'DAEMON_NOT_RUNNING')) throw error;
  return { ready: false, connected: false, leased: false, migrated: false };
}

function readyLines({ ready, ...parts }: Readiness): string[] {
  if (ready) return ['ready'];
  const missing = Object.entries(parts).filter(([, there]) => !there);
  return [`not ready: not ${missing.map(([name]) => name).join(', not ')}`];
}
