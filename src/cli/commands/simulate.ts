import { Command, InvalidArgumentError, Option } from 'commander';
import { PostaciError } from '../../core/errors.js';
import type { Recording } from '../../core/recording.js';
import { systemClock } from '../../lib/system-clock.js';
import { SIMULATE } from '../../words/simulate.js';
import { configOf, readerOf } from '../customer.js';
import { interruptible } from '../interruption.js';
import { readMoment } from '../moment.js';
import { envFileOption, jsonOption, seedArgument, withExamples } from '../options.js';
import { printData } from '../print.js';

interface SimulateFlags {
  readonly days: number;
  readonly seed: number;
  readonly from?: string;
  readonly fromScratch?: boolean;
  readonly set: readonly string[];
  readonly sends?: boolean;
  readonly heatMap?: boolean;
  readonly json?: boolean;
}

/** Longer than a month says nothing that a month does not. */
const MOST_DAYS = 31;

export function simulateCommand(): Command {
  const simulate = new Command('simulate')
    .description('what the configuration would do: what is sent when, and which rules hold it back')
    .addOption(
      new Option('--days <count>', `so many days; at most ${MOST_DAYS}`)
        .default(7)
        .argParser(daysArgument),
    )
    .addOption(new Option('--from <moment>', 'local date, or date and time; without it, now'))
    .addOption(
      new Option('--seed <number>', 'the same seed gives the same week')
        .default(1)
        .argParser(seedArgument),
    )
    .addOption(
      new Option('--set <NAME=value>', 'with another value of a variable; may be repeated')
        .default([])
        .argParser((written: string, before: readonly string[]) => [...before, written]),
    )
    .addOption(new Option('--from-scratch', 'as if nothing were known of the account yet'))
    .addOption(new Option('--sends', 'list every message'))
    .addOption(new Option('--heat-map', 'draw days and hours only'))
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(run);
  return withExamples(simulate, [
    ['postaci simulate', 'the next seven days'],
    ['postaci simulate --set MESSAGES_PER_DAY=20', 'the same with another cap'],
    ['postaci simulate --from 2026-05-04 --sends', 'a week from that Monday, message by message'],
    ['postaci simulate --json', 'everything, for a program'],
  ]);
}

async function run(flags: SimulateFlags, command: Command): Promise<void> {
  const { withVariables } = await import('../simulate/with-variables.js');
  const { askRecording } = await import('../simulate/ask-recording.js');
  const { simulate } = await import('../../daemon/simulate/simulate.js');
  const { Progress } = await import('../simulate/progress.js');
  const { config } = await withVariables(await configOf(command), flags.set);
  const { interfaceLanguage, limits } = config;
  const reader = readerOf(command, { interfaceLanguage, timeZone: limits.timeZone });
  const recording = flags.fromScratch ? undefined : await askRecording(config);
  const progress = new Progress(process.stderr, SIMULATE[reader.language].progress);
  const report = await interruptible('the simulation', (signal) =>
    simulate({
      ...{ config, days: flags.days, seed: flags.seed, signal },
      ...(recording && { recording }),
      from: beginning(flags.from, recording, reader.timeZone),
      onProgress: (done) => progress.show(done),
    }),
  ).finally(() => progress.end());
  const { reportLines, sendLines } = await import('../simulate/report-lines.js');
  const { heatMapLines, paints } = await import('../simulate/heat-map.js');
  const words = SIMULATE[reader.language];
  const map = () =>
    heatMapLines(report.heatMap, {
      days: words.weekdays,
      legend: words.legend,
      colour: paints(process.stdout, process.env),
    });
  printData(flags.json, { ...report, set: flags.set }, () =>
    flags.heatMap
      ? map()
      : [
          ...reportLines(report, reader, flags.set),
          ...['', `${words.mapTitle}:`, ...map()],
          ...(flags.sends ? ['', ...sendLines(report, reader)] : []),
        ],
  );
}

/** As asked for, else with what is known: from there on nothing has happened yet. */
function beginning(
  written: string | undefined,
  recording: Recording | undefined,
  timeZone: string,
): number {
  if (written === undefined) return recording?.to ?? systemClock.now();
  const moment = readMoment(written, timeZone);
  if ('at' in moment) return moment.at;
  throw new PostaciError('USAGE', `--from ${written} ${moment.problem}`, 'Write --from 2026-05-04');
}

function daysArgument(written: string): number {
  const days = Number(written);
  if (!Number.isInteger(days) || days < 1 || days > MOST_DAYS) {
    throw new InvalidArgumentError(`Say how many days, from 1 to ${MOST_DAYS}.`);
  }
  return days;
}
