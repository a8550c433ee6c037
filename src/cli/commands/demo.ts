import { Command, Option } from 'commander';
import type { DemoSummary } from '../demo/demo.js';
import { Interruption } from '../interruption.js';
import { durationArgument, jsonOption, seedArgument, withExamples } from '../options.js';
import { untilSignal } from '../until-signal.js';

interface DemoFlags {
  readonly for?: number;
  readonly seed: number;
  readonly json?: boolean;
}

export function demoCommand(): Command {
  const demo = new Command('demo')
    .description('see the main job on a Telegram in a box: no account, no database, nothing kept')
    .addOption(
      new Option('--for <time>', 'end by itself, e.g. after 30s').argParser(durationArgument),
    )
    .addOption(new Option('--seed <number>', 'another world').argParser(seedArgument).default(1))
    .addOption(jsonOption())
    .action(async (flags: DemoFlags) => {
      const { runDemo } = await import('../demo/demo.js');
      const stopping = new AbortController();
      // Once it posts, an interruption is the way to its summary; before that there is nothing to sum up.
      void untilSignal().then(() => stopping.abort(new Interruption('the demo was interrupted')));
      const summary = await runDemo({
        ...(flags.for === undefined ? {} : { forMs: flags.for }),
        seed: flags.seed,
        signal: stopping.signal,
        write: (line) => void process.stdout.write(`${line}\n`),
      });
      process.stdout.write(`${describe(summary)}\n`);
      if (flags.json) process.stdout.write(`${JSON.stringify(summary)}\n`);
      if (faultsIn(summary) > 0) process.exitCode = 1;
    });
  return withExamples(demo, [
    ['postaci demo --for 30s', 'half a minute of it'],
    ['postaci demo --seed 7', 'another world'],
  ]);
}

/** What must not happen. */
function faultsIn({ duplicates, lost, people }: DemoSummary): number {
  const { writtenAfterOptOut, writtenWithoutConsent, writtenAfterTakeover } = people;
  return duplicates + lost + writtenAfterOptOut + writtenWithoutConsent + writtenAfterTakeover;
}

function describe(summary: DemoSummary): string {
  const waited = Object.entries(summary.waited)
    .map(([rule, count]) => `${rule} ${count}`)
    .join(', ');
  const { people } = summary;
  return [
    '',
    `${summary.sent} messages, to ${summary.groups} groups and to people, counted in the sandbox's own world:`,
    `${summary.duplicates} sent twice, ${summary.lost} lost. Waited: ${waited || 'none'}.`,
    '',
    `Of the people ${people.wrote} wrote, ${people.answered} were answered (${people.takenOver} by the operator),`,
    `${people.optedIn} opted in, ${people.invited} invited, ${people.optedOut} opted out. Written to without consent:`,
    `${people.writtenWithoutConsent}, after opting out: ${people.writtenAfterOptOut}, where the operator had taken over: ${people.writtenAfterTakeover}.`,
    '',
    'Your own account: cp envs/example.env envs/customer1.env, fill it in, then',
    '  npx postaci --interactive --env-file envs/customer1.env',
    '  npx postaci run --env-file envs/customer1.env',
  ].join('\n');
}
