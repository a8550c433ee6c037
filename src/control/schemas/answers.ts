import { z } from 'zod';
import { ACCOUNT_ANSWERS } from './answers/account.js';
import { COMMENT_ANSWERS } from './answers/comments.js';
import { EVENT_ANSWERS } from './answers/events.js';
import { MESSAGE_ANSWERS } from './answers/messages.js';
import { OPERATIONS_ANSWERS } from './answers/operations.js';
import { PEOPLE_ANSWERS } from './answers/people.js';
import { SETTINGS_ANSWERS } from './answers/settings.js';
import { accountHealth, connectionState, intentState, ruleName, serviceName } from './parts.js';

/** Words that stand in many answers. */
const WORDS = { accountHealth, connectionState, intentState, ruleName, serviceName };

/** What is answered, by the names that the route table uses; for the OpenAPI document and for tests. */
export const ANSWERS = {
  ...WORDS,
  ...ACCOUNT_ANSWERS,
  ...MESSAGE_ANSWERS,
  ...PEOPLE_ANSWERS,
  ...COMMENT_ANSWERS,
  ...SETTINGS_ANSWERS,
  ...OPERATIONS_ANSWERS,
  ...EVENT_ANSWERS,
  done: z.strictObject({}),
  alive: z.strictObject({ status: z.literal('alive') }),
  document: z.record(z.string(), z.unknown()),
  failure: z.strictObject({ code: z.string(), problem: z.string(), remedy: z.string() }),
};
