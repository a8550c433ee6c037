import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { z } from 'zod';
import { handlers, witnessed } from '../../../test/support/control-handlers.js';
import { EVERY_QUESTION } from '../../../test/support/control-over-http.js';
import { SAMPLES } from '../../../test/support/control-samples.js';
import { makeWorkspace } from '../../../test/support/workspace.js';
import { createEventBus } from '../../lib/event-bus.js';
import { systemClock } from '../../lib/system-clock.js';
import { connectControl } from '../client.js';
import type { ControlHandlers } from '../contract/control.js';
import type { StreamedEvent } from '../contract/stream.js';
import { ANSWERS } from '../schemas/answers.js';
import { REQUESTS } from '../schemas/requests.js';
import { serveControl } from '../server.js';
import { requestOf } from './arguments.js';
import type { AnswerOf, Question } from './route.js';
import { FACES, type ROUTE_TABLE, ROUTES } from './table.js';

type Method = (...given: readonly unknown[]) => Promise<unknown>;

describe('each question of the contract', () => {
  const calls: unknown[] = [];
  const workspace = makeWorkspace();
  const socketPath = `${workspace.path}/control.sock`;
  const control = connectControl(socketPath);
  let stop = async () => {};
  beforeAll(async () => {
    stop = await serveControl({
      socketPath,
      handlers: witnessed(calls),
      events: createEventBus(),
      clock: systemClock,
    });
  });
  afterAll(async () => {
    await stop();
    workspace.remove();
  });

  test.each(EVERY_QUESTION)(
    '%s comes to its handler as it was asked, and its answer back',
    async (name) => {
      calls.splice(0);
      const given: readonly unknown[] = SAMPLES[name];
      const answer = await (control[name] as Method)(...given);
      expect(calls).toEqual([[name, ...given]]);
      expect(answer).toEqual(await (handlers()[name] as Method)(...given));
    },
  );

  test.each(ROUTES)('%s answers what its schema says', async (name, route) => {
    const answer = await (handlers()[name] as Method)(...SAMPLES[name]);
    const schema: z.ZodType = ANSWERS[route.answer];
    expect(schema.safeParse(answer ?? {}).error?.issues ?? []).toEqual([]);
  });

  test('may be asked without what is optional', async () => {
    calls.splice(0);
    await control.approve(41);
    await control.reject(42);
    await control.why({ about: 'last' });
    await control.why({ about: 'id', id: 3 });
    await control.log({ limit: 1 });
    await control.changeAllowlist({ dryRun: true });
    expect(calls).toEqual([
      ['approve', 41, undefined],
      ['reject', 42, undefined],
      ['why', { about: 'last' }],
      ['why', { about: 'id', id: 3 }],
      ['log', { limit: 1 }],
      ['changeAllowlist', { dryRun: true }],
    ]);
  });

  test('has a readiness that says no without failing', async () => {
    const unready = { ready: false, connected: false, leased: true, migrated: true };
    const other = `${workspace.path}/other.sock`;
    const stopOther = await serveControl({
      socketPath: other,
      handlers: { ...handlers(), ready: async () => unready },
      events: createEventBus(),
      clock: systemClock,
    });
    expect(await connectControl(other).ready()).toEqual(unready);
    await stopOther();
  });
});

describe('the table of routes', () => {
  test('has a row for each method that a handler has', () => {
    expect([...EVERY_QUESTION].sort()).toEqual(Object.keys(handlers()).sort());
  });

  test('has each method and path once, and a sentence for it', () => {
    const named = FACES.map(({ method, path }) => `${method} ${path}`);
    expect(new Set(named).size).toBe(named.length);
    for (const { summary } of FACES) expect(summary).toMatch(/^[A-Z].*[^ ][.?]$/);
  });

  test('names a schema for each request, and uses each that there is', () => {
    const used = new Set<string>(FACES.map(({ request }) => request));
    expect([...used].sort()).toEqual(Object.keys(REQUESTS).sort());
    for (const { method, request } of FACES) {
      if (request !== 'nothing') expect(request).toMatch(method === 'GET' ? /Query$/ : /Body$/);
    }
  });

  test('lets only those rows be asked without the token that are meant to be', () => {
    const open = FACES.filter(({ access }) => access !== 'token').map(({ path }) => path);
    expect(open.sort()).toEqual(['/health', '/metrics', '/ready']);
  });

  test('leaves out of a request what was not given', () => {
    expect(requestOf(['id', 'text'], [41])).toEqual({ id: 41 });
    expect(requestOf(['id', 'text'], [41, undefined])).toEqual({ id: 41 });
  });
});

/** What only the compiler can see: the contract's answers and the schemas' have the same fields and values. */
type Answered = { [Name in Question]: Awaited<ReturnType<ControlHandlers[Name]>> };
type AnswerTo<Name extends Question> = (typeof ROUTE_TABLE)[Name]['answer'];
type Frozen<T> = T extends object ? { readonly [Key in keyof T]: Frozen<T[Key]> } : T;
/** Nothing is optional: what only one of the two has, the other lacks then. */
type Whole<T> = T extends object
  ? { readonly [Key in keyof T]-?: Whole<Exclude<T[Key], undefined>> }
  : T;
type Same<Contract, Schema> = [Contract] extends [Schema]
  ? [Whole<Schema>] extends [Whole<Contract>]
    ? true
    : false
  : false;
type Differing = {
  // A recording's state is the simulation's own affair.
  [Name in Exclude<Question, 'recording'>]: AnswerTo<Name> extends 'done'
    ? never
    : false extends Same<Answered[Name], Frozen<AnswerOf<AnswerTo<Name>>>>
      ? Name
      : never;
}[Exclude<Question, 'recording'>];
type EventsDiffer =
  Same<Frozen<StreamedEvent['event']>, Frozen<AnswerOf<'liveEvent'>>> extends true
    ? never
    : 'events';
const DIFFERING: [Differing | EventsDiffer] extends [never] ? 'none' : Differing | EventsDiffer =
  'none';

test('the schemas of the answers say what the contract says', () => {
  expect(DIFFERING).toBe('none');
});
