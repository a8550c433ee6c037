import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  EVERY_ROUTE,
  type HttpStage,
  rightRequest,
  serveOverHttp,
} from '../../test/support/control-over-http.js';
import { SAMPLES } from '../../test/support/control-samples.js';
import { requestOf } from './routes/arguments.js';
import type { RouteFace } from './routes/route.js';
import { ROUTES } from './routes/table.js';
import { ANSWERS } from './schemas/answers.js';
import { REQUESTS } from './schemas/requests.js';

let stage: HttpStage;
beforeAll(async () => {
  stage = await serveOverHttp();
});
afterAll(() => stage.stop());
beforeEach(() => void stage.calls.splice(0));

const RUNS = { numRuns: 8 };
const GETS = EVERY_ROUTE.filter(([, { method }]) => method === 'GET');
const POSTS = EVERY_ROUTE.filter(([, { method }]) => method === 'POST');

/** Asks, and holds the answer to the promise: what does not fit the schema is a clear 4xx, and reaches nobody. */
async function hold(
  face: RouteFace,
  sent: unknown,
  { path = face.path, ...init }: RequestInit & { readonly path?: string },
): Promise<void> {
  stage.calls.splice(0);
  const fits = REQUESTS[face.request].safeParse(sent).success;
  // A stream does not end by itself.
  fc.pre(!(fits && face.answer === 'liveEvent'));
  const response = await stage.ask(path, { method: face.method, ...init });
  const answer: unknown = await response.json();
  expect(stage.faults).toEqual([]);
  if (response.status === 200) {
    expect({ sent, fits }).toEqual({ sent, fits: true });
    return;
  }
  expect(stage.calls).toEqual([]);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  const failure = ANSWERS.failure.parse(answer);
  expect(failure.code).toBe('USAGE');
  expect(failure.problem).not.toBe('');
  expect(failure.remedy).not.toBe('');
}

/** What is right, and then one of its fields is missing, is something else, or there is one too many. */
function nearly(face: RouteFace, value: fc.Arbitrary<unknown>): fc.Arbitrary<object> {
  const row = ROUTES.find(([, route]) => route === face);
  const right: object = row ? requestOf(row[1].takes, SAMPLES[row[0]]) : {};
  const fields = Object.keys(right);
  const added = fc.record({ name: fc.string({ minLength: 1 }), value });
  const other = added.map((extra) => ({ ...right, [extra.name]: extra.value }));
  if (fields.length === 0) return other;
  const field = fc.constantFrom(...fields);
  const replaced = fc.record({ field, value }).map((one) => ({ ...right, [one.field]: one.value }));
  const missing = field.map((one) =>
    Object.fromEntries(Object.entries(right).filter(([name]) => name !== one)),
  );
  return fc.oneof(other, replaced, missing);
}

describe('whatever stands in an address', () => {
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.integer().map(String),
    fc.constantFrom('', '0', '-1', '1e3', '0x10', ' 7', '7 ', '1.5', 'NaN', 'null', '9'.repeat(16)),
  );

  test.each(GETS)('%s takes it only if it is right', async (_title, face) => {
    const random = fc.dictionary(fc.string({ minLength: 1 }), text, { minKeys: 1 });
    await fc.assert(
      fc.asyncProperty(fc.oneof(random, nearly(face, text)), async (query) => {
        const written = Object.entries(query).map(([name, value]): [string, string] => [
          name,
          String(value),
        ]);
        const address = new URLSearchParams(written);
        await hold(face, Object.fromEntries(address), { path: `${face.path}?${address}` });
      }),
      RUNS,
    );
  });

  test.each(GETS)('%s takes nothing twice, nor what is no text', async (_title, face) => {
    for (const query of [
      'limit=1&limit=2',
      'id=1&id=1',
      'who=a&who=b',
      'after=a&after=b',
      '__proto__=1',
    ]) {
      await hold(face, { twice: [] }, { path: `${face.path}?${query}` });
    }
  });
});

describe('whatever stands in a body', () => {
  const json = { 'content-type': 'application/json' };
  const value = fc.jsonValue({ maxDepth: 3 });

  test.each(POSTS)('%s takes it only if it is right', async (_title, face) => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(value, nearly(face, value)), async (body) => {
        const payload = JSON.stringify(body);
        await hold(face, JSON.parse(payload), { body: payload, headers: json });
      }),
      RUNS,
    );
  });

  test.each(POSTS)('%s takes no broken JSON', async (_title, face) => {
    await fc.assert(
      fc.asyncProperty(nearly(face, value), fc.nat(), async (body, cut) => {
        const whole = JSON.stringify(body);
        const payload = whole.slice(0, 1 + (cut % (whole.length - 1)));
        await hold(face, undefined, { body: payload, headers: json });
      }),
      { numRuns: 5 },
    );
  });

  test.each(POSTS)('%s takes nothing but JSON', async (_title, face) => {
    const [, right] = rightRequest(face);
    const payload = String(right.body ?? '{}');
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'x', 'text/json']) {
      await hold(face, 'text', { body: payload, headers: { 'content-type': type } });
    }
    await hold(face, 'text', { body: payload });
  });

  test.each(POSTS)('%s takes nothing that is too long', async (_title, face) => {
    const long = 'x'.repeat(face.longestBodyBytes ?? 64 * 1024);
    const body = JSON.stringify({ long });
    const response = await stage.ask(face.path, { method: 'POST', body, headers: json });
    expect(response.status).toBe(413);
    expect(ANSWERS.failure.parse(await response.json()).code).toBe('USAGE');
    expect(stage.calls).toEqual([]);
  });

  test.each(POSTS)('%s takes nothing from the address', async (_title, face) => {
    const [, right] = rightRequest(face);
    await hold(face, undefined, { ...right, path: `${face.path}?dryRun=true` });
  });
});
