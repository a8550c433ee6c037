import { describe, expect, test } from '@jest/globals';
import { Book, ROBO } from './book.js';
import { labelled } from './speech.js';

const ANNA = 5_001;
const GROUP = -4_001;
const SECOND = 1_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const INVITE = labelled({ kind: 'invite', id: 'soon', budget: 'unsolicited' }, 'come');
const FOLLOW_UP = labelled({ kind: 'follow-up', id: 'active-1', budget: 'unsolicited' }, 'well?');
const ANSWER = labelled({ kind: 'answer', id: 'price', budget: 'answer' }, '5 TL');
const burst = (service: string, budget: 'unsolicited' | 'answer' | 'operator' = 'unsolicited') =>
  labelled({ kind: 'burst', id: service, budget }, 'buy');

const book = () => new Book();

describe('the judge of manners', () => {
  const agreed = () => book().says(-DAY, ANNA);
  const limits = { takeoverMs: HOUR };

  test.each<[string, Book, string]>([
    [
      'a takeover',
      agreed()
        .byHand(0, ANNA)
        .daemon(HOUR - 1, ANNA, INVITE),
      'takeover',
    ],
    [
      'a takeover after it was lifted before',
      agreed().byHand(0, ANNA).does(5, 'lifted', ANNA).byHand(9, ANNA).daemon(20, ANNA, ANSWER),
      'takeover',
    ],
    [
      'a takeover heard before a burst of dm',
      agreed().byHand(0, ANNA).daemon(9, ANNA, burst('dm')),
      'takeover',
    ],
    [
      'a follow-up after an answer',
      agreed().daemon(0, ANNA, INVITE).says(9, ANNA).daemon(DAY, ANNA, FOLLOW_UP),
      'still-silent',
    ],
    [
      'a follow-up where nobody but the person ever spoke',
      agreed().daemon(DAY, ANNA, FOLLOW_UP),
      'still-silent',
    ],
    ['the same message twice', agreed().daemon(0, ANNA, INVITE).again(DAY), 'exactly-once'],
    ['the same invite twice', agreed().daemon(0, ANNA, INVITE).daemon(DAY, ANNA, INVITE), 'once'],
    [
      'the same follow-up twice in a silence',
      agreed()
        .daemon(0, ANNA, INVITE)
        .daemon(DAY, ANNA, FOLLOW_UP)
        .daemon(2 * DAY, ANNA, FOLLOW_UP),
      'once',
    ],
    [
      'two answers to one message',
      agreed()
        .daemon(0, ANNA, ANSWER)
        .daemon(9 * SECOND, ANNA, ANSWER),
      'answers',
    ],
    ['an invite to a bot', book().says(-1, ROBO).daemon(0, ROBO, INVITE), 'bots'],
    ['words in a group that answer nobody', book().daemon(0, GROUP, ANSWER), 'groups'],
    [
      'an invite in a group',
      book().says(0, ANNA, 'talk', { chat: GROUP, mentioned: true }).daemon(9, GROUP, INVITE, 101),
      'groups',
    ],
    [
      'an answer to a bot in a group',
      book().says(0, ROBO, 'talk', { chat: GROUP, mentioned: true }).daemon(9, GROUP, ANSWER, 101),
      'groups',
    ],
    [
      'an answer to words for others',
      book().says(0, ANNA, 'talk', { chat: GROUP }).daemon(9, GROUP, ANSWER, 101),
      'groups',
    ],
    [
      'two answers to one word in a group',
      book()
        .says(0, ANNA, 'talk', { chat: GROUP, mentioned: true })
        .daemon(9, GROUP, ANSWER, 101)
        .daemon(DAY, GROUP, ANSWER, 101),
      'groups',
    ],
  ])('sees %s', (_, story, rule) => {
    expect(story.rulesBroken(limits)).toContain(rule);
  });

  test.each<[string, Book]>([
    ['after a takeover', agreed().byHand(0, ANNA).daemon(HOUR, ANNA, INVITE)],
    [
      'in a chat that was given back',
      agreed().byHand(0, ANNA).does(5, 'lifted', ANNA).daemon(9, ANNA, INVITE),
    ],
    ['before the operator’s word was heard', agreed().byHand(0, ANNA, 10).daemon(9, ANNA, INVITE)],
    [
      'by a service that needs no silence',
      agreed().byHand(0, ANNA).daemon(9, ANNA, burst('comment')),
    ],
    ['into a silence', agreed().daemon(0, ANNA, ANSWER).daemon(DAY, ANNA, FOLLOW_UP)],
    [
      'into a second silence',
      agreed()
        .daemon(0, ANNA, ANSWER)
        .daemon(DAY, ANNA, FOLLOW_UP)
        .says(2 * DAY, ANNA)
        .daemon(2 * DAY + 9, ANNA, ANSWER)
        .daemon(3 * DAY + 9, ANNA, FOLLOW_UP),
    ],
    [
      'again after everything was erased',
      agreed()
        .daemon(0, ANNA, INVITE)
        .does(9, 'forgotten', ANNA)
        .says(DAY, ANNA, 'opt-in')
        .daemon(DAY + 9, ANNA, INVITE),
    ],
    [
      'in a group, as a reply',
      book().says(0, ANNA, 'talk', { chat: GROUP, mentioned: true }).daemon(9, GROUP, ANSWER, 101),
    ],
  ])('has nothing against words %s', (_, story) => {
    expect(story.rulesBroken(limits)).toEqual([]);
  });
});
