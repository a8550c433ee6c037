import { describe, expect, test } from '@jest/globals';
import { readSpamBot } from './spambot-words.js';

const limited = (until: number | null) => ({ kind: 'limited', until });

describe("@SpamBot's words", () => {
  test.each([
    [
      'Good news, no limits are currently applied to your account. You’re free as a bird!',
      { kind: 'free' },
    ],
    [
      'I’m afraid some Telegram users found your messages annoying and forwarded them to our team of moderators for inspection. The moderators have confirmed the report and your account is now limited until 5 Dec 2026, 12:00 UTC. While the account is limited, you will not be able to send messages to people who do not have your number.',
      limited(Date.UTC(2026, 11, 5, 12)),
    ],
    [
      'your account is now limited until 30 September 2036, 7:45 UTC.',
      limited(Date.UTC(2036, 8, 30, 7, 45)),
    ],
    ['Your account is now limited until 31 Dec 2026.', limited(Date.UTC(2027, 0, 1))],
    [
      'I’m very sorry that you had to contact me. Unfortunately, some account actions can trigger a harsh response from our anti-spam systems.',
      limited(null),
    ],
    [
      'Unfortunately, some phone numbers may trigger a harsh response from our anti-spam systems.',
      limited(null),
    ],
    ['Unfortunately, your account is now limited. You will not be able to …', limited(null)],
    ['Your account was blocked for violations of the Telegram Terms of Service.', limited(null)],
    ['Ваш аккаунт ограничен до 30 сентября 2036, 12:45 UTC.', { kind: 'unreadable' }],
    [
      'Отличные новости: на Ваш аккаунт сейчас не наложено никаких ограничений.',
      { kind: 'unreadable' },
    ],
    ['Hello! I can tell you whether your account is limited.', { kind: 'unreadable' }],
    ['', { kind: 'unreadable' }],
  ])('%s', (text, read) => {
    expect(readSpamBot(text)).toEqual(read);
  });

  test('a month that is none is no date', () => {
    expect(readSpamBot('Your account is now limited until 5 Foo 2026, 12:00 UTC')).toEqual(
      limited(null),
    );
  });
});
