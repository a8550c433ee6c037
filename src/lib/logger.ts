import { join } from 'node:path';
import winston from 'winston';
import type { LogSettings } from '../core/config.js';
import type { Fault } from '../core/faults.js';
import type { Logger } from '../core/logger.js';
import type { Secret } from '../core/secret.js';
import { faultOf } from './fault-of.js';
import { LogFileStream } from './log-file-stream.js';
import { formatText, type LogRecord } from './log-format.js';
import { loggable } from './loggable.js';
import { type Masker, maskerFor } from './mask.js';
import { RotatingFile } from './rotating-file.js';

const MESSAGE = Symbol.for('message');
const LEVELS = { error: 0, warn: 1, info: 2, debug: 3 };
export type Level = keyof typeof LEVELS;

export interface LoggerOptions {
  /** Where the console's lines go. @default process.stderr, so that standard output stays for answers */
  readonly console?: NodeJS.WritableStream & { readonly isTTY?: boolean };
  /** Milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** @default 10 MB */
  readonly maxBytes?: number;
  /** @default 5 */
  readonly maxFiles?: number;
  /** Told of each error-level line that carries an error, masked like the line. @default nobody */
  readonly onFault?: (fault: Fault) => void;
}

/** How much is logged; it may change at any time. */
export interface LogLevels {
  readonly current: Level;
  set(level: Level): void;
}

/** A logger, and how to let go of its file. Lines after that go to the console only. */
export interface OpenLogger {
  readonly logger: Logger;
  readonly levels: LogLevels;
  close(): void;
}

/**
 * Builds the daemon's logger: lines for the console, JSON lines in `bot.log` with rotation; secrets and phone
 * numbers masked in messages, fields and errors. It never throws; when the file can't be written it says so
 * once and goes on with the console.
 * @param secrets masked wherever they appear
 */
export function createLogger(
  settings: LogSettings,
  secrets: Iterable<Secret>,
  options: LoggerOptions = {},
): OpenLogger {
  const { console: stream = process.stderr, now = Date.now } = options;
  const path = join(settings.directory, 'bot.log');
  const { maxBytes = 10_000_000, maxFiles = 5 } = options;
  const file = new RotatingFile({ path, maxBytes, maxFiles });
  const mask = maskerFor([...secrets].map((one) => one.reveal()));
  const write = (
    target: winston.Logger,
    level: Level,
    message: string,
    fields: readonly Fields[],
  ) => {
    if (!target.isLevelEnabled(level)) return;
    const record = recordOf(level, message, fields, { mask, now });
    target.log({ level, message: record.message, record });
    if (level === 'error') tellFault(record, options.onFault);
  };
  const toConsole = new winston.transports.Stream({
    stream,
    format: consoleFormat(settings, stream),
  });
  const onFailure = ({ message: reason }: Error) =>
    write(toConsoleOnly, 'warn', 'the log file cannot be written', [{ path, reason }]);
  const intoFile = new LogFileStream(file, onFailure, now);
  const toFile = new winston.transports.Stream({ stream: intoFile, format: asJson, eol: '' });
  const build = (...transports: winston.transport[]) =>
    winston.createLogger({ level: settings.level, levels: LEVELS, format: asJson, transports });
  const toConsoleOnly = build(toConsole);
  const both = build(toConsole, toFile);
  // A reader that went away (`postaci run | head`) is no reason to end.
  const ignore = () => {};
  stream.on('error', ignore);
  let open = true;
  const levels = {
    get current() {
      return both.level as Level;
    },
    set(level: Level) {
      both.level = level;
      toConsoleOnly.level = level;
    },
  };
  return {
    levels,
    logger: new FieldLogger((level, message, fields) => {
      write(open ? both : toConsoleOnly, level, message, fields);
    }, []),
    close: () => {
      open = false;
      stream.removeListener('error', ignore);
      file.close();
    },
  };
}

/** Whoever is told must not make the logger throw. */
function tellFault(record: LogRecord, tell: ((fault: Fault) => void) | undefined): void {
  if (!tell) return;
  try {
    const fault = faultOf(record);
    if (fault) tell(fault);
  } catch {
    // The line itself is written; where it is reported is nobody's who logs.
  }
}

type Fields = Record<string, unknown>;
type Write = (level: Level, message: string, fields: readonly Fields[]) => void;

class FieldLogger implements Logger {
  readonly #write: Write;
  /** Not merged before they are made harmless: a getter may throw. */
  readonly #fields: readonly Fields[];

  constructor(write: Write, fields: readonly Fields[]) {
    this.#write = write;
    this.#fields = fields;
  }

  debug(message: string, fields: Fields = {}): void {
    this.#write('debug', message, [...this.#fields, fields]);
  }

  info(message: string, fields: Fields = {}): void {
    this.#write('info', message, [...this.#fields, fields]);
  }

  warn(message: string, fields: Fields = {}): void {
    this.#write('warn', message, [...this.#fields, fields]);
  }

  error(message: string, fields: Fields = {}): void {
    this.#write('error', message, [...this.#fields, fields]);
  }

  child(fields: Fields): Logger {
    return new FieldLogger(this.#write, [...this.#fields, fields]);
  }
}

const asJson = winston.format((info) => {
  info[MESSAGE] = JSON.stringify(info.record);
  return info;
})();

function consoleFormat(
  settings: LogSettings,
  stream: { readonly isTTY?: boolean },
): winston.Logform.Format {
  if (settings.console === 'json') return asJson;
  const { NO_COLOR, FORCE_COLOR } = process.env;
  const colour = !NO_COLOR && (stream.isTTY === true || Boolean(FORCE_COLOR));
  return winston.format((info) => {
    info[MESSAGE] = formatText(info.record as LogRecord, colour);
    return info;
  })();
}

/** The fixed keys come first, and no field of the same name overwrites them. */
function recordOf(
  level: Level,
  message: string,
  fields: readonly Fields[],
  { mask, now }: { mask: Masker; now: () => number },
): LogRecord {
  const text = loggable(message, mask);
  const record: LogRecord = {
    time: new Date(now()).toISOString(),
    level,
    message: typeof text === 'string' ? text : JSON.stringify(text),
  };
  const merged = Object.assign({}, ...fields.map((one) => loggable(one, mask)));
  for (const [key, value] of Object.entries(merged)) {
    Object.assign(record, {
      [key === 'time' || key === 'level' || key === 'message' ? `${key}_` : key]: value,
    });
  }
  return record;
}
