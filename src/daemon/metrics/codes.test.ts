import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { codeName, DELIVERY_CODES, MODEL_CODES } from './codes.js';

const root = new URL('../../../', import.meta.url);

describe('the codes that metrics tell apart', () => {
  test('are those of docs/limits.md, without their figures', () => {
    const limits = readFileSync(new URL('docs/limits.md', root), 'utf8');
    const table = limits.slice(limits.indexOf('## What Telegram says'));
    const said = [...table.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, cell = '']) =>
      // `…` stands for "every other"; X for a figure.
      [...cell.matchAll(/\b[A-Z]{3,}(?:_[A-Z]+)+\b(?!_?…)/g)].map(([code]) =>
        code.replace(/_X$/, ''),
      ),
    );
    expect(said.length).toBeGreaterThan(30);
    const known: readonly string[] = DELIVERY_CODES;
    expect(said.filter((code) => !known.includes(codeName(code)))).toEqual([]);
  });

  test('are those that the language model’s adapter answers with', () => {
    const folder = new URL('src/adapters/llm/', root);
    const files = readdirSync(folder).filter((name) => /(?<!\.test)\.ts$/.test(name));
    const text = files.map((name) => readFileSync(new URL(name, folder), 'utf8')).join('\n');
    const said = new Set([...text.matchAll(/'(MODEL_[A-Z_]+)'/g)].map(([, code]) => code));
    expect(MODEL_CODES.filter((code) => code.startsWith('MODEL_'))).toEqual([...said].sort());
  });

  test('lose their figures, and the kinds of forbidden content are one', () => {
    expect(codeName('FLOOD_WAIT_42')).toBe('FLOOD_WAIT');
    expect(codeName('FILE_REFERENCE_0_EXPIRED')).toBe('FILE_REFERENCE_EXPIRED');
    expect(codeName('CHAT_SEND_PLAIN_FORBIDDEN')).toBe('CHAT_SEND_FORBIDDEN');
    expect(codeName('ALLOW_PAYMENT_REQUIRED_10')).toBe('ALLOW_PAYMENT_REQUIRED');
  });
});
