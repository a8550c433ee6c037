import { describe, expect, test } from '@jest/globals';
import { CONTACT, PLAN, USERS } from '../../../test/support/control-handlers.js';
import { contactLines, erasureLines } from './contact-lines.js';
import { personName, whoIs } from './names.js';
import { planLines } from './plan-lines.js';
import { takeoverLines, takeoverStatusLines } from './takeover-lines.js';
import { peopleLine, usersLines } from './users-lines.js';

const ISTANBUL = 'Europe/Istanbul';
const NOW = Date.UTC(2026, 4, 1, 12);
const HOUR = 3_600_000;
const READER = { language: 'en', timeZone: ISTANBUL, now: NOW } as const;

describe('the plan', () => {
  test('is a table in local time', () => {
    const [item] = PLAN;
    if (!item) throw new Error('there is a plan');
    const { note: _, ...plain } = item;
    const group = { ...plain, service: 'message', peer: -100, name: '', what: 'message' } as const;
    expect(planLines([item, group], READER)).toEqual([
      'when              service  to              what       note',
      '1970-01-01 08:00  dm       Ada Yıldız (7)  follow-up  first contact, 1 of 3; an answer cancels it',
      '1970-01-01 08:00  message  -100            message',
    ]);
  });

  test('of nothing says so', () => {
    expect(planLines([], READER)).toEqual(['Nothing is planned.']);
  });
});

describe('people', () => {
  test('are counted, the last who wrote are named', () => {
    expect(usersLines(USERS, READER)).toEqual([
      'people     3 known, 2 may be written to, 1 do not want it, 1 forgotten; 1 with something planned',
      'consent    1 wrote first, 0 by an opt-in word, 1 imported',
      'languages  tr 2, unknown 1',
      'today      1 wrote, 1 were written to, 2 met',
      'talks      1 first contact, 1 active, 0 manual',
      'wrote      1970-01-01 02:00 Ada Yıldız @ada_yildiz (7), tr: 2 by them, 1 to them',
    ]);
  });

  test('who refused, never agreed or never wrote are shown as such', () => {
    const { consent: _c, lastHeardAt: _h, language: _l, ...bare } = CONTACT.person;
    const refused = { ...bare, refusal: { at: 9_000, how: 'dur' } };
    const lines = usersLines({ ...USERS, byLanguage: {}, recent: [bare, refused] }, READER);
    expect(lines.slice(-2)).toEqual([
      'wrote      Ada Yıldız @ada_yildiz (7): 2 by them, 1 to them, no consent',
      'wrote      Ada Yıldız @ada_yildiz (7): 2 by them, 1 to them, refused',
    ]);
    expect(lines).toContain('languages  none heard yet');
  });

  test('at one glance are one line', () => {
    expect(peopleLine({ people: 3, consenting: 2, refused: 1, planned: 0 }, READER)).toBe(
      'people     3 known, 2 may be written to, 1 do not want it; 0 with something planned',
    );
  });

  test('cannot do anything to the terminal by their names', () => {
    expect(whoIs({ peer: 7, name: '\u001b[2J\u202Eevil' })).toBe('?[2J?evil (7)');
    expect(whoIs({ peer: 7, name: '👍'.repeat(61) })).toBe(`${'👍'.repeat(60)}… (7)`);
    expect(personName({ ...CONTACT.person, name: '', username: 'can_1' })).toBe('@can_1 (7)');
  });
});

describe('a contact', () => {
  test('is shown with consent, ledger and plan', () => {
    expect(contactLines({ ...CONTACT, takenOverUntil: NOW }, ISTANBUL)).toEqual([
      'person     Ada Yıldız @ada_yildiz (7), tr',
      'written to yes, wrote_first 1970-01-01 02:00: private message 11',
      'known      since 1970-01-01 02:00',
      'messages   2 by them, the last 1970-01-01 02:00; 1 to them',
      'takeover   yours until 2026-05-01 15:00',
      'ledger     1970-01-01 02:00 granted, wrote_first: private message 11',
      'planned    1970-01-01 08:00 dm follow-up (first contact, 1 of 3; an answer cancels it)',
    ]);
  });

  test('who refused is never said to be open to messages, whatever the basis', () => {
    const person = { ...CONTACT.person, refusal: { at: NOW, how: 'dur' } };
    expect(contactLines({ ...CONTACT, person }, ISTANBUL)).toContain(
      'written to no, refused 2026-05-01 15:00: dur',
    );
    const { consent: _, ...stranger } = CONTACT.person;
    expect(contactLines({ ...CONTACT, person: stranger }, ISTANBUL)).toContain(
      'written to no, there is no consent',
    );
  });

  test('that was erased leaves figures', () => {
    expect(erasureLines({ erased: { people: 1, inbox: 2, peers: 0 }, inDoubt: 1 })).toEqual([
      'Erased: people 1, inbox 2. That they are not to be written to is kept as a keyed hash.',
      '1 sends are in doubt just now: their rows go once they have an end.',
    ]);
    expect(erasureLines({ erased: {}, inDoubt: 0 })[0]).toMatch(/^Erased: there was nothing\. /);
  });
});

describe('takeovers', () => {
  const taken = [{ peer: 7, name: 'Can', since: NOW - HOUR, until: NOW + 5 * HOUR }];

  test('say how long they last and how to end them', () => {
    expect(takeoverLines(taken, READER)).toEqual([
      'Can (7): yours since 2026-05-01 14:00, silent until 2026-05-01 20:00 (5 h more; postaci takeovers lift 7)',
    ]);
    expect(takeoverStatusLines(taken, READER)).toEqual([
      'takeover   Can (7): silent for 5 h (postaci takeovers lift 7)',
    ]);
  });

  test('that there are none is said where they are asked for', () => {
    expect(takeoverLines([], READER)).toHaveLength(1);
    expect(takeoverStatusLines([], READER)).toEqual([]);
  });
});
