import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  BAD_INTENTS,
  CHAT_REFUSALS,
  ENDS,
  PERSON_REFUSALS,
  PHOTO_REFUSALS,
  TEXT_REFUSALS,
  UNKNOWN_OUTCOMES,
  WAITS,
} from './rows.js';

const document = readFileSync(join(import.meta.dirname, '../../docs/limits.md'), 'utf8');

/** As a person writes a family of errors: `FLOOD_WAIT_X`. */
const family = (text: string) => text.replace(/_\d+$/, '_X');

/** Provoked in tests of their own. */
const ELSEWHERE = ['PEER_FLOOD', 'FILE_REFERENCE_EXPIRED', 'FROZEN_METHOD_INVALID'];

/** "Every other CHAT_SEND_…_FORBIDDEN", "-503", "any 500", and what the table does not know. */
const ONE_OF_A_KIND =
  /^(CHAT_SEND_\w+_FORBIDDEN|Timeout|No workers running|RPC_\w+|INTERDC_\w+|NEVER_SEEN_BEFORE)$/;

const provoked = new Set([
  ...[WAITS, PERSON_REFUSALS, CHAT_REFUSALS, TEXT_REFUSALS, PHOTO_REFUSALS]
    .flat()
    .map(([, text]) => family(text)),
  ...[BAD_INTENTS, UNKNOWN_OUTCOMES, ENDS].flat().map(([, text]) => family(text)),
  ...ELSEWHERE,
]);

describe('the errors in docs/limits.md', () => {
  const table = document.slice(document.indexOf('| Telegram says |'));
  const said = table
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .flatMap((line) => line.split(' | ')[0]?.match(/[A-Z]+(?:_[A-Z]+)+\b/g) ?? []);

  test('are those of the table, each provoked by a test', () => {
    expect(said.length).toBeGreaterThan(30);
    expect(said.filter((text) => !provoked.has(text))).toEqual([]);
  });

  test('and each that a test provokes is among them, by its name or as one of a kind', () => {
    const missing = [...provoked].filter((text) => !said.includes(text));
    expect(missing.filter((text) => !ONE_OF_A_KIND.test(text))).toEqual([]);
  });
});
