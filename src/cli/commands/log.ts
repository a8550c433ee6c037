import { join } from 'node:path';
import { Command, Option } from 'commander';
import type { FoundCustomer } from '../../config/find-customer.js';
import { parseDuration } from '../../config/parse/duration.js';
import { PostaciError } from '../../core/errors.js';
import { type LogSearch, readLogLine, searchLog } from '../../lib/log-search.js';
import { systemClock } from '../../lib/system-clock.js';
import { customerOf } from '../customer.js';
import { followLog } from '../log/follow-log.js';
import { logLine } from '../log/log-lines.js';
import { readMoment } from '../moment.js';
import { envFileOption, jsonOption, limitArgument, withExamples } from '../options.js';
import { printData } from '../print.js';
import { untilUnread } from '../until-unread.js';

interface LogFlags {
  readonly search?: string;
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  readonly since?: string;
  readonly limit: number;
  readonly follow?: boolean;
  readonly json?: boolean;
}

export function logCommand(): Command {
  const log = new Command('log')
    .description('search the log; its files are read, so no daemon has to run')
    .option('--search <text>', 'only lines that hold it, in any letter case')
    .addOption(
      new Option('--level <level>', 'that, and what is worse')
        .choices(['debug', 'info', 'warn', 'error'])
        .default('info'),
    )
    .addOption(
      new Option(
        '--since <time>',
        "so long back, e.g. 2h, or since the customer's 2026-05-01T12:00",
      ),
    )
    .addOption(
      new Option('--limit <count>', 'so many, the newest; at most 1000')
        .default(50)
        .argParser(limitArgument),
    )
    .addOption(new Option('--follow', 'go on with what is written from now on, until Ctrl-C'))
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (flags: LogFlags, command: Command) => {
      await printLog(flags, await customerOf(command));
    });
  return withExamples(log, [
    ['postaci log --search FLOOD --since 1d', 'what Telegram wanted patience for today'],
    ['postaci log --level warn --follow', 'what deserves a look, as it comes'],
  ]);
}

async function printLog(flags: LogFlags, { logDirectory, timeZone }: FoundCustomer): Promise<void> {
  const { search: text, level, since, limit, follow, json } = flags;
  const query: LogSearch = {
    level,
    limit,
    ...(text === undefined ? {} : { text }),
    ...(since === undefined ? {} : { since: readSince(since, timeZone) }),
  };
  const tell = (line: Parameters<typeof logLine>[0]) =>
    printData(json, line, () => [logLine(line, timeZone)]);
  for (const line of await searchLog(logDirectory, query)) tell(line);
  if (!follow) return;
  for await (const line of followLog(join(logDirectory, 'bot.log'), systemClock, untilUnread())) {
    const found = readLogLine(line, query);
    if (found) tell(found);
  }
}

/** A length of time back from now, or a moment. @returns milliseconds since the epoch */
function readSince(written: string, timeZone: string): number {
  const moment = readMoment(written, timeZone);
  if ('at' in moment) return moment.at;
  const back = parseDuration(written);
  if (back.ok) return systemClock.now() - back.value;
  throw new PostaciError(
    'USAGE',
    `"${written}" is neither a length of time nor a moment`,
    'Say how long back, e.g. --since 2h, or since when: --since 2026-05-01T12:00',
  );
}
