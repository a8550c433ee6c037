import { describe, expect, test } from '@jest/globals';
import { judgePeople, type PrivateWord } from './judge-people.js';

const MEANINGS = {
  isOptIn: (text: string) => text === 'yes',
  isOptOut: (text: string) => text === 'no',
  isInvite: (text: string) => text === 'come',
};

const word = (by: PrivateWord['by'], text: string, person = 1): PrivateWord => ({
  person,
  by,
  text,
});
const judged = (...words: readonly PrivateWord[]) => judgePeople(words, MEANINGS);

describe('what the demo counts of people', () => {
  test('each once, whatever they said', () => {
    expect(
      judged(
        word('person', 'hello'),
        word('postaci', 'hello'),
        word('person', 'yes', 2),
        word('postaci', 'come', 2),
        word('person', 'no', 2),
        word('person', 'hello', 3),
        word('operator', 'hello', 3),
        word('person', 'hello', 4),
      ),
    ).toEqual({
      wrote: 4,
      answered: 2,
      optedIn: 1,
      invited: 1,
      optedOut: 1,
      takenOver: 1,
      writtenAfterOptOut: 0,
      writtenWithoutConsent: 0,
      writtenAfterTakeover: 0,
    });
  });

  test('a word to somebody who said nothing before is one without consent', () => {
    const words = [word('postaci', 'hello'), word('postaci', 'come'), word('person', 'hello')];
    expect(judged(...words)).toMatchObject({ writtenWithoutConsent: 2, answered: 0, invited: 1 });
  });

  test('a word behind an opt-out is one too many, until the person opts in again', () => {
    const refused = [word('person', 'no'), word('person', 'hello'), word('postaci', 'hello')];
    expect(judged(...refused)).toMatchObject({ writtenAfterOptOut: 1 });
    const again = [...refused, word('person', 'yes'), word('postaci', 'come')];
    expect(judged(...again)).toMatchObject({ writtenAfterOptOut: 1, invited: 1 });
  });

  test('a word behind the operator’s own is one too many', () => {
    const words = [word('person', 'hello'), word('operator', 'hello'), word('postaci', 'hello')];
    expect(judged(...words)).toMatchObject({ takenOver: 1, writtenAfterTakeover: 1 });
  });
});
