import { z } from 'zod';
import { commentFile } from '../../../src/config/comment-document.js';
import { inviteFile } from '../../../src/config/invite-document.js';
import { messageFile } from '../../../src/config/message-document.js';
import { replyFile } from '../../../src/config/reply-document.js';
import { TEXT } from '../../../src/config/short-forms.js';
import { type JsonSchema, schemaFile } from './schema-file.js';

const TEXTS: JsonSchema = { anyOf: [TEXT, { type: 'array', items: TEXT }] };

/** Keywords with their answers, as older bots had them: then nothing is called as a setting is. */
const KEYWORDS: JsonSchema = {
  type: 'object',
  propertyNames: { not: { enum: ['mode', 'chats', 'quietHours', 'variables', 'rules'] } },
  additionalProperties: TEXTS,
};

/** The customer's files that say something, as their readers check them. */
export function documentSchemas(): Readonly<Record<string, string>> {
  return {
    messages: schemaOf('What is said in groups, where and when', messageFile, 'templates'),
    responses: schemaOf('What is answered', replyFile, 'rules', KEYWORDS),
    invites: schemaOf('What is said to people who agreed', inviteFile, 'invites'),
    comments: schemaOf('Where comments are agreed', commentFile, 'channels'),
  };
}

/** @param list a list of these alone is a whole file, too */
function schemaOf(
  description: string,
  file: z.ZodType,
  list: string,
  ...others: JsonSchema[]
): string {
  const { $schema: _, ...full } = withShortForms(
    z.toJSONSchema(file, { io: 'input' }),
  ) as JsonSchema;
  const properties = full.properties as Record<string, JsonSchema>;
  const items = properties[list]?.items;
  const named = { ...full, properties: { $schema: { type: 'string' }, ...properties } };
  return schemaFile(description, { anyOf: [named, { type: 'array', items }, ...others] });
}

/** What `withShortForms` noted beside a schema becomes a choice. */
function withShortForms(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(withShortForms);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { shortForms, ...rest } = schema as { shortForms?: readonly unknown[] };
  const full = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, withShortForms(value)]),
  );
  return shortForms ? { anyOf: [...shortForms, full] } : full;
}
