import type { Variable } from './variable.js';

/** What the daemon does, and how much of it. */
export const BEHAVIOUR_VARIABLES = [
  {
    name: 'BOT_ENABLED',
    meaning: '`false` starts the daemon paused',
    byDefault: '`true`',
    document: 'S1',
  },
  {
    name: 'SERVICES',
    meaning: 'the services that run: `message`, `reply`, `dm`, `comment`, `forward`',
    byDefault:
      '`message,reply,dm`, and `comment` where channels are named; without any group `comment` alone',
    document: 'N',
  },
  {
    name: 'autospam',
    meaning: '`false` turns messages to groups that nobody asked for off (the service `message`)',
    byDefault: '`true`',
    document: 'S3',
  },
  {
    name: 'GROUP_LINKS',
    meaning: 'the groups to post in: names, links or ids, with commas between them',
    byDefault: 'required for the service `message`, unless `messages.*` names targets',
    document: 'S0',
  },
  {
    name: 'MESSAGE_EVERY',
    meaning: 'the gap between two messages in a group, `30m` or `30m±5m`',
    byDefault: '`1h±10m`',
    document: 'N',
  },
  {
    name: 'MESSAGE_CRON',
    meaning: 'instead of a gap: cron fields in `TIMEZONE`, `0 9 * * 1-5`',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'MESSAGE_TRAFFIC',
    meaning: 'instead of a gap: one that follows how lively the group is, `10m-2h`',
    byDefault: 'none',
    document: 'N (S3)',
  },
  {
    name: 'MESSAGE_MISSED_RUNS',
    meaning: 'messages that fell due while the daemon was down: `skip`, or `once` for one',
    byDefault: '`skip`',
    document: 'N',
  },
  {
    name: 'MESSAGE_EXPIRE_AFTER',
    meaning: 'a planned message that could not go for so long is dropped',
    byDefault: '`15m`',
    document: 'N',
  },
  {
    name: 'MESSAGE_ONLY_AFTER_OTHERS',
    meaning: 'never twice in a row when nobody spoke in between',
    byDefault: '`true`',
    document: 'N (S3)',
  },
  {
    name: 'TIMEZONE',
    meaning: 'the IANA time zone of days, windows and schedules',
    byDefault: "the system's",
    document: 'N',
  },
  {
    name: 'ACTIVE_WINDOWS',
    meaning: 'the local hours in which unsolicited messages go out, `5-10,18-24`, `22-2`',
    byDefault: 'always',
    document: 'S1',
  },
  {
    name: 'BLACKOUT_DAYS',
    meaning: 'local dates without unsolicited messages, `2026-01-01`',
    byDefault: 'none',
    document: 'N',
  },
  {
    name: 'MESSAGES_PER_DAY',
    meaning: 'at most so many unsolicited messages on a local day; `off`: no cap',
    byDefault: 'no cap',
    document: 'S1',
  },
  {
    name: 'MESSAGES_PER_HOUR',
    meaning: 'at most so many in any 60 minutes; `off`: no cap',
    byDefault: 'no cap',
    document: 'S1',
  },
  {
    name: 'MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS',
    meaning: 'between any two unsolicited messages of the account; seconds, or `90s`, `5m`',
    byDefault: '`0`',
    document: 'S1',
  },
  {
    name: 'MIN_INTERVAL_PER_CHAT_SECONDS',
    meaning: 'between two unsolicited messages in one chat; seconds, or `40m`',
    byDefault: '`0`',
    document: 'S1',
  },
  {
    name: 'SPAMBLOCK_ERROR_THRESHOLD',
    meaning:
      'after so many PEER_FLOOD with nothing sent in between nothing unsolicited goes out for a while',
    byDefault: '`3`',
    document: 'S1',
  },
  {
    name: 'SPAMBLOCK_MIN_COOLDOWN_SECONDS',
    meaning: 'how long the first time, doubled each time; seconds, or `1h`',
    byDefault: '`3600`',
    document: 'S1',
  },
  {
    name: 'SPAMBLOCK_MAX_COOLDOWN_SECONDS',
    meaning: 'how long at most; seconds, or `1d`',
    byDefault: '`86400`',
    document: 'S1',
  },
] as const satisfies readonly Variable[];
