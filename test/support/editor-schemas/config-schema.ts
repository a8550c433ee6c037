import { KNOWN_VARIABLES } from '../../../src/config/variables/known.js';
import { type JsonSchema, schemaFile } from './schema-file.js';
import { ANY_TEXT, VALUE_KINDS } from './value-kinds.js';

/** `config.{json,yaml}`: every variable under each of its names, as they are written and in small letters. */
export function configSchema(): string {
  const definitions: Record<string, JsonSchema> = {};
  const properties: Record<string, JsonSchema> = { $schema: { type: 'string' } };
  for (const { name, aliases = [], meaning, byDefault } of KNOWN_VARIABLES) {
    const description = `${meaning}. By default: ${byDefault}`.replace(/\]\([^)]*\)/g, ']');
    definitions[name] = { description, ...(VALUE_KINDS.get(name) ?? ANY_TEXT) };
    for (const written of [name, ...aliases]) {
      for (const form of new Set([written, written.toLowerCase()])) {
        properties[form] = { $ref: `#/definitions/${name}` };
      }
    }
  }
  return schemaFile('The settings of a customer', {
    type: 'object',
    properties,
    additionalProperties: false,
    definitions,
  });
}
