import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Target } from './peer.js';
import { isUnreadable, isUsername, parseTarget } from './peer-ref.js';

const grup1: Target['peer'] = { by: 'username', username: 'grup1' };
const internal: Target['peer'] = { by: 'id', id: -1001234567890 };
const invite: Target['peer'] = { by: 'invite', hash: 'AbCdEf_0123-xyZ9' };

describe('a group is understood as', () => {
  test.each<[string, Target['peer'], number?]>([
    ['grup1', grup1],
    ['  grup1 ', grup1],
    ['@grup1', grup1],
    ['@grup1/42', grup1, 42],
    ['grup1/42', grup1, 42],
    ['t.me/grup1', grup1],
    ['T.ME/grup1', grup1],
    ['https://t.me/grup1', grup1],
    ['http://www.t.me/grup1/', grup1],
    ['https://telegram.me/grup1', grup1],
    ['telegram.dog/grup1', grup1],
    ['https://grup1.t.me', grup1],
    ['https://grup1.t.me/42', grup1, 42],
    ['https://t.me/s/grup1', grup1],
    ['https://t.me/grup1/42', grup1, 42],
    ['https://t.me/grup1/42/777', grup1, 42],
    ['https://t.me/grup1/777?thread=42', grup1, 42],
    ['https://t.me/grup1?boost#top', grup1],
    ['https://t.me/c/1234567890', internal],
    ['t.me/c/1234567890/42', internal, 42],
    ['t.me/c/1234567890/777?thread=42', internal, 42],
    ['https://t.me/+AbCdEf_0123-xyZ9', invite],
    ['t.me/joinchat/AbCdEf_0123-xyZ9', invite],
    ['tg://join?invite=AbCdEf_0123-xyZ9', invite],
    ['tg://resolve?domain=grup1', grup1],
    ['tg:resolve?domain=grup1&post=777&thread=42', grup1, 42],
    ['tg://privatepost?channel=1234567890&post=42', internal, 42],
    ['-1001234567890', internal],
    ['-1001234567890/42', internal, 42],
    ['-4012345678', { by: 'id', id: -4012345678 }],
    ['123', { by: 'id', id: 123 }],
    ['news', { by: 'username', username: 'news' }],
  ])('%s', (written, peer, topicId = 0) => {
    const expected = { written: written.trim(), peer, ...(topicId > 0 && { topicId }) };
    expect(parseTarget(written)).toEqual(expected);
  });
});

describe('what is no group is told apart', () => {
  test.each([
    ['', 'empty'],
    ['   ', 'empty'],
    ['https://example.com/grup1', 'not an address of Telegram'],
    ['https://grup1', 'not an address of Telegram'],
    ['not-t.me/grup1', 'not an address of Telegram'],
    ['t.me.example.com/grup1', 'not an address of Telegram'],
    ['+905321234567', 'phone number'],
    ['00905321234567', 'phone number'],
    ['t.me/+905321234567', 'phone number'],
    ['tg://resolve?phone=905321234567', 'phone number'],
    ['grup 1', 'white space'],
    ['abc', 'no valid username'],
    ['1grup', 'no valid username'],
    ['_grup', 'no valid username'],
    ['grup_', 'no valid username'],
    ['gr__up', 'no valid username'],
    ['grüp1', 'no valid username'],
    ['@', 'no valid username'],
    ['@@grup1', 'no valid username'],
    [`a${'b'.repeat(32)}`, 'no valid username'],
    ['tg://resolve?domain=', 'no valid username'],
    ['t.me/s/', 'no valid username'],
    ['t.me', 'names no group'],
    ['https://t.me/', 'names no group'],
    ['t.me/addstickers/Cats', 'does not link to a group'],
    ['t.me/share/url?url=x', 'does not link to a group'],
    ['tg://settings', 'does not link to a group'],
    ['t.me/+short', 'no valid invite hash'],
    ['t.me/joinchat', 'no valid invite hash'],
    ['t.me/c/grup1', 'no valid group id'],
    ['t.me/c/0/42', 'no valid group id'],
    ['0', 'not an id'],
    ['-0', 'not an id'],
    ['0532123', 'not an id'],
    ['-1000000000000', 'not an id'],
    ['-9007199254740993', 'not an id'],
    ['99999999999999999999', 'not an id'],
    ['grup1/x', 'no topic'],
    ['grup1/0', 'no topic'],
    ['t.me/grup1/4294967296', 'no topic'],
    ['t.me/grup1/42/777/1', 'no topic'],
  ])('%j: %s', (written, problem) => {
    const parsed = parseTarget(written);
    if (!isUnreadable(parsed)) throw new Error(`was taken for ${JSON.stringify(parsed)}`);
    expect(parsed.problem).toContain(problem);
    expect(parsed.problem).toContain(written.trim());
    expect(parsed.remedy).toContain('https://t.me/grup1');
  });
});

const usernames = fc.stringMatching(/^[A-Za-z](_?[A-Za-z0-9]){3,14}$/);
const topics = fc.integer({ min: 1, max: 2 ** 31 - 1 });

test('every spelling of one group and topic means the same', () => {
  fc.assert(
    fc.property(usernames, topics, (username, topicId) => {
      for (const start of ['', '@', 't.me/', 'https://t.me/', 'http://telegram.me/', 't.me/s/']) {
        const written = `${start}${username}/${topicId}`;
        const parsed = parseTarget(written);
        expect(parsed).toEqual({ written, peer: { by: 'username', username }, topicId });
      }
    }),
  );
});

test('whatever is written is either a valid place or a problem with a remedy', () => {
  const pieces = fc.constantFrom(
    't.me/',
    'https://',
    '@',
    '+',
    '-100',
    '/',
    'tg://',
    'c/',
    '?',
    '0',
  );
  const texts = fc.oneof(
    fc.string(),
    fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 8 })), { maxLength: 6 })
      .map((p) => p.join('')),
  );
  fc.assert(
    fc.property(texts, (written) => {
      const parsed = parseTarget(written);
      if (isUnreadable(parsed)) {
        expect(parsed.remedy).not.toBe('');
        return;
      }
      if (parsed.peer.by === 'username') expect(isUsername(parsed.peer.username)).toBe(true);
      if (parsed.peer.by === 'id') expect(Number.isSafeInteger(parsed.peer.id)).toBe(true);
      if (parsed.topicId !== undefined) expect(parsed.topicId).toBeGreaterThan(0);
    }),
    { numRuns: 2000 },
  );
});
