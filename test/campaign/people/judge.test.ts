import { describe, expect, test } from '@jest/globals';
import { Book, NOON } from './book.js';
import { labelled } from './speech.js';

const ANNA = 5_001;
const BERK = 5_002;
const GROUP = -4_001;
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const WELCOME = labelled({ kind: 'welcome', id: 'welcome', budget: 'unsolicited' }, 'hi');
const INVITE = labelled({ kind: 'invite', id: 'soon', budget: 'unsolicited' }, 'come');
const ANSWER = labelled({ kind: 'answer', id: 'price', budget: 'answer' }, '5 TL');
const burst = (service: string, budget: 'unsolicited' | 'answer' | 'operator' = 'unsolicited') =>
  labelled({ kind: 'burst', id: service, budget }, 'buy');

const book = () => new Book();

describe('the judge of consent', () => {
  test.each<[string, Book]>([
    ['nobody ever agreed', book().daemon(0, ANNA, burst('comment'))],
    [
      'the person wrote, but it was never heard',
      book().says(0, ANNA, 'talk', { heardMs: null }).daemon(1, ANNA, ANSWER),
    ],
    [
      'the person agreed only afterwards',
      book().says(0, ANNA, 'talk', { heardMs: 9 }).daemon(5, ANNA, INVITE),
    ],
    ['somebody else agreed', book().says(0, BERK).daemon(5, ANNA, INVITE)],
    [
      'the person opted out',
      book()
        .says(0, ANNA)
        .says(5 * SECOND, ANNA, 'opt-out')
        .daemon(6 * SECOND, ANNA, ANSWER),
    ],
    [
      'the person opted out in a group, to the account',
      book()
        .says(0, ANNA)
        .says(SECOND, ANNA, 'opt-out', { chat: GROUP, mentioned: true })
        .daemon(9 * SECOND, ANNA, INVITE),
    ],
    [
      'the person opted out and wrote again',
      book()
        .says(0, ANNA, 'opt-out')
        .says(5 * SECOND, ANNA)
        .daemon(6 * SECOND, ANNA, ANSWER),
    ],
    [
      'the person opted out and was imported',
      book()
        .says(0, ANNA, 'opt-out')
        .does(SECOND, 'imported', ANNA)
        .daemon(6 * SECOND, ANNA, INVITE),
    ],
    [
      'the person opted in before opting out, heard late',
      book()
        .says(9 * SECOND, ANNA, 'opt-out')
        .says(0, ANNA, 'opt-in', { heardMs: 10 * SECOND })
        .daemon(11 * SECOND, ANNA, INVITE),
    ],
    [
      'the operator wrote down a refusal',
      book().does(0, 'imported', ANNA).does(5, 'refused', ANNA).daemon(6, ANNA, INVITE),
    ],
    [
      'the person was forgotten, and writes',
      book()
        .says(0, ANNA)
        .does(5, 'forgotten', ANNA)
        .says(SECOND, ANNA)
        .daemon(2 * SECOND, ANNA, ANSWER),
    ],
    [
      'a word was changed to an opt-out',
      book()
        .says(0, ANNA)
        .retracts(5 * SECOND, ANNA)
        .daemon(6 * SECOND, ANNA, ANSWER),
    ],
    [
      "it is the operator's own word",
      book().does(0, 'imported', ANNA).daemon(9, ANNA, burst('operator', 'operator')),
    ],
  ])('speaks up when %s', (_, story) => {
    expect(story.rulesBroken()).toContain('consent');
  });

  test.each<[string, Book]>([
    ['the person wrote first', book().says(0, ANNA).daemon(5, ANNA, ANSWER)],
    ['the person was imported', book().does(0, 'imported', ANNA).daemon(5, ANNA, WELCOME)],
    [
      'the person opted in in a group',
      book().says(0, ANNA, 'opt-in', { chat: GROUP, mentioned: true }).daemon(5, ANNA, WELCOME),
    ],
    [
      'the person opted in after opting out',
      book()
        .says(0, ANNA, 'opt-out')
        .says(5 * SECOND, ANNA, 'opt-in')
        .daemon(6 * SECOND, ANNA, WELCOME),
    ],
    [
      'an opt-out in a group was not meant for the account',
      book()
        .says(0, ANNA)
        .says(SECOND, ANNA, 'opt-out', { chat: GROUP })
        .daemon(9 * SECOND, ANNA, ANSWER),
    ],
    [
      'the opt-out was not heard yet',
      book()
        .says(0, ANNA)
        .says(SECOND, ANNA, 'opt-out', { heardMs: 9 * SECOND })
        .daemon(8 * SECOND, ANNA, ANSWER),
    ],
  ])('is content when %s', (_, story) => {
    expect(story.rulesBroken()).toEqual([]);
  });
});

describe('the judge of limits', () => {
  const agreed = () => book().says(-1, ANNA);

  test('measures the pause between two unsolicited messages to a person', () => {
    const two = (gap: number) =>
      agreed().daemon(0, ANNA, burst('dm')).daemon(gap, ANNA, burst('comment'));
    expect(two(299_999).rulesBroken()).toEqual(['person-interval']);
    expect(two(300_000).rulesBroken()).toEqual([]);
    expect(two(1).rulesBroken({ cooldownMs: 0 })).toEqual([]);
  });

  test('counts the window', () => {
    const fourth = (at: number) =>
      [0, 400, 800]
        .reduce((all, s) => all.daemon(s * SECOND, ANNA, burst('dm')), agreed())
        .daemon(at, ANNA, burst('dm'));
    expect(fourth(HOUR - 1).rulesBroken()).toEqual(['person-cap']);
    expect(fourth(HOUR).rulesBroken()).toEqual([]);
  });

  test('counts conversations begun on a local day, by the age of the account', () => {
    const begun = (count: number) => {
      const story = book();
      for (let n = 0; n < count; n++)
        story.does(0, 'imported', 6_000 + n).daemon(n, 6_000 + n, WELCOME);
      return story;
    };
    expect(begun(3).rulesBroken({ newConversationsPerDay: 3 })).toEqual([]);
    expect(begun(4).rulesBroken({ newConversationsPerDay: 3 })).toEqual(['new-conversations']);
    const young = { newConversationsPerDay: 10, warmUpDays: 5 };
    expect(begun(4).rulesBroken(young, NOON - DAY)).toEqual([]);
    expect(begun(5).rulesBroken(young, NOON - DAY)).toEqual(['new-conversations']);
    const wrote = begun(4).says(-DAY, 6_000);
    expect(wrote.rulesBroken({ newConversationsPerDay: 3 })).toEqual([]);
  });

  test('counts answers: between two, in an hour, on a day', () => {
    const talk = (gap: number, count: number) => {
      const story = book();
      for (let n = 0; n < count; n++) story.says(-1, ANNA).daemon(n * gap, ANNA, ANSWER);
      return story;
    };
    expect(talk(2_999, 2).rulesBroken()).toEqual(['answer-interval']);
    expect(talk(3_000, 2).rulesBroken()).toEqual([]);
    expect(talk(10_000, 4).rulesBroken({ answersPerChatPerHour: 3 })).toEqual(['answers-an-hour']);
    expect(talk(2 * HOUR, 4).rulesBroken({ answersPerDay: 3 })).toEqual(['answers-a-day']);
    expect(talk(4 * HOUR, 4).rulesBroken({ answersPerDay: 3 })).toEqual([]);
  });
});
