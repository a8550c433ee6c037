import { describe, expect, test } from '@jest/globals';
import { languageOf } from './language.js';

describe('the language of the interface', () => {
  test.each([
    [{ LANG: 'tr_TR.UTF-8' }, 'tr'],
    [{ LANG: 'ru' }, 'ru'],
    [{ LANG: 'tr_TR.UTF-8', LC_MESSAGES: 'ru_RU' }, 'ru'],
    [{ LANG: 'tr_TR.UTF-8', LC_MESSAGES: 'ru_RU', LC_ALL: 'C.UTF-8' }, 'en'],
    [{ LANG: 'tr_TR.UTF-8', LC_ALL: '' }, 'tr'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{}, 'en'],
  ])('of %j is %s', (environment, language) => {
    expect(languageOf({ environment })).toBe(language);
  });

  test('is the one that was asked for, else the one that is configured', () => {
    const environment = { LANG: 'tr_TR.UTF-8' };
    expect(languageOf({ flag: 'en', configured: 'ru', environment })).toBe('en');
    expect(languageOf({ configured: 'ru', environment })).toBe('ru');
  });
});
