import { describe, expect, test } from '@jest/globals';
import { scrub } from './scrub.js';

describe('the text of an error that leaves the machine', () => {
  test.each([
    ['Unexpected token h, "hello, are you there?" is not valid JSON', 'hello'],
    ["cannot read 'my address is Main Street 5' of the message", 'Main Street'],
    ['invalid input syntax for type integer: "gel hemen"', 'gel'],
    ['the model answered «привет»', 'привет'],
    ['it was cut short: "begins here and never en', 'begins'],
    ['nobody is called @ada_lovelace', 'ada'],
    ['chat -1001234567890 refused', '1234567'],
    ['ada@example.com has no account', 'ada'],
    ['https://t.me/+AbCdEf is no group', 'AbCdEf'],
    ['see t.me/joinchat/AbCdEf', 'AbCdEf'],
    ["ENOENT: no such file, open '/home/ada/postaci/data/customer1/x'", 'ada'],
    ['connect to postgresql://bot:***@db.example.com/x failed', 'example'],
  ])('%s: holds nothing of anybody', (text, leak) => {
    expect(text).toContain(leak);
    expect(scrub(text)).not.toContain(leak);
  });

  test.each([
    'duplicate key value violates unique constraint "outbox_account_dedupe_key_key"',
    'relation "postaci.outbox" does not exist',
    "Cannot read properties of undefined (reading 'to-be')",
    'TIMEOUT',
    "it doesn’t answer, and nobody’s there: it wasn't, isn't",
    'FLOOD_WAIT_300 (caused by messages.SendMessage)',
  ])('%s: says what a program said', (text) => {
    expect(scrub(text)).toBe(text);
  });

  test('is bounded', () => {
    expect(scrub('x'.repeat(100_000)).length).toBeLessThanOrEqual(500);
  });
});
