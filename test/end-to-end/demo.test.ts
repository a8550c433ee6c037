import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ended, PostaciProcess } from '../support/postaci-process.js';
import { makeWorkspace, type Workspace } from '../support/workspace.js';

/** Every demo is ten seconds' work. That one may be interrupted while it posts is for the long form. */
const LONG = process.env.CAMPAIGN_RUNS !== undefined;

let workspace: Workspace;
const started: PostaciProcess[] = [];
beforeAll(() => {
  workspace = makeWorkspace();
});
afterAll(async () => {
  // Those that a failure left.
  for (const process of started) process.signal('SIGKILL');
  await Promise.all(started.map(({ ended }) => ended));
  workspace.remove();
});

interface Demo {
  readonly process: PostaciProcess;
  /** Files in its temporary folder, and processes that were started with it. */
  leaves(): string[];
}

/** A demo with a temporary folder of its own, to see what it leaves there. */
function demo(name: string, ...args: readonly string[]): Demo {
  const temporary = join(workspace.path, name);
  mkdirSync(temporary);
  const process = new PostaciProcess(['demo', ...args], workspace.path, {
    input: '',
    environment: { TMPDIR: temporary },
  });
  started.push(process);
  return { process, leaves: () => [...readdirSync(temporary), ...processesIn(temporary)] };
}

/** The processes that were started with that temporary folder, themselves or by others. */
function processesIn(temporary: string): string[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc').filter((id) => {
    try {
      return readFileSync(`/proc/${id}/environ`, 'utf8').includes(`TMPDIR=${temporary}\0`);
    } catch {
      return false; // No process, gone by now, or another user's.
    }
  });
}

function summaryOf({ stdout }: Ended) {
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '');
}

describe('the demo', () => {
  let whole: Demo;
  let early: Demo;
  // Side by side: most of a demo is waiting.
  beforeAll(() => {
    whole = demo('whole', '--for', '22s', '--json');
    early = demo('early');
  });

  test('that is interrupted before it posts says so, and leaves nothing behind', async () => {
    await early.process.says('2. The first login');
    early.process.signal('SIGINT');
    const { code, stderr } = await early.process.ended;
    expect(stderr).toContain('the demo was interrupted');
    expect(code).toBe(130);
    expect(early.leaves()).toEqual([]);
  }, 90_000);

  // How it ends is what `--for` does in the short form, and that Ctrl-C is heard the test before.
  (LONG ? test : test.skip)(
    'ends in order with its summary on Ctrl-C',
    async () => {
      const interrupted = demo('interrupted', '--json');
      await interrupted.process.says('✓ sent');
      interrupted.process.signal('SIGINT');
      const ended = await interrupted.process.ended;
      expect(ended).toMatchObject({ code: 0, stderr: '' });
      expect(summaryOf(ended)).toMatchObject({ duplicates: 0, lost: 0 });
      expect(interrupted.leaves()).toEqual([]);
    },
    90_000,
  );

  test('ends by itself with a summary that holds, and leaves nothing behind', async () => {
    const ended = await whole.process.ended;
    expect(ended).toMatchObject({ code: 0, stderr: '' });
    const summary = summaryOf(ended);
    expect(summary).toMatchObject({ duplicates: 0, lost: 0, waited: expect.any(Object) });
    expect(summary.sent).toBeGreaterThan(0);
    expect(summary.groups).toBeGreaterThan(1);
    expect(Object.keys(summary.waited)).not.toHaveLength(0);
    expect(whole.leaves()).toEqual([]);
  }, 90_000);

  test('shows people who write, are answered, opt in, are invited, opt out, and a takeover', async () => {
    const ended = await whole.process.ended;
    expect(summaryOf(ended).people).toEqual({
      wrote: 4,
      answered: 3,
      optedIn: 1,
      invited: 1,
      optedOut: 1,
      takenOver: 1,
      writtenAfterOptOut: 0,
      writtenWithoutConsent: 0,
      writtenAfterTakeover: 0,
    });
    const told = ended.stdout;
    expect(told.match(/taken over: the operator answers/g)).toHaveLength(1);
    expect(told).toContain('(silence: ');
    expect(told).toMatch(/not sent to \S+: the person opted out by the word "dur"/);
    expect(told).toMatch(/answered Grup 1: /);
    expect(told).toMatch(/dm +\S+.* follow-up /);
  }, 90_000);
});
