import { describe, expect, test } from '@jest/globals';
import { Book, NOON } from './book.js';
import { brokenPromises } from './promises.js';
import { labelled } from './speech.js';

const ANNA = 5_001;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WELCOME = labelled({ kind: 'welcome', id: 'welcome', budget: 'unsolicited' }, 'hi');
const INVITE = labelled({ kind: 'invite', id: 'later', budget: 'unsolicited' }, 'come');
const ANSWER = labelled({ kind: 'answer', id: 'price', budget: 'answer' }, '5 TL');
const followUp = (id: string) =>
  labelled({ kind: 'follow-up', id, budget: 'unsolicited' }, 'well?');

const rulesBroken = (book: Book, days: number) =>
  brokenPromises(book.story(), 20 * MINUTE, NOON + days * DAY).map(({ rule }) => rule);
const listed = () => new Book().does(0, 'imported', ANNA).daemon(0, ANNA, WELCOME);
const talked = () => new Book().says(0, ANNA).daemon(MINUTE, ANNA, ANSWER);

describe('the judge of what the settings promise', () => {
  test.each<[string, Book, number]>([
    [
      'a follow-up that comes at its time',
      listed().daemon(6 * HOUR, ANNA, followUp('first-contact-1')),
      0.5,
    ],
    [
      'a follow-up in an active conversation',
      talked().daemon(DAY + 2 * MINUTE, ANNA, followUp('active-1')),
      1.5,
    ],
    [
      'one after the operator',
      talked()
        .byHand(HOUR, ANNA)
        .daemon(25 * HOUR, ANNA, followUp('manual-1')),
      1.5,
    ],
    ['none after a refusal', listed().says(HOUR, ANNA, 'opt-out'), 9],
    ['none while the person spoke last', talked().says(HOUR, ANNA), 1.9],
  ])('is content with %s', (_, book, days) => {
    expect(rulesBroken(book, days)).toEqual([]);
  });

  test.each<[string, Book, number, string]>([
    [
      'a follow-up too soon',
      listed().daemon(6 * HOUR - 1_001, ANNA, followUp('first-contact-1')),
      0.5,
      'schedule',
    ],
    [
      'a follow-up too late',
      listed().daemon(7 * HOUR, ANNA, followUp('first-contact-1')),
      0.5,
      'schedule',
    ],
    [
      'a stage that was left out',
      listed().daemon(DAY, ANNA, followUp('first-contact-2')),
      1.1,
      'schedule',
    ],
    [
      'another schedule’s',
      talked().daemon(6 * HOUR, ANNA, followUp('first-contact-1')),
      0.5,
      'schedule',
    ],
    ['a follow-up that never came', listed(), 0.5, 'missing'],
    [
      'the next that never came',
      listed().daemon(6 * HOUR, ANNA, followUp('first-contact-1')),
      1.5,
      'missing',
    ],
    ['an invite that never came', talked().says(HOUR, ANNA), 2.5, 'missing'],
    ['silence after the invite', listed().daemon(5 * HOUR, ANNA, INVITE), 1, 'missing'],
  ])('sees %s', (_, book, days, rule) => {
    expect(rulesBroken(book, days)).toContain(rule);
  });
});
