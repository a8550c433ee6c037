import { describe, expect, test } from '@jest/globals';
import { languageOf } from './language.js';

const LINES: Readonly<Record<string, readonly string[]>> = {
  tr: [
    'merhaba',
    'slm',
    'naber kanka',
    'fiyat ne kadar',
    'SIPARIS VERMEK ISTIYORUM',
    'kargo ne zaman gelir',
    'iyi aksamlar hocam',
    'tesekkurler',
    'tamamdir anlastik',
    'bilgi alabilir miyim',
    'yarin ararim seni',
    'adres neresi acaba',
    'kac para bu',
    'havale yaptim kontrol eder misiniz',
    'gruba nasil katilabilirim',
    'beni de ekler misin',
    'olmaz ya',
    'eyw',
    'kimsin sen',
    'su an musait degilim',
    'toplanti kacta',
    'ürün elimde',
    'çok güzel olmuş',
    'İzmir',
  ],
  ru: [
    'привет',
    'Здравствуйте, сколько стоит?',
    'ок',
    'спасибо большое',
    'да',
    'нет, не надо',
    'когда доставка',
    'ещё раз',
    'кто ты',
    'скинь адрес pls',
  ],
  en: [
    'hi',
    'hello there',
    'how much is it',
    'price?',
    'when does it ship',
    'thanks a lot mate',
    'can i get info',
    'where are you located',
    'good night',
    'send me the details',
    'I paid yesterday',
    'nope',
    'call me tomorrow',
    'sounds good',
    'any discount for two',
    'is the meeting still on',
    'add me to the group',
    'lol',
    'which size fits best',
    'see you at eight',
    'got it',
    'not interested',
    'delivery address changed',
    'wonderful',
  ],
};

describe('the language of a chat line', () => {
  // Seen: 55 of 58; the rest are Turkish lines taken for English.
  test('is told for nine lines of ten, and seldom wrongly', async () => {
    const told = await Promise.all(
      Object.entries(LINES).flatMap(([language, lines]) =>
        lines.map(async (line) => ({ line, language, told: await languageOf(line) })),
      ),
    );
    const right = told.filter((one) => one.told === one.language);
    const wrong = told.filter((one) => one.told !== undefined && one.told !== one.language);
    expect(right.length / told.length).toBeGreaterThan(0.9);
    expect(wrong.length / told.length).toBeLessThan(0.06);
  });

  test.each([
    '',
    '12345',
    '👍👍',
    '?',
    'x',
    'https://t.me/merhaba',
    '@merhaba',
    'Привіт, як справи?',
    'schön groß',
    '你好',
  ])('is not told for %j', async (line) => {
    expect(await languageOf(line)).toBeUndefined();
  });

  test('is not told wrongly for a plain I', async () => {
    expect(await languageOf('I WILL CALL')).toBe('en');
  });
});
