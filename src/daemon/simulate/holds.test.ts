import { describe, expect, test } from '@jest/globals';
import type { BookedDecision, BookedIntent } from './books.js';
import { holdsOf } from './holds.js';

const SPAN = { from: 1_000_000, to: 9_000_000 };
const MINUTE = 60_000;
let ids = 0;

function booked(changes: Partial<BookedIntent>): BookedIntent {
  return {
    id: ++ids,
    service: 'message',
    budget: 'unsolicited',
    peer: -1,
    topicId: null,
    content: { kind: 'text', text: 'hello' },
    dedupeKey: `${ids}`,
    state: 'sent',
    rule: null,
    reason: null,
    notBefore: SPAN.from,
    createdAt: SPAN.from,
    firstAttemptAt: null,
    settledAt: null,
    decisions: [],
    ...changes,
  };
}

function said(at: number, changes: Partial<BookedDecision> = {}): BookedDecision {
  return {
    at,
    verdict: 'wait',
    rule: 'hour-cap',
    until: at + MINUTE,
    scope: 'account',
    reason: 'all are sent',
    figure: '4 of 4',
    ...changes,
  };
}

const allowed = (at: number) => said(at, { verdict: 'allow', rule: null, until: null });
const holds = (...books: BookedIntent[]) => holdsOf(books, SPAN, ({ peer }) => `group ${peer}`);

describe('what held messages back', () => {
  test('counts from each decision to the next, with the longest as the example', () => {
    const at = SPAN.from + MINUTE;
    const one = booked({
      decisions: [
        said(SPAN.from),
        said(at, { rule: 'slow-mode', scope: 'peer', reason: 'slow', figure: '1 h' }),
        allowed(at + 5 * MINUTE),
      ],
    });
    const other = booked({
      peer: -2,
      decisions: [said(SPAN.from), allowed(SPAN.from + 3 * MINUTE)],
    });
    expect(holds(one, other)).toEqual([
      expect.objectContaining({ rule: 'slow-mode', times: 1, totalMs: 5 * MINUTE }),
      {
        rule: 'hour-cap',
        times: 2,
        totalMs: 4 * MINUTE,
        longestMs: 3 * MINUTE,
        example: {
          at: SPAN.from,
          service: 'message',
          place: 'group -2',
          verdict: 'wait',
          until: SPAN.from + MINUTE,
          reason: 'all are sent',
          figure: '4 of 4',
        },
      },
    ]);
  });

  test('what nobody was asked about waits for what the one before it waits for', () => {
    const until = SPAN.from + 60 * MINUTE;
    const first = booked({
      decisions: [said(SPAN.from, { rule: 'window', until }), allowed(until)],
    });
    const second = booked({ peer: -2, decisions: [allowed(until)] });
    const stranger = booked({
      peer: -3,
      budget: 'answer',
      service: 'reply',
      decisions: [allowed(until)],
    });
    const [hold] = holds(first, second, stranger);
    expect(hold).toMatchObject({ rule: 'window', times: 2, totalMs: 120 * MINUTE });
  });

  test('also once the one that met the rule has expired', () => {
    const until = SPAN.from + 60 * MINUTE;
    const late = SPAN.from + 15 * MINUTE;
    const first = booked({
      settledAt: late,
      decisions: [
        said(SPAN.from, { rule: 'window', until }),
        said(late, { verdict: 'refuse', rule: 'expiry', until: null }),
      ],
    });
    const second = booked({ notBefore: late, settledAt: late + 15 * MINUTE });
    expect(holds(first, second)).toEqual([
      expect.objectContaining({ rule: 'window', times: 2, totalMs: 30 * MINUTE }),
    ]);
  });

  test('of what lies before the span, or goes on behind it, only the part within it counts', () => {
    const early = booked({
      decisions: [said(SPAN.from - 50 * MINUTE), allowed(SPAN.from + MINUTE)],
    });
    const endless = booked({
      state: 'queued',
      notBefore: SPAN.to - MINUTE,
      decisions: [said(SPAN.to - MINUTE, { verdict: 'hold', rule: 'paused', until: null })],
    });
    expect(holds(early, endless).map(({ rule, totalMs }) => [rule, totalMs])).toEqual([
      ['hour-cap', MINUTE],
      ['paused', MINUTE],
    ]);
  });

  test('a refusal takes no time, but is told', () => {
    const refused = booked({
      settledAt: SPAN.from,
      decisions: [said(SPAN.from, { verdict: 'refuse', rule: 'consent', until: null })],
    });
    expect(holds(refused)).toEqual([
      expect.objectContaining({ rule: 'consent', times: 1, totalMs: 0 }),
    ]);
  });
});
