/** A schema, or a part of one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The text of a schema's file. */
export function schemaFile(description: string, schema: JsonSchema): string {
  const whole = { $schema: 'http://json-schema.org/draft-07/schema#', description, ...schema };
  return `${JSON.stringify(whole, null, 2)}\n`;
}
