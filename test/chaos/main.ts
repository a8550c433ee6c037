// The fault campaign: `npm run chaos -- --help`.
import { parseArgs } from 'node:util';
import { runCampaign } from './campaign.js';
import { FAULT_KINDS } from './faults.js';
import { describeReport } from './report.js';

const HELP = `npm run chaos -- [options]

  --seed N         which faults and which traffic, by chance (default 1)
  --minutes M      how long new faults begin (default 10)
  --longest S      no fault lasts longer than so many seconds (default 60)
  --only A,B       only these kinds of faults
  --traffic MS     between two acts of the people, on average (default 150)
  --embedded       on the database that the daemon carries in itself
  --json           the report as JSON; what happens meanwhile goes to standard error

Kinds of faults: ${FAULT_KINDS.map(({ name }) => name).join('; ')}.
Exits 0 when nothing was missed, doubled, lost or out of order, 1 otherwise, 130 when interrupted.
`;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    longest: { type: 'string', default: '60' },
    only: { type: 'string' },
    traffic: { type: 'string', default: '150' },
    embedded: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

function numberOf(name: 'seed' | 'minutes' | 'longest' | 'traffic'): number {
  const value = Number(values[name]);
  if (Number.isFinite(value)) return value;
  throw new RangeError(`--${name} ${values[name]} is not a number`);
}

function kindsOf(written: string): readonly string[] {
  const names = written.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !FAULT_KINDS.some((kind) => kind.name === name));
  if (unknown === undefined) return names;
  throw new RangeError(`--only "${unknown}": there is no such kind of fault; see --help`);
}

async function main(): Promise<number> {
  if (values.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.abort(new Error(`${signal}: everything is removed`)));
  }
  try {
    const report = await runCampaign({
      seed: numberOf('seed'),
      forMs: numberOf('minutes') * 60_000,
      longestFaultMs: numberOf('longest') * 1_000,
      trafficMs: numberOf('traffic'),
      embedded: values.embedded,
      ...(values.only === undefined ? {} : { only: kindsOf(values.only) }),
      tell: (line) => process.stderr.write(`${line}\n`),
      signal: interrupted.signal,
    });
    const text = values.json ? JSON.stringify(report, undefined, 2) : describeReport(report);
    process.stdout.write(`${text}\n`);
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.stderr.write(`${String(interrupted.signal.reason)}\n`);
    return 130;
  }
}

process.exitCode = await main();
