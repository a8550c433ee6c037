import { describe, expect, test } from '@jest/globals';
import { fold, hasPhrase } from './fold.js';

describe('folding', () => {
  test.each([
    ['SİPARİŞ', 'sipariş'],
    ['SIPARIŞ', 'sipariş'],
    ['sıpariş', 'sipariş'],
    ['İ'.toLowerCase(), 'i'],
    ['I\u0307', 'i'],
    ['ЕЩЁ', 'еще'],
    ['Е\u0308', 'е'],
    ['ЙОД', 'йод'],
    ['cafe\u0301', 'caf\u00e9'],
    ['s\u200bt\u00ado\u200dp', 'stop'],
    ['❤\ufe0f', '❤'],
    ['  iki \n\t kelime ', 'iki kelime'],
  ])('%j is %j', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  test.each([
    ['Siparişim ÇOK gecikti', 'siparisim cok gecikti'],
    ['ĞÜŞİÖÇ ğüşıöç', 'gusioc gusioc'],
    ['Café', 'cafe'],
    ['ЙЁ', 'йе'],
    ['ｓｔｏｐ', 'stop'],
    ['𝗦𝗧𝗢𝗣', 'stop'],
  ])('loosely, %j is %j', (text, folded) => {
    expect(fold(text, { loose: true })).toBe(folded);
  });

  test('what is folded stays as it is', () => {
    for (const text of ['İSTANBUL Ёлка ❤️', 'ﬁyat №5 Ⅻ', 'Ỡ ǅ ß', 'a\u0307\u0323I\u0307']) {
      for (const loose of [false, true]) {
        const folded = fold(text, { loose });
        expect(fold(folded, { loose })).toBe(folded);
      }
    }
  });
});

describe('a phrase', () => {
  test.each([
    ['fiyat ne kadar?', 'fiyat'],
    ["fiyat'ı söyle", 'fiyat'],
    ['«fiyat listesi» lütfen', 'fiyat listesi'],
    ['(fiyat)', 'fiyat'],
    ['fiyatlar, fiyat', 'fiyat'],
    ['c++ bilen var mi', 'c++'],
    ['tamam👍🏽', '👍'],
    ['yeni👍fiyat', 'fiyat'],
    ['bugun 24/7 acik', '24/7'],
  ])('in %j there is %j', (text, phrase) => {
    expect(hasPhrase(text, phrase)).toBe(true);
  });

  test.each([
    ['fiyatlar', 'fiyat'],
    ['zamfiyat', 'fiyat'],
    ['cafe\u0323', 'cafe'],
    ['цены', 'цен'],
    ['5g', '5'],
    ['fiyat𝒂', 'fiyat'],
    ['𝒂fiyat', 'fiyat'],
    ['abc++', 'c++'],
    ['', 'fiyat'],
    ['fiyat', ''],
  ])('in %j there is no %j', (text, phrase) => {
    expect(hasPhrase(text, phrase)).toBe(false);
  });

  test('is looked for in time that grows with the text', () => {
    const text = 'aa '.repeat(100_000);
    const started = performance.now();
    expect(hasPhrase(text, 'aa aa aa ab')).toBe(false);
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
