import { z } from 'zod';
import { ANSWERS } from '../schemas/answers.js';
import { REQUESTS } from '../schemas/requests.js';

/** A JSON Schema, as far as it is looked into here. */
export interface JsonSchema {
  readonly [keyword: string]: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
}

const PLACE = '#/components/schemas/';

/** `statusBody` is the component `StatusBody`. */
export function referenceTo(name: string): JsonSchema {
  return { $ref: PLACE + componentName(name) };
}

/** All bodies and answers, each by its name; what stands in several of them is a reference. */
export function describeComponents(): Readonly<Record<string, JsonSchema>> {
  const bodies = Object.entries(REQUESTS).filter(([name]) => name.endsWith('Body'));
  return Object.fromEntries([
    ...describe(bodies, { io: 'input' }),
    // An answer may get more fields one day.
    ...describe(Object.entries(ANSWERS), { io: 'output', open: true }),
  ]);
}

/** What may stand in an address, as it is meant: digits are numbers there. */
export function describeQuery(name: keyof typeof REQUESTS): JsonSchema {
  return withoutNoise(z.toJSONSchema(REQUESTS[name], { io: 'output', override: tidy(false) }));
}

function describe(
  named: readonly (readonly [string, z.ZodType])[],
  { io, open = false }: { readonly io: 'input' | 'output'; readonly open?: boolean },
): readonly (readonly [string, JsonSchema])[] {
  const registry = z.registry<{ id: string }>();
  for (const [name, schema] of named) {
    // Two names for one schema would be two components.
    if (!registry.has(schema)) registry.add(schema, { id: componentName(name) });
  }
  const { schemas } = z.toJSONSchema(registry, {
    io,
    uri: (id) => PLACE + id,
    override: tidy(open),
  });
  return Object.entries(schemas).map(([id, schema]) => [id, withoutNoise(schema)]);
}

/** The bounds of what a double holds exactly say nothing to a reader. */
function tidy(open: boolean) {
  return ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void => {
    if (jsonSchema.minimum === Number.MIN_SAFE_INTEGER) delete jsonSchema.minimum;
    if (jsonSchema.maximum === Number.MAX_SAFE_INTEGER) delete jsonSchema.maximum;
    if (open && jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
  };
}

function withoutNoise({ $schema, $id, ...schema }: z.core.JSONSchema.BaseSchema): JsonSchema {
  return schema as JsonSchema;
}

function componentName(name: string): string {
  return name.slice(0, 1).toUpperCase() + name.slice(1);
}
