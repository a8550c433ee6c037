import type { LogSettings } from '../core/config.js';
import type { LoadContext } from './load-context.js';
import { parseBoolean } from './parse/boolean.js';
import { oneOf } from './parse/choice.js';
import { bad, good, type Parsed } from './parse/parsed.js';

const LEVELS: Readonly<Record<string, LogSettings['level']>> = {
  trace: 'debug',
  debug: 'debug',
  info: 'info',
  warn: 'warn',
  warning: 'warn',
  error: 'error',
  critical: 'error',
  fatal: 'error',
};

/** Reads how much is logged, and where to. */
export function readLogSettings({ values, folders, warnings }: LoadContext): LogSettings {
  const debug = readDebug({ values, warnings });
  const level = values.read('LOG_LEVEL', parseLevel) ?? 'info';
  return {
    level: debug ? 'debug' : level,
    directory: folders.logs,
    console: values.read('LOG_FORMAT', oneOf(['text', 'json'])) ?? 'text',
  };
}

/** Node programs share `DEBUG=name:*` in the environment: that is not meant for us. */
function readDebug({ values, warnings }: Pick<LoadContext, 'values' | 'warnings'>): boolean {
  const raw = values.raw('DEBUG');
  if (raw?.source.kind === 'environment' && !parseBoolean(raw.text).ok) {
    warnings.push(`${raw.written} in the environment is neither yes nor no; it was passed over`);
    return false;
  }
  return values.read('DEBUG', parseBoolean) ?? false;
}

/** Python's names are understood too. */
function parseLevel(text: string): Parsed<LogSettings['level']> {
  const level = LEVELS[text.toLowerCase()];
  if (level !== undefined) return good(level);
  return bad('is not a log level', 'Write {name}=debug, info, warn or error');
}
