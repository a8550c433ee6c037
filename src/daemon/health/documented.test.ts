import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { AccountHealth } from '../../core/outcome.js';
import { localClock } from '../../lib/local-time.js';
import { alertOf } from './alert.js';
import { INCIDENTS } from './incidents/catalogue.js';
import { HEALTH } from './words.js';

const document = readFileSync(join(import.meta.dirname, '../../../docs/health.md'), 'utf8');

const healthRows = (Object.keys(HEALTH) as AccountHealth[]).map((health) => {
  const state = { health, reason: 'why', since: 0, until: null };
  const { code, severity, bySavedMessages } = alertOf(state, 'slow', 'it', localClock('UTC'));
  return [code, severity, bySavedMessages] as const;
});
const incidentRows = Object.entries(INCIDENTS).map(
  ([code, { severity, savedMessages }]) => [code, severity, savedMessages] as const,
);
const told = [...healthRows, ...incidentRows].map(([code, severity, saved]) => ({
  code,
  severity,
  where: saved ? 'log, webhook, Saved Messages' : 'log, webhook',
}));

describe('docs/health.md', () => {
  test('has each alert, with its severity and where it is told, and no other', () => {
    const [table = ''] = document.slice(document.indexOf('| code | when |')).split('\n\n');
    const rows = table
      .split('\n')
      .slice(2)
      .map((line) => line.split('|').map((cell) => cell.trim()));
    const documented = rows.map(([, code = '', , severity, where]) => ({
      code: code.replaceAll('`', ''),
      severity,
      where,
    }));
    const byCode = (one: { code: string }, other: { code: string }) =>
      one.code < other.code ? -1 : 1;
    expect(documented.sort(byCode)).toEqual(told.sort(byCode));
    for (const row of rows)
      expect(row.every((cell, at) => at === 0 || at === 6 || cell)).toBe(true);
  });
});
