import { NO_COMMENTS } from '../../src/core/comment-settings.js';
import type { Config } from '../../src/core/config.js';
import { NO_MESSAGES_TO_PEOPLE } from '../../src/core/dm-settings.js';
import type { PeerId } from '../../src/core/peer.js';
import { DEFAULT_PEOPLE_SETTINGS } from '../../src/core/people.js';
import { NO_REPLIES } from '../../src/core/reply-settings.js';
import type { Limits, Schedule } from '../../src/core/settings.js';
import { secret } from '../../src/lib/secret.js';

const MINUTE = 60_000;
/** What could not go by then is not sent. */
export const EXPIRE_AFTER_MS = 90 * MINUTE;
/** No two of them, nor what limits make of them, meet in one moment: who comes first then is anybody's guess. */
const SCHEDULES: readonly Schedule[] = [
  { kind: 'every', everyMs: 19 * MINUTE, jitterMs: 0 },
  { kind: 'cron', expression: '13 11 */3 * * *' },
  { kind: 'every', everyMs: 37 * MINUTE, jitterMs: 0 },
  { kind: 'traffic', minMs: 61 * MINUTE, maxMs: 150 * MINUTE },
];

/** A customer who speaks in these groups, each by a schedule of another kind. */
export function configFor(groups: readonly PeerId[], limits: Limits, schema: string): Config {
  return {
    customer: 'simulated',
    dataDirectory: '/nonexistent',
    enabled: true,
    services: ['message'],
    account: {
      apiId: 1,
      apiHash: secret('0'),
      sessionFile: '/nonexistent/session',
      sessionPlain: false,
    },
    storage: { kind: 'embedded', directory: '/nonexistent', schema },
    limits,
    spamBreaker: { threshold: 2, minCooldownMs: 3_600_000, maxCooldownMs: 4 * 3_600_000 },
    message: {
      targets: groups.map((id, index) => ({
        written: String(id),
        peer: { by: 'id', id },
        schedule: SCHEDULES[index] ?? { kind: 'every', everyMs: 60 * MINUTE, jitterMs: 0 },
      })),
      templates: [
        { id: 'greeting', variants: ['Merhaba {group}', 'Good day'], targets: [] },
        { id: 'offer', variants: ['At {time}: open until six'], targets: [] },
      ],
      variables: {},
      missedRuns: 'skip',
      expireAfterMs: EXPIRE_AFTER_MS,
      onlyAfterOthers: true,
    },
    reply: NO_REPLIES,
    dm: NO_MESSAGES_TO_PEOPLE,
    comment: NO_COMMENTS,
    promptsDirectory: '/nonexistent',
    people: DEFAULT_PEOPLE_SETTINGS,
    forgottenKey: secret('a key of the test'),
    alerts: { savedMessages: false },
    log: { level: 'debug', directory: '/nonexistent', console: 'text' },
    leaseTtlMs: 600_000,
    terminal: 'none',
    controlSocket: '/nonexistent',
  };
}
