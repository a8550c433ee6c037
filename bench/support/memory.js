import { readFileSync } from 'node:fs';

/** What a process has for itself, and what it occupies, in MB. Linux. */
export function memoryOf(processId) {
  const rollup = readFileSync(`/proc/${processId}/smaps_rollup`, 'utf8');
  const kilobytes = (field) => Number(new RegExp(`^${field}:\\s+(\\d+)`, 'm').exec(rollup)?.[1]);
  const megabytes = (field) => Math.round(kilobytes(field) / 102.4) / 10;
  return { privateMb: megabytes('Private_Dirty'), rssMb: megabytes('Rss') };
}
