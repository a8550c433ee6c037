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
    name: 'ALERT_SILENT_AFTER',
    meaning: 'an alert when nothing was sent for so long although services run; `off`: never',
    byDefault: '`24h`',
    document: 'N',
  },
  {
    name: 'ADMIN_TOKEN',
    meaning:
      'opens the control API over HTTP ([control-api.md](control-api.md)); 16 characters or more; kept secret',
    byDefault: 'none',
    document: 'S1',
    secret: true,
  },
  {
    name: 'HTTP_ADDRESS',
    meaning:
      'where health, readiness, metrics and, with `ADMIN_TOKEN`, the control API are served; `off`: nowhere',
    byDefault: '`127.0.0.1:8000` with `ADMIN_TOKEN`, else `off`',
    document: 'S1',
  },
  {
    name: 'METRICS_OPEN',
    meaning: '`false` asks for `ADMIN_TOKEN` before `/metrics` is told',
    byDefault: '`true`',
    document: 'N',
  },
  {
    name: 'SENTRY_DSN',
    meaning: 'faults of the program are reported to this Sentry project; kept secret',
    byDefault: 'none',
    document: 'S2',
    secret: true,
  },
  {
    name: 'INTERFACE_LANGUAGE',
    meaning: 'what the terminal and the command line speak: `en`, `tr` or `ru`',
    byDefault: "the environment's `LANG`, else `en`",
    document: 'N',
  },
  {
    name: 'TERMINAL',
    meaning:
      'what `postaci run` shows: `screen`, `lines`, `none`, or `auto`: the screen in a terminal, lines in a container',
    byDefault: '`auto`',
    document: 'N',
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
