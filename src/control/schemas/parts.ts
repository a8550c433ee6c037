import { z } from 'zod';
import { RULE_NAMES } from '../../core/guard.js';
import { INTENT_STATES, SERVICE_NAMES } from '../../core/intent.js';

/** Who proposes. */
export const serviceName = z.enum(SERVICE_NAMES);

/** What is paused or resumed: a service, or `*` for all. */
export const pauseScope = z.enum(['*', ...SERVICE_NAMES]);

/** Where an intent is in its life. */
export const intentState = z.enum(INTENT_STATES);

/** A rule of the guard. */
export const ruleName = z.enum(RULE_NAMES);

/** How the account is. */
export const accountHealth = z.enum([
  'ok',
  'slow',
  'spam-limited',
  'frozen',
  'logged-out',
  'banned',
  'taken',
]);

/** The line to Telegram. */
export const connectionState = z.enum(['connecting', 'online', 'offline', 'stopped']);

/** How bad a line of the log is. */
export const logLevel = z.enum(['debug', 'info', 'warn', 'error']);

/** A person, group or channel, as the Bot API marks it. */
export const peerId = z.int();

/** Milliseconds since the epoch. */
export const time = z.number().describe('Milliseconds since the epoch');

/** Where nothing is known or nothing ends by itself. */
export const timeOrNull = time.nullable();

/** How many. */
export const count = z.int().nonnegative();
