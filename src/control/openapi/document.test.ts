import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { Validator } from '@seriousme/openapi-schema-validator';
import { serveOverHttp } from '../../../test/support/control-over-http.js';
import { FACES } from '../routes/table.js';
import { describeRoutes } from './document.js';

const COMMITTED = fileURLToPath(new URL('../../../docs/openapi.json', import.meta.url));

/** `UPDATE_OPENAPI=1 npm test -- src/control/openapi` writes it anew; then `npm run format`. */
async function committed(): Promise<unknown> {
  const text = `${JSON.stringify(describeRoutes(), null, 2)}\n`;
  if (process.env.UPDATE_OPENAPI === '1') await writeFile(COMMITTED, text);
  return JSON.parse(await readFile(COMMITTED, 'utf8'));
}

describe('the OpenAPI document', () => {
  test('that is committed is what the code says', async () => {
    expect(await committed()).toEqual(JSON.parse(JSON.stringify(describeRoutes())));
  });

  test('that is served is the same', async () => {
    const stage = await serveOverHttp();
    const response = await stage.ask('/v1/openapi.json');
    expect(response.headers.get('content-type')).toMatch(/^application\/json/);
    expect(await response.json()).toEqual(await committed());
    await stage.stop();
  });

  test('is valid', async () => {
    const validator = new Validator();
    expect(await validator.validate(structuredClone(describeRoutes()))).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
    // Every reference has something behind it.
    expect(() => validator.resolveRefs()).not.toThrow();
  });

  test('has every route, and says of each whether it needs the token', () => {
    const { paths } = describeRoutes() as {
      paths: Record<string, Record<string, { security?: readonly object[] }>>;
    };
    for (const { method, path, access } of FACES) {
      const operation = paths[path]?.[method.toLowerCase()];
      const needed = { token: undefined, open: [], metrics: [{ token: [] }, {}] }[access];
      expect([path, operation?.security]).toEqual([path, needed]);
    }
    const described = Object.values(paths).flatMap((methods) => Object.keys(methods));
    expect(described).toHaveLength(FACES.length);
  });
});

test('docs/control-api.md tells of every route, as its summary does', async () => {
  const text = await readFile(new URL('../../../docs/control-api.md', import.meta.url), 'utf8');
  const told = [...text.matchAll(/^\| `((?:GET|POST) \S+)` \| (.+) \|$/gm)].map((row) =>
    row.slice(1),
  );
  expect(told).toEqual(FACES.map(({ method, path, summary }) => [`${method} ${path}`, summary]));
});
