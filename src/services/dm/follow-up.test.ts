import { describe, expect, test } from '@jest/globals';
import { type DmSettings, FOLLOW_UP_AFTER_MS } from '../../core/dm-settings.js';
import { CONVERSATION_STATES } from '../../core/people.js';
import { DAY_MS, HOUR_MS } from '../../lib/local-time.js';
import { GIVEN_UP_AFTER_MS, nextFollowUp, personSpokeLast } from './follow-up.js';

const texts = (state: keyof DmSettings['followUps']) =>
  FOLLOW_UP_AFTER_MS[state].map((afterMs, index) => ({
    ...{ id: `${state} ${index}`, variants: ['x'], afterMs },
  }));
const followUps: DmSettings['followUps'] = {
  'first-contact': texts('first-contact'),
  active: texts('active'),
  manual: texts('manual'),
};
const NOW = Date.UTC(2026, 5, 1);

describe('who spoke last', () => {
  test('is told by the ids, where both are known: times of the server are whole seconds', () => {
    expect(personSpokeLast({ ownAt: NOW + 900, ownId: 4, heardAt: NOW, heardId: 5 })).toBe(true);
    expect(personSpokeLast({ ownAt: NOW, ownId: 6, heardAt: NOW, heardId: 5 })).toBe(false);
  });

  test('is told by the times otherwise; at the same time it was the person', () => {
    expect(personSpokeLast({ ownAt: NOW, heardAt: NOW, heardId: 5 })).toBe(true);
    expect(personSpokeLast({ ownAt: NOW, heardAt: NOW - 1, heardId: 5 })).toBe(false);
    expect(personSpokeLast({ heardAt: NOW })).toBe(true);
    expect(personSpokeLast({ ownAt: NOW })).toBe(false);
    expect(personSpokeLast({})).toBe(false);
  });
});

describe('the next follow-up', () => {
  test('is S3’s: 6 h, 24 h, 3 d; 24 h, 48 h, 1 week; 24 h, 3 d, 1 week after the last own word', () => {
    const hours = CONVERSATION_STATES.map((state) =>
      [0, 1, 2].map((stage) => {
        const next = nextFollowUp({ state, stage }, { ownAt: NOW }, followUps, NOW);
        return next.type === 'say' ? (next.at - NOW) / HOUR_MS : next.type;
      }),
    );
    expect(Object.fromEntries(CONVERSATION_STATES.map((state, i) => [state, hours[i]]))).toEqual({
      'first-contact': [6, 24, 72],
      manual: [24, 48, 168],
      active: [24, 72, 168],
    });
  });

  test('is none behind the third, and none where nobody spoke', () => {
    const none = { type: 'none', reason: 'nothing more to say' };
    const active = { state: 'active', stage: 3 } as const;
    expect(nextFollowUp(active, { ownAt: NOW }, followUps, NOW)).toEqual(none);
    expect(nextFollowUp({ ...active, stage: 0 }, {}, followUps, NOW)).toEqual(none);
  });

  test('waits while the person spoke last, looked at each time that it would have been due', () => {
    const active = { state: 'active', stage: 0 } as const;
    const look = (now: number) => nextFollowUp(active, { heardAt: NOW }, followUps, now);
    expect(look(NOW)).toMatchObject({ type: 'wait', at: NOW + DAY_MS });
    expect(look(NOW + DAY_MS - 1)).toMatchObject({ type: 'wait', at: NOW + DAY_MS });
    expect(look(NOW + DAY_MS)).toMatchObject({ type: 'wait', at: NOW + 2 * DAY_MS });
    expect(look(NOW + GIVEN_UP_AFTER_MS)).toMatchObject({ type: 'none' });
  });

  test('is given up when it could not go for thirty days', () => {
    const active = { state: 'active', stage: 0 } as const;
    const look = (now: number) => nextFollowUp(active, { ownAt: NOW }, followUps, now);
    const due = NOW + DAY_MS;
    expect(look(due + GIVEN_UP_AFTER_MS - 1)).toMatchObject({ type: 'say', at: due });
    expect(look(due + GIVEN_UP_AFTER_MS)).toMatchObject({ type: 'none' });
  });
});
