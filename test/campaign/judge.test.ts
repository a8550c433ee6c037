import { describe, expect, test } from '@jest/globals';
import type { Limits } from '../../src/core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';
import { judge } from './judge.js';
import { localMoment } from './local-time.js';
import type { RecordedAttempt, RecordedMessage, WorldRecord } from './record.js';

const NO_LIMITS: Limits = {
  timeZone: 'Europe/Berlin',
  activeWindows: [],
  blackoutDays: [],
  minIntervalMs: 0,
  minIntervalPerPeerMs: 0,
  people: DEFAULT_PEOPLE_LIMITS,
};
const CHAT = -1_000_000_000_001;

/** Messages of the daemon at these moments; `chat 2` is another one. */
function sent(...moments: string[]): RecordedMessage[] {
  return moments.map((moment, index) => ({
    chat: CHAT,
    id: index + 1,
    arrivedAt: Date.parse(moment),
    text: 'x',
    own: true,
    randomId: BigInt(index + 1),
  }));
}

function rulesBroken(
  record: Partial<WorldRecord>,
  limits: Partial<Limits> = {},
  more: { onlyAfterOthers?: boolean; slow?: number } = {},
): string[] {
  const violations = judge(
    { messages: [], attempts: [], kills: [], ...record },
    {
      limits: { ...NO_LIMITS, ...limits },
      onlyAfterOthers: more.onlyAfterOthers ?? false,
      slowModeSeconds: new Map([[CHAT, more.slow ?? 0]]),
    },
  );
  return violations.map(({ rule }) => rule);
}

describe('the judge', () => {
  test('finds nothing where nothing was promised', () => {
    const messages = sent('2026-03-29T01:00:00Z', '2026-03-29T01:00:00Z');
    expect(rulesBroken({ messages })).toEqual([]);
  });

  test('reads the wall clock on both sides of a change of the clocks', () => {
    const at = (moment: string) => localMoment(Date.parse(moment), 'Europe/Berlin');
    expect(at('2026-03-29T00:59:59Z')).toEqual({ date: '2026-03-29', minute: 119 });
    expect(at('2026-03-29T01:00:00Z')).toEqual({ date: '2026-03-29', minute: 180 });
    expect(at('2026-10-25T00:30:00Z')).toEqual({ date: '2026-10-25', minute: 150 });
    expect(at('2026-10-25T01:30:00Z')).toEqual({ date: '2026-10-25', minute: 150 });
  });

  test.each([
    ['2026-03-10T07:59:59.999Z', 540, 1080, true],
    ['2026-03-10T08:00:00Z', 540, 1080, false],
    ['2026-03-10T17:00:00Z', 540, 1080, true],
    ['2026-03-10T16:59:59.999Z', 540, 1080, false],
    ['2026-03-10T22:30:00Z', 1_320, 360, false],
    ['2026-03-10T04:59:00Z', 1_320, 360, false],
    ['2026-03-10T05:00:00Z', 1_320, 360, true],
  ])('a message at %s, window %i to %i: broken %s', (moment, startMinute, endMinute, broken) => {
    const activeWindows = [{ startMinute, endMinute }];
    const rules = rulesBroken({ messages: sent(moment) }, { activeWindows });
    expect(rules).toEqual(broken ? ['window'] : []);
  });

  test('a blackout day is the local one', () => {
    const blackoutDays = ['2026-03-11'];
    const evening = sent('2026-03-10T23:00:00Z');
    const night = sent('2026-03-11T23:00:00Z');
    expect(rulesBroken({ messages: evening }, { blackoutDays })).toEqual(['blackout']);
    expect(rulesBroken({ messages: night }, { blackoutDays })).toEqual([]);
  });

  test('the day cap counts local days', () => {
    const messages = sent('2026-03-10T22:59:00Z', '2026-03-10T23:00:00Z', '2026-03-11T22:59:59Z');
    expect(rulesBroken({ messages }, { messagesPerDay: 1 })).toEqual(['day-cap']);
    expect(rulesBroken({ messages }, { messagesPerDay: 2 })).toEqual([]);
  });

  test('the hour rolls', () => {
    const inside = sent('2026-03-10T08:30:00Z', '2026-03-10T09:29:59.999Z');
    const outside = sent('2026-03-10T08:30:00Z', '2026-03-10T09:30:00Z');
    expect(rulesBroken({ messages: inside }, { messagesPerHour: 1 })).toEqual(['hour-cap']);
    expect(rulesBroken({ messages: outside }, { messagesPerHour: 1 })).toEqual([]);
  });

  test('intervals: of the account, of a peer, of slow mode', () => {
    const messages = sent('2026-03-10T08:00:00Z', '2026-03-10T08:00:59Z');
    expect(rulesBroken({ messages }, { minIntervalMs: 60_000 })).toEqual(['minimum-interval']);
    expect(rulesBroken({ messages }, { minIntervalPerPeerMs: 60_000 })).toEqual(['peer-interval']);
    expect(rulesBroken({ messages }, {}, { slow: 60 })).toEqual(['slow-mode']);
    const elsewhere = messages.map((message, index) => ({ ...message, chat: CHAT - index }));
    const perPeer = { minIntervalPerPeerMs: 60_000 };
    expect(rulesBroken({ messages: elsewhere }, perPeer, { slow: 60 })).toEqual([]);
  });

  test('twice in a row, unless somebody spoke', () => {
    const [first, second] = sent('2026-03-10T08:00:00Z', '2026-03-10T09:00:00Z');
    if (!first || !second) throw new Error('two messages were made');
    const { randomId: _, ...between } = { ...first, own: false };
    const only = { onlyAfterOthers: true };
    expect(rulesBroken({ messages: [first, second] }, {}, only)).toEqual(['somebody-spoke']);
    expect(rulesBroken({ messages: [first, between, second] }, {}, only)).toEqual([]);
  });

  test('the same random id twice', () => {
    const messages = sent('2026-03-10T08:00:00Z', '2026-03-10T09:00:00Z');
    const again = messages.map((message) => ({ ...message, randomId: 1n }));
    expect(rulesBroken({ messages: again })).toEqual(['exactly-once']);
  });

  describe('restrictions', () => {
    const attempt = (at: number, more: Partial<RecordedAttempt> = {}): RecordedAttempt => ({
      at,
      peer: CHAT,
      randomIds: [1n],
      ...more,
    });
    const flood = {
      status: 'wait',
      scope: 'account',
      code: 'FLOOD_WAIT_60',
      waitMs: 60_000,
    } as const;

    test('an attempt during a flood wait, unless it was killed before it could know', () => {
      const attempts = [attempt(0, { outcome: flood, answeredAt: 100 }), attempt(60_000)];
      expect(rulesBroken({ attempts })).toEqual(['restriction']);
      expect(rulesBroken({ attempts, kills: [100] })).toEqual([]);
      const later = [attempt(0, { outcome: flood, answeredAt: 100 }), attempt(60_100)];
      expect(rulesBroken({ attempts: later })).toEqual([]);
    });

    test('an attempt where the account was told never to write again', () => {
      const outcome = {
        status: 'refused',
        scope: 'peer',
        code: 'CHAT_WRITE_FORBIDDEN',
        reason: '',
      } as const;
      const attempts = [attempt(0, { outcome, answeredAt: 1 }), attempt(86_400_000)];
      expect(rulesBroken({ attempts })).toEqual(['restriction']);
      const elsewhere = [attempt(0, { outcome, answeredAt: 1 }), attempt(9, { peer: CHAT - 1 })];
      expect(rulesBroken({ attempts: elsewhere })).toEqual([]);
    });

    test('a message that only the world itself kept from breaking slow mode', () => {
      const outcome = {
        status: 'wait',
        scope: 'peer',
        code: 'SLOWMODE_WAIT_9',
        waitMs: 9_000,
      } as const;
      const refused = attempt(0, { outcome, answeredAt: 1 });
      expect(rulesBroken({ attempts: [refused] })).toEqual(['slow-mode']);
      expect(rulesBroken({ attempts: [{ ...refused, fault: 'error' }] })).toEqual([]);
    });
  });
});
