// The fault campaign: `npm run chaos -- --help`.
import { parseArgs } from 'node:util';
import { type CampaignOptions, runCampaign } from './campaign.js';
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
Exits 0 when nothing was missed, doubled, lost or out of order, 1 otherwise, 2 when it is called wrongly, 130 when
interrupted.
`;

const FLAGS = {
  seed: { type: 'string', default: '1' },
  minutes: { type: 'string', default: '10' },
  longest: { type: 'string', default: '60' },
  only: { type: 'string' },
  traffic: { type: 'string', default: '150' },
  embedded: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

interface Call {
  readonly options: Omit<CampaignOptions, 'signal'>;
  readonly json: boolean;
  readonly help: boolean;
}

/** @throws Error naming the flag that is wrong */
function readCall(): Call {
  const { values } = parseArgs({ options: FLAGS });
  const { seed, minutes, longest, traffic, only, embedded, json, help } = values;
  return {
    options: {
      seed: numberOf('seed', seed),
      forMs: numberOf('minutes', minutes) * 60_000,
      longestFaultMs: numberOf('longest', longest) * 1_000,
      trafficMs: numberOf('traffic', traffic),
      embedded,
      ...(only === undefined ? {} : { only: kindsOf(only) }),
      tell: (line) => process.stderr.write(`${line}\n`),
    },
    json,
    help,
  };
}

function numberOf(flag: string, written: string): number {
  const value = Number(written);
  if (Number.isFinite(value)) return value;
  throw new RangeError(`--${flag} ${written} is not a number`);
}

function kindsOf(written: string): readonly string[] {
  const names = written.split(',').map((name) => name.trim());
  const unknown = names.find((name) => !FAULT_KINDS.some((kind) => kind.name === name));
  if (unknown === undefined) return names;
  throw new RangeError(`--only "${unknown}": there is no such kind of fault; see --help`);
}

async function run({ options, json }: Call): Promise<number> {
  const interrupted = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => interrupted.abort(new Error(`${signal}: everything is removed`)));
  }
  try {
    const report = await runCampaign({ ...options, signal: interrupted.signal });
    const text = json ? JSON.stringify(report, undefined, 2) : describeReport(report);
    process.stdout.write(`${text}\n`);
    return report.ok ? 0 : 1;
  } catch (error) {
    if (!interrupted.signal.aborted) throw error;
    process.stderr.write(`${String(interrupted.signal.reason)}\n`);
    return 130;
  }
}

async function main(): Promise<number> {
  let call: Call;
  try {
    call = readCall();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
  if (!call.help) return run(call);
  process.stdout.write(HELP);
  return 0;
}

process.exitCode = await main();
