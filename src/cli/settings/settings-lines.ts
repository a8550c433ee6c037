import type {
  Allowlist,
  RunTimeLimits,
  Setting,
  SettingsReport,
} from '../../control/contract/settings.js';
import { tableLines } from '../table.js';

const CHANGES: Readonly<Record<Setting['change'], string>> = {
  live: 'at once',
  restart: 'at the next start',
  file: 'in its file only',
};

/** Every variable as it stands, and when a change of it is in force. */
export function settingsTable(settings: readonly Setting[]): string[] {
  const rows = settings.map(({ name, value, source, change }) => [
    name,
    value,
    source,
    CHANGES[change],
  ]);
  return tableLines(['variable', 'value', 'from', 'a change holds'], rows);
}

/** One variable, with what it means. */
export function settingLines({ name, value, source, change, meaning }: Setting): string[] {
  return [
    `${name}=${value}`,
    `  ${meaning}`,
    `  from ${source}; a change holds ${CHANGES[change]}`,
  ];
}

/** What changed, or would change. */
export function settingsReportLines(report: SettingsReport, dryRun: boolean): string[] {
  const { changes, warnings, file } = report;
  const nothing = 'Nothing changes: it is so already.';
  return [
    ...(changes.length === 0 ? [nothing] : []),
    ...changes.map(({ name, from, to, needsRestart }) => {
      const when = needsRestart ? '  (at the next start: postaci restart)' : '';
      return `${name}: ${from || '(nothing)'} → ${to || '(nothing)'}${when}`;
    }),
    ...warnings.map((warning) => `warning: ${warning}`),
    ...(dryRun ? ['Nothing was written.'] : []),
    ...(!dryRun && file !== null ? [`Written to ${file}.`] : []),
  ];
}

/** The caps that may be turned while the daemon runs, each as `postaci limits set` takes it. */
export function limitLines(limits: RunTimeLimits): string[] {
  const shown = { ...limits, activeWindows: limits.activeWindows || 'always' };
  return Object.entries(shown).map(
    ([name, value]) => `${kebab(name)}=${value === null ? 'none' : value}`,
  );
}

/** Where the account may speak unasked. */
export function allowlistLines({ groups, channels }: Allowlist): string[] {
  return [
    ...(groups.length === 0 ? ['group      none'] : []),
    ...groups.map((group) => `group      ${group}`),
    ...(channels.length === 0 ? ['channel    none'] : []),
    ...channels.map((channel) => `channel    ${channel}`),
  ];
}

/** `messagesPerDay` as it is typed: `messages-per-day`. */
function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
