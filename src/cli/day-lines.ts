import type { DayStatistics } from '../control/contract/operations.js';
import { tableLines } from './table.js';

/** The account's days as a table; only services that said something have a column. */
export function dayLines(days: readonly DayStatistics[]): string[] {
  const services = [...new Set(days.flatMap(({ sent }) => Object.keys(sent)))].sort();
  const head = ['day', 'sent', ...services, 'refused', 'failed', 'expired', 'heard'];
  const rows = days.map(({ day, sent, refused, failed, expired, heard }) => {
    const counts = new Map<string, number>(Object.entries(sent));
    const all = [...counts.values()].reduce((sum, count) => sum + count, 0);
    const byService = services.map((service) => counts.get(service) ?? 0);
    return [day, ...[all, ...byService, refused, failed, expired, heard].map(String)];
  });
  return tableLines(head, rows);
}
