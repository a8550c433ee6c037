import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { seededRandom } from '../../lib/seeded-random.js';
import { answered, FRESH_TALK, judge, type Talk, type Turn } from './loop-guard.js';

const NOON = Date.UTC(2026, 5, 1, 12);
const MINUTE = 60_000;

/** One side of a conversation. */
class Party {
  talk: Talk = FRESH_TALK;
  said: { readonly at: number } | undefined;
  answers = 0;

  /** Hears this; gives what is answered, if anything is. */
  hear(
    text: string,
    at: number,
    answer: { readonly from: string; readonly text: string } | undefined,
    changes: Partial<Turn> = {},
  ): string | undefined {
    const { talk, silent } = judge(this.talk, {
      text,
      at: Math.floor(at / 1000) * 1000,
      bot: false,
      group: false,
      ...(answer && { from: answer.from }),
      ...(this.said && { last: { saidAt: this.said.at } }),
      ...changes,
    });
    this.talk = talk;
    if (silent !== undefined || !answer) return undefined;
    this.talk = answered(talk, at, { ...answer, intent: 1 });
    this.answers++;
    return answer.text;
  }
}

/** Answers each of these with an answer of its own. */
function talkTo(
  party: Party,
  turns: readonly [text: string, at: number][],
  changes?: Partial<Turn>,
) {
  return turns.map(([text, at]) => {
    const answer = party.hear(text, at, { from: 'rule:all', text: `to ${text}` }, changes);
    party.said = { at: at + 500 };
    return answer !== undefined;
  });
}

describe('the guard against loops', () => {
  test('two services that answer each other end, whatever their rules and their pace', () => {
    const rules = fc.record({
      rules: fc.integer({ min: 1, max: 5 }),
      texts: fc.constantFrom(1, 2, 3, 10, Number.POSITIVE_INFINITY),
      // From a machine's to a patient operator's.
      delayMs: fc.constantFrom(
        1,
        900,
        2_500,
        5_000,
        59_000,
        61_000,
        300_000,
        3_700_000,
        10 * HOUR_MS,
      ),
    });
    fc.assert(
      fc.property(rules, rules, fc.integer(), (one, other, seed) => {
        const random = seededRandom(seed);
        const sides = [one, other].map((kind) => ({ kind, party: new Party(), count: 0 }));
        let text: string | undefined = 'hello';
        let messages = 0;
        for (let at = NOON; text !== undefined; messages++) {
          const side = sides[messages % 2];
          if (!side) throw new Error('there are two');
          const { kind, party } = side;
          const from = `rule:${Math.floor(random() * kind.rules)}`;
          const words: string = `${messages % 2} ${side.count++ % kind.texts}`;
          text = party.hear(text, at, { from, text: words });
          at += kind.delayMs;
          party.said = { at };
          expect(messages).toBeLessThanOrEqual(101);
        }
        expect(sides.every(({ party }) => party.answers <= 50)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test('whoever never stops hears no more than twenty answers in any day, and fifty in all', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 * HOUR_MS }), fc.boolean(), (gapMs, varied) => {
        const party = new Party();
        const heard: number[] = [];
        for (let n = 0; n < 200; n++) {
          const at = NOON + n * gapMs;
          const answer = { from: `rule:${n % 7}`, text: `answer ${n}` };
          if (party.hear(varied ? `text ${n}` : 'text', at, answer) !== undefined) heard.push(at);
          party.said = { at };
        }
        const most = heard.map(
          (at) => heard.filter((b) => b >= at && b < at + DAY_MS - 1_000).length,
        );
        expect(Math.max(...most)).toBeLessThanOrEqual(20);
        expect(party.answers).toBeLessThanOrEqual(50);
      }),
    );
  });

  test('a person who writes one thing after the other is answered each time', () => {
    const turns = Array.from({ length: 20 }, (_, n) => [`text ${n}`, NOON + n * 6_000] as const);
    expect(
      talkTo(
        new Party(),
        turns.map(([text, at]) => [text, at]),
      ),
    ).not.toContain(false);
  });

  test('the same text twice, to which the same would be answered, ends it for an hour', () => {
    const party = new Party();
    expect(
      talkTo(party, [
        ['a', NOON],
        ['a', NOON + MINUTE],
        ['a', NOON + 5 * MINUTE],
        ['a', NOON + HOUR_MS],
      ]),
    ).toEqual([true, false, false, false]);
    // An hour is over; another text is answered, the same again ends it again.
    expect(
      talkTo(party, [
        ['b', NOON + HOUR_MS + MINUTE],
        ['b', NOON + HOUR_MS + 2 * MINUTE],
      ]),
    ).toEqual([true, false]);
  });

  test('the same text twice is answered where the answer is another, or nobody saw the first', () => {
    const party = new Party();
    expect(party.hear('a', NOON, { from: 'rule:1', text: 'x' })).toBe('x');
    party.said = { at: NOON };
    expect(party.hear('a', NOON + MINUTE, { from: 'rule:2', text: 'y' })).toBe('y');
    const gone: Partial<Turn> = { last: 'gone' };
    expect(party.hear('a', NOON + 2 * MINUTE, { from: 'rule:2', text: 'y' }, gone)).toBe('y');
    const waiting: Partial<Turn> = { last: 'waiting' };
    expect(party.hear('a', NOON + 3 * MINUTE, { from: 'rule:2', text: 'y' }, waiting)).toBe(
      undefined,
    );
    expect(party.talk.stoppedAt).toBeUndefined();
  });

  test('an echo of the last answer ends it at once', () => {
    const party = new Party();
    expect(
      talkTo(party, [
        ['a', NOON],
        ['to a', NOON + MINUTE],
      ]),
    ).toEqual([true, false]);
    expect(party.talk.stoppedAt).toBe(NOON + MINUTE);
    const early = new Party();
    early.hear('hi', NOON, { from: 'rule:1', text: 'hello' });
    const waiting: Partial<Turn> = { last: 'waiting' };
    expect(early.hear('hello', NOON, { from: 'rule:2', text: 'x' }, waiting)).toBe('x');
  });

  test('more than four exchanges in a row faster than a person end it, until a person shows', () => {
    const party = new Party();
    const turns = Array.from({ length: 7 }, (_, n) => [`text ${n}`, NOON + n * 2_000]);
    expect(talkTo(party, turns as [string, number][])).toEqual([
      ...Array(5).fill(true),
      ...Array(2).fill(false),
    ]);
    const pause = NOON + 12_000 + MINUTE;
    expect(talkTo(party, [['text 6', pause]])).toEqual([false]);
    expect(talkTo(party, [['something else', pause + MINUTE]])).toEqual([true]);
  });

  test('many messages after one answer are one exchange: a person who types fast is no machine', () => {
    const party = new Party();
    const turns = Array.from({ length: 8 }, (_, n): [string, number] => [`t${n}`, NOON + n * 200]);
    for (const [text, at] of turns) party.hear(text, at, undefined);
    party.hear('q', NOON + 2_000, { from: 'rule:1', text: 'x' });
    party.said = { at: NOON + 5_000 };
    for (const [text, at] of turns) party.hear(`${text}!`, at + 6_000, undefined);
    expect(party.talk.fast).toBe(1);
  });

  test('the operator’s word is a person’s sign: all begins anew', () => {
    const party = new Party();
    talkTo(party, [
      ['a', NOON],
      ['a', NOON + MINUTE],
    ]);
    const operatorAt = NOON + 2 * MINUTE;
    expect(talkTo(party, [['b', NOON + 2 * MINUTE + 30_000]], { operatorAt })).toEqual([true]);
    expect(party.talk.answers).toHaveLength(1);
    // One that is older than the last answer changes nothing.
    talkTo(party, [['b', NOON + 3 * MINUTE]], { operatorAt });
    expect(party.talk.stoppedAt).toBe(NOON + 3 * MINUTE);
  });

  test('a bot hears three answers a day in private, and none in groups', () => {
    const party = new Party();
    const turns = Array.from({ length: 5 }, (_, n): [string, number] => [
      `t${n}`,
      NOON + n * HOUR_MS,
    ]);
    expect(talkTo(party, turns, { bot: true })).toEqual([true, true, true, false, false]);
    expect(talkTo(party, [['t', NOON + DAY_MS]], { bot: true })).toEqual([false]);
    expect(talkTo(party, [['u', NOON + 2 * DAY_MS]], { bot: true })).toEqual([true]);
    expect(talkTo(new Party(), turns, { bot: true, group: true })).not.toContain(true);
  });
});
