import type { Scenario } from '../../src/sandbox/world/scenario.js';

/** Where the daemon posts, and people talk. */
export const POSTED = ['grup1', 'grup2', 'grup3', 'grup4'];

/** Every kind of chat that has a sequence: supergroups, a channel, a basic group, and people. */
export const scenario: Scenario = {
  accounts: [{ firstName: 'Deniz', username: 'deniz', phone: '+9996620001', code: '22222' }],
  bots: [],
  people: [
    { firstName: 'Anna', username: 'anna', language: 'en' },
    { firstName: 'Boris', username: 'boris', language: 'ru' },
    { firstName: 'Cem', username: 'cem', language: 'tr' },
    { firstName: 'Elif', language: 'tr' },
    { firstName: 'Fatma', language: 'tr' },
  ],
  chats: [
    ...POSTED.map((username) => ({
      kind: 'supergroup' as const,
      title: username,
      username,
      accounts: 'all' as const,
      people: 4,
    })),
    { kind: 'channel', title: 'Haber', username: 'haber', accounts: 'all', people: 3 },
    { kind: 'group', title: 'Mahalle', accounts: 'all', people: 4 },
  ],
};
