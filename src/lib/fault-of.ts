import type { Fault, FaultError } from '../core/faults.js';
import type { LogRecord } from './log-format.js';

/** The fault that an error-level line tells of; undefined when it carries no error. */
export function faultOf({ time, level, message, ...fields }: LogRecord): Fault | undefined {
  if (level !== 'error') return undefined;
  const found = Object.entries(fields).find(([, value]) => errorOf(value) !== undefined);
  const error = found && errorOf(found[1]);
  if (!error) return undefined;
  const others = Object.entries(fields).filter(([name]) => name !== found[0]);
  return { at: Date.parse(time), message, error, fields: Object.fromEntries(others) };
}

/** What `loggable` made of an Error. */
function errorOf(value: unknown): FaultError | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!('stack' in value && 'name' in value && 'message' in value)) return undefined;
  const { stack, name, message } = value;
  if (typeof stack !== 'string' || typeof name !== 'string' || typeof message !== 'string') {
    return undefined;
  }
  const code = 'code' in value && typeof value.code === 'string' ? value.code : undefined;
  const cause = 'cause' in value ? errorOf(value.cause) : undefined;
  return {
    name,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(cause === undefined ? {} : { cause }),
  };
}
