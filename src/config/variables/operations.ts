import type { Variable } from './variable.js';

/** How the daemon is watched. */
export const OPERATIONS_VARIABLES = [
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
