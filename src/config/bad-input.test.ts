import { describe, expect, test } from '@jest/globals';
import { type BadInputTable, loadBadInput } from '../../test/support/bad-input.js';
import { ConfigProblems } from './problems.js';

const GROUP_REMEDY =
  'Write a group as grup1, @grup1, https://t.me/grup1, https://t.me/+invitehash or -1001234567890, and a topic behind it as https://t.me/grup1/42';
const WINDOW_REMEDY =
  'Write hours of the local day from 0 to 24, e.g. ACTIVE_WINDOWS=5-10,18-24, with minutes as 05:30-10, past midnight as 22-2';
const DATABASE_REMEDY =
  'Write it as DB_CONNECTION=postgresql://user:password@db:5432/telegram_bot?schema=customer1, or leave it out to use the embedded database';
const DURATION_REMEDY = 'Write it as 90 (seconds), 90s, 5m, 2h or 1h30m';
const CRON_REMEDY = 'Write five fields (minute, hour, day, month, weekday), e.g. 0 9 * * 1-5';

/** What an operator may get wrong, and every word that is said about it. */
const CASES: BadInputTable = {
  'no API_ID': {
    set: { API_ID: undefined },
    says: 'API_ID is not set. Get it from https://my.telegram.org and write it as API_ID=12345',
  },
  'an empty API_ID': {
    set: { API_ID: '' },
    says: 'API_ID (x.env:1) is empty. Get it from https://my.telegram.org and write it as API_ID=12345',
  },
  'an API_ID of letters': {
    set: { API_ID: 'abc' },
    says: 'API_ID=abc (x.env:1) is not a whole number from 1 to 2147483647. Write digits only, e.g. API_ID=12345',
  },
  'a negative API_ID under its other name': {
    set: { API_ID: undefined },
    lines: 'TELEGRAM_API_ID=-5',
    says: 'TELEGRAM_API_ID=-5 (x.env:5) is not a whole number from 1 to 2147483647. Write digits only, e.g. TELEGRAM_API_ID=12345',
  },
  'no API_HASH': {
    set: { API_HASH: undefined },
    says: 'API_HASH is not set. Get it from https://my.telegram.org, beside the API_ID',
  },
  'a short API_HASH': {
    set: { API_HASH: 'abcdef' },
    says: 'API_HASH (x.env:2) is not 32 hexadecimal digits. Copy "App api_hash" from https://my.telegram.org, section "API development tools"',
  },
  'an API_HASH that is a placeholder': {
    set: { API_HASH: 'your_api_hash_here' },
    says: "API_HASH (x.env:2) still holds the example's placeholder. Fill in your own value, or take API_HASH out",
  },
  'no phone number before the first login': {
    set: { PHONE_NUMBER: undefined },
    says: "PHONE_NUMBER is not set. Write the account's number for the first login, e.g. PHONE_NUMBER=+905551234567",
  },
  'a phone number without its country': {
    set: { PHONE_NUMBER: '0555 123 45 67' },
    says: 'PHONE_NUMBER (x.env:3) is not an international phone number. Write + and the country code first, e.g. PHONE_NUMBER=+905551234567',
  },
  'no group': {
    set: { GROUP_LINKS: undefined },
    says: 'GROUP_LINKS is not set. List at least one group, e.g. GROUP_LINKS=@mygroup, or leave the service message out of SERVICES',
  },
  'an empty list of groups': {
    set: { GROUP_LINKS: ' ' },
    says: 'GROUP_LINKS (x.env:4) is empty. List at least one group, e.g. GROUP_LINKS=@mygroup, or leave the service message out of SERVICES',
  },
  'a list of groups that names none': {
    set: { GROUP_LINKS: ',' },
    says: 'GROUP_LINKS (x.env:4) names no group. List at least one group, e.g. GROUP_LINKS=@mygroup, or leave the service message out of SERVICES',
  },
  'a group that is a phone number': {
    set: { GROUP_LINKS: 'grup1,+905551234567' },
    says: `GROUP_LINKS (x.env:4): \`+905551234567\` is a phone number, not a group. ${GROUP_REMEDY}`,
  },
  'a group elsewhere': {
    set: { GROUP_LINKS: 'https://example.com/grup1' },
    says: `GROUP_LINKS (x.env:4): \`https://example.com/grup1\` is not an address of Telegram. ${GROUP_REMEDY}`,
  },
  'two values for one thing': {
    lines: 'TELEGRAM_API_ID=54321',
    says: 'API_ID (x.env:1) and TELEGRAM_API_ID (x.env:6) say different things. Keep one of the two names',
  },
  'one variable twice': {
    lines: 'MESSAGES_PER_DAY=40\nMESSAGES_PER_DAY=4',
    says: 'MESSAGES_PER_DAY (x.env:6) and MESSAGES_PER_DAY (x.env:7) say different things. Keep one of the two lines',
  },
  'two values for one thing, one in the environment': {
    lines: 'DB_CONNECTION=postgresql://u:p@a/x',
    environment: { DATABASE_URL: 'postgresql://u:p@b/x' },
    says: 'DATABASE_URL (environment) and DB_CONNECTION (x.env:6) say different things. Keep one of the two names',
  },
  'a misspelt limit': {
    lines: 'MESAGES_PER_DAY=40',
    says: 'MESAGES_PER_DAY (x.env:6) is not a setting, but looks like MESSAGES_PER_DAY. Write MESSAGES_PER_DAY, or take the line out',
  },
  'small letters': {
    lines: 'messages_per_hour=8',
    says: 'messages_per_hour (x.env:6) is not a setting, but looks like MESSAGES_PER_HOUR. Write MESSAGES_PER_HOUR, or take the line out',
  },
  'a cap of none': {
    lines: 'MESSAGES_PER_DAY=0',
    says: 'MESSAGES_PER_DAY=0 (x.env:6) is not a whole number from 1 to 1000000. Write digits only, e.g. MESSAGES_PER_DAY=40',
  },
  'an unknown time zone': {
    lines: 'TIMEZONE=Europe/Istambul',
    says: 'TIMEZONE=Europe/Istambul (x.env:6) is not a known time zone. Write an IANA name, e.g. TIMEZONE=Europe/Istanbul',
  },
  'a time zone as a difference of hours': {
    lines: 'TIMEZONE=+03:00',
    says: 'TIMEZONE=+03:00 (x.env:6) is not a known time zone. Write an IANA name, e.g. TIMEZONE=Europe/Istanbul',
  },
  'a window with an hour that no day has': {
    lines: 'ACTIVE_WINDOWS=25-3',
    says: `ACTIVE_WINDOWS=25-3 (x.env:6) holds the window \`25-3\`: \`25\` is no hour of a day. ${WINDOW_REMEDY}`,
  },
  'a window without an end': {
    lines: 'ACTIVE_WINDOWS=5-10,18',
    says: `ACTIVE_WINDOWS=5-10,18 (x.env:6) holds \`18\`, which is not a window of hours. ${WINDOW_REMEDY}`,
  },
  'a window that ends where it begins': {
    lines: 'ACTIVE_WINDOWS=5-5',
    says: `ACTIVE_WINDOWS=5-5 (x.env:6) holds the window \`5-5\`, which begins where it ends. ${WINDOW_REMEDY}`,
  },
  'a day that no calendar has': {
    lines: 'BLACKOUT_DAYS=2026-02-30',
    says: 'BLACKOUT_DAYS=2026-02-30 (x.env:6) holds `2026-02-30`, which is no day of the calendar. Write year, month and day, e.g. BLACKOUT_DAYS=2026-01-01,2026-12-31',
  },
  'neither yes nor no': {
    lines: 'BOT_ENABLED=maybe',
    says: 'BOT_ENABLED=maybe (x.env:6) is neither yes nor no. Write BOT_ENABLED=true or BOT_ENABLED=false',
  },
  'an interval that is no duration': {
    lines: 'MIN_INTERVAL_PER_CHAT_SECONDS=forty',
    says: `MIN_INTERVAL_PER_CHAT_SECONDS=forty (x.env:6) is not a duration. ${DURATION_REMEDY}`,
  },
  'an expiry below a second': {
    lines: 'MESSAGE_EXPIRE_AFTER=10ms',
    says: `MESSAGE_EXPIRE_AFTER=10ms (x.env:6) is shorter than 1s. ${DURATION_REMEDY}`,
  },
  'a gap that varies by more than itself': {
    lines: 'MESSAGE_EVERY=5m±10m',
    says: 'MESSAGE_EVERY=5m±10m (x.env:6) varies by as much as the gap itself. Write it as 30m, or as 30m±5m (also 30m+-5m) for gaps from 25 to 35 minutes',
  },
  'a cron expression with a field too few': {
    lines: 'MESSAGE_CRON=0 9 * *',
    says: `MESSAGE_CRON=0 9 * * (x.env:6) has 4 cron fields instead of five. ${CRON_REMEDY}`,
  },
  'a cron expression with a minute that no hour has': {
    lines: 'MESSAGE_CRON=61 9 * * *',
    says: `MESSAGE_CRON=61 9 * * * (x.env:6) is not a cron expression (Invalid value for minute: 61). ${CRON_REMEDY}`,
  },
  'a cron expression that never comes due': {
    lines: 'MESSAGE_CRON=0 9 30 2 *',
    says: `MESSAGE_CRON=0 9 30 2 * (x.env:6) is a cron expression that never comes due. ${CRON_REMEDY}`,
  },
  'two schedules': {
    lines: 'MESSAGE_EVERY=30m\nMESSAGE_CRON=0 9 * * *',
    says: 'MESSAGE_EVERY (x.env:6) and MESSAGE_CRON (x.env:7) are both set. Keep one: a gap, a cron expression, or a gap that follows the traffic',
  },
  'a range of gaps the wrong way round': {
    lines: 'MESSAGE_TRAFFIC=2h-10m',
    says: 'MESSAGE_TRAFFIC=2h-10m (x.env:6) has a shortest gap that is longer than the longest. Write the shortest and the longest gap, e.g. 10m-2h',
  },
  'a service that there is not': {
    lines: 'SERVICES=message,massage',
    says: 'SERVICES=message,massage (x.env:6) holds `massage`, which is not one of message, reply, dm, comment, forward. Write e.g. SERVICES=message',
  },
  'a database of another kind': {
    lines: 'DB_CONNECTION=mysql://u:p@db/x',
    says: `DB_CONNECTION (x.env:6) is not a PostgreSQL URL. ${DATABASE_REMEDY}`,
  },
  'a database URL with a # in its password': {
    lines: 'DB_CONNECTION=postgresql://u:p#ss@db/x',
    says: 'DB_CONNECTION (x.env:6) is not a valid URL. In a user name or password write @ as %40, : as %3A, / as %2F, # as %23, ? as %3F and % as %25',
  },
  'a database URL without a host': {
    lines: 'DB_CONNECTION=postgresql:///x',
    says: `DB_CONNECTION (x.env:6) names no host. ${DATABASE_REMEDY}`,
  },
  'a schema that PostgreSQL keeps for itself': {
    lines: 'DB_CONNECTION=postgresql://u:p@db/x?schema=pg_mine',
    says: `DB_CONNECTION (x.env:6) names a schema that PostgreSQL would not take. ${DATABASE_REMEDY}`,
  },
  'a Redis URL of another kind': {
    lines: 'REDIS_URL=http://redis:6379',
    says: 'REDIS_URL (x.env:6) is not a URL that begins with redis:// or rediss://. Write it as REDIS_URL=redis://redis:6379/0',
  },
  'a log level that there is not': {
    lines: 'LOG_LEVEL=loud',
    says: 'LOG_LEVEL=loud (x.env:6) is not a log level. Write LOG_LEVEL=debug, info, warn or error',
  },
  'a customer’s name that is a path': {
    set: { CUSTOMER_ID: '../1' },
    says: 'CUSTOMER_ID=../1 (x.env:5) is not made of letters, digits, - and _ (at most 50). Write what comes behind "customer", e.g. CUSTOMER_ID=1 for data/customer1',
  },
  'the word customer in its id': {
    set: { CUSTOMER_ID: 'customer1' },
    says: 'CUSTOMER_ID=customer1 (x.env:5) repeats the word "customer". Write what comes behind "customer", e.g. CUSTOMER_ID=1 for data/customer1',
  },
  'a proxy with its port in its name': {
    lines: 'TG_PROXY_HOST=10.0.0.1:1080',
    says: 'TG_PROXY_HOST=10.0.0.1:1080 (x.env:6) is not a host name or address. Write it alone, e.g. TG_PROXY_HOST=127.0.0.1',
  },
  'a proxy port above all ports': {
    lines: 'TG_PROXY_HOST=10.0.0.1\nTG_PROXY_PORT=70000',
    says: 'TG_PROXY_PORT=70000 (x.env:7) is not a whole number from 1 to 65535. Write digits only, e.g. TG_PROXY_PORT=1080',
  },
  'a proxy port without a proxy': {
    lines: 'TG_PROXY_PORT=1080',
    says: 'TG_PROXY_PORT is set, but TG_PROXY_HOST is not. Set TG_PROXY_HOST too',
  },
  'an MTProxy that poses as a web site': {
    lines: `TG_PROXY_HOST=10.0.0.1\nTG_PROXY_PORT=443\nTG_PROXY_SECRET=ee${'0'.repeat(32)}676f6f`,
    says: 'TG_PROXY_SECRET (x.env:8) begins with ee (a proxy that poses as a web site), which is not supported. Use an MTProxy whose secret is 32 hexadecimal digits, also with dd before them, or SOCKS5',
  },
  'a proxy of both kinds': {
    lines: `TG_PROXY_HOST=10.0.0.1\nTG_PROXY_PORT=443\nTG_PROXY_SECRET=${'0'.repeat(32)}\nTG_PROXY_USER=me`,
    says: 'TG_PROXY_SECRET (MTProxy) and TG_PROXY_USER or TG_PROXY_PASS (SOCKS5) are both set. Keep the ones that your proxy asks for',
  },
  'a data centre without its key': {
    lines: 'TELEGRAM_DC_HOST=127.0.0.1',
    says: "TELEGRAM_DC_KEY is not set. Give the path of the server's public RSA key in PEM, or the PEM itself (the sandbox prints it)",
  },
  'a data centre’s key that is not there': {
    lines: 'TELEGRAM_DC_HOST=127.0.0.1\nTELEGRAM_DC_KEY=nowhere.pem',
    says: "TELEGRAM_DC_KEY=nowhere.pem (x.env:7) is neither a PEM nor a readable file. Give the path of the server's public RSA key in PEM, or the PEM itself (the sandbox prints it)",
  },
  'half a session string': {
    lines: 'TELEGRAM_SESSION_STRING=1AbC',
    says: 'TELEGRAM_SESSION_STRING (x.env:6) is not a session string of GramJS or Telethon. Paste the whole string, which begins with 1 and has more than 300 characters, or leave it empty and log in with `postaci --interactive`',
  },
  'a short encryption key': {
    lines: 'ENCRYPTION_KEY=hunter2',
    says: 'ENCRYPTION_KEY (x.env:6) is shorter than 12 characters. Make one with `openssl rand -hex 32` and keep a copy in a safe place',
  },
  'a key and no encryption': {
    lines: 'ENCRYPTION_KEY=a-long-passphrase\nSESSION_PLAIN=true',
    says: 'SESSION_PLAIN=true and ENCRYPTION_KEY contradict each other. Take SESSION_PLAIN out to keep the session encrypted, or ENCRYPTION_KEY to keep it plain',
  },
  'a session without its key': {
    files: { 'sessions/customer1.session': 'x' },
    says: 'ENCRYPTION_KEY is not set and there is no sessions/customer1.key, but the session file sessions/customer1.session exists. Set ENCRYPTION_KEY to the key it was kept with, put sessions/customer1.key back, or write SESSION_PLAIN=true if it is plain',
  },
};

describe('bad values are named, with their place and what to do', () => {
  test('the good values alone are good', async () => {
    expect(await loadBadInput({})).not.toBeInstanceOf(Error);
  });

  test.each(Object.entries(CASES))('%s', async (_, { says, ...input }) => {
    const error = await loadBadInput(input);
    expect(error).toBeInstanceOf(ConfigProblems);
    const { problems, exitCode } = error as ConfigProblems;
    expect(problems.map(({ problem, remedy }) => `${problem}. ${remedy}`)).toEqual([says]);
    expect(exitCode).toBe(2);
  });

  test('there are at least forty of them', () => {
    expect(Object.keys(CASES).length).toBeGreaterThanOrEqual(40);
  });

  test('everything that is wrong is told at once, without secrets', async () => {
    const error = (await loadBadInput({
      set: { API_ID: 'x', API_HASH: 'hushhush', PHONE_NUMBER: '5' },
      lines: 'ACTIVE_WINDOWS=25-3\nDB_CONNECTION=postgresql://u:opensesame@/x',
    })) as ConfigProblems;
    expect(error.problems).toHaveLength(5);
    expect(error.message).toMatch(/^The configuration has 5 problems:\n {2}- /);
    expect(error.message).toContain('ACTIVE_WINDOWS=25-3 (x.env:6)');
    expect(error.message).not.toMatch(/hushhush|opensesame/);
  });
});
