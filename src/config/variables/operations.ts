import type { Variable } from './variable.js';

/** How the daemon is watched. */
export const OPERATIONS_VARIABLES = [
  {
    name: 'ALERT_SAVED_MESSAGES',
    meaning:
      "`false` keeps alerts about the account's health out of its Saved Messages; the log has them always",
    byDefault: '`true`',
    document: 'N',
  },
  {
    name: 'ALERT_WEBHOOK_URL',
    meaning: 'alerts are POSTed there as JSON ([health.md](health.md)); kept secret',
    byDefault: 'none',
    document: 'N',
    secret: true,
  },
  {
    name: 'LEASE_TTL_SECONDS',
    meaning: 'how long after a crash the account stays taken for others; seconds, or `30s`',
    byDefault: '`30`',
    document: 'N',
  },
  {
    name: 'LOG_LEVEL',
    meaning: '`debug`, `info`, `warn` or `error`',
    byDefault: '`info`; `debug` with `DEBUG=true`',
    document: 'S2',
  },
  {
    name: 'LOG_FORMAT',
    meaning: 'the console’s lines: `text` or `json`; the file is always JSON',
    byDefault: '`text`',
    document: 'N',
  },
  {
    name: 'DEBUG',
    aliases: ['DEBUG_MODE'],
    meaning: '`true` logs in detail',
    byDefault: '`false`',
    document: 'S0, S2',
  },
] as const satisfies readonly Variable[];
