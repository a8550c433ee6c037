import { describe, expect, test } from '@jest/globals';
import { consentWords } from './words.js';

const read = consentWords({
  optOutWords: ['Gelmeyin', 'Kapatın artık bunu', '❌'],
  optInWords: ['Hazırım', 'beni haberdar et'],
});

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

const NOT_REFUSED = {
  turkish: lines(`
    dur bir dakika
    Dur, geliyorum
    Dur. Geliyorum
    mesaj atma saatleri ne
    yazmayı çok severim
    yeter ki gel
    spam mı bu
    durma
    durmadan yaz
    duruyor musun
    bus stop yanında mı?
    otobüs durağı nerede
    stop lambası kaç para
    yazma eser satıyor musunuz
    bana yaz
    bana yazmaya devam et
    Bana yazmadın
    sana bana yazma demedim
    bana yazma dedi annem
    bana yazma sebebin ne
    bana yazma diye bir şey demedim
    rahatsız etmek istemem
    rahatsız etmediniz
    rahatsız etme ihtimalim var mı
    beni listeden çıkarma
    beni silme
    beni listeye ekle
    mesaj atma özelliği çalışmıyor
    mesaj atarım
    siparişi iptal etmek istiyorum
    iptal oldu mu
    yeter mi bu kadar
    bu kadar yeter mi
    iyi akşamlar
    abonelikten memnunum
    abonelik kaç para
    gelmeyin dedi mi
    spam klasörüne düşmüş
    hayır
    istemiyorum mavi olanı
    çık git ordan dedim kediye
    ret cevabı geldi
    kardeşim dur bi anlatayım
  `),
  russian: lines(`
    не стоп
    кто вам не пишет
    почему меня удалили
    можно не присылать чек
    сообщения не получаю
    Стоп. А сколько стоит?
    Стоп, а сколько стоит?
    стоп-сигнал есть?
    автобус на остановке стоп
    почему не пишите мне?
    почему вы не пишите мне
    пишите мне
    напиши мне
    не беспокойтесь
    не хочу отписаться
    я не хочу отписаться от вас
    не удаляйте меня
    отмена заказа возможна?
    хватит на двоих?
    этого хватит
    спам не приходит
    как писать вам
    нет
    нет, спасибо
    не надо
    не пишет мне никто
    если отписаться от канала, что будет
    отписалась от того магазина
    стопка книг
    отстаньте он сказал
    прекратите движение и пришлите адрес
    удалите второй товар
    не отстаю
    подписка
    да
  `),
  english: lines(`
    don't stop
    please don't stop
    Do not stop messaging me
    don't leave me alone
    I don't want you to leave me alone
    never leave me alone
    bus stop yanında mı
    which stop is it
    non-stop
    where do you stop
    stop by tomorrow
    the stop button is broken
    did you unsubscribe me?
    why did they remove me
    they stop sending messages after five
    when did you stop sending messages
    can i cancel my order
    cancel the blue one
    don't message me until monday
    why dont you text me
    you don't message me anymore
    they never text me
    Stop... is it free?
    Stop. How much is it?
    I don't get messages
    don't forget to message me
    can't stop laughing
    delete the last photo
    never stop sending me love
    no
    no thanks
    not now
    stopwatch
    nonstop music
    quit smoking tips
    is this spam folder ok
    i will not remove the item
    text me
    write to me
    leave it alone
    remove the second item
    take care
    ok
  `),
} as const;

const AGREED = lines(`
  başla
  BAŞLA!
  /start
  start
  Katıl
  evet, katıl
  katılmak istiyorum lütfen
  abone ol
  @lara_hesap katıl
  join
  Subscribe 👍
  yes, sign me up
  beni de ekle
  beni listeye ekle
  START
  старт
  Да, подпишите меня
  подписаться
  хочу участвовать
  hazırım
  Beni haberdar et!
`);

const NOT_AGREED = lines(`
  start?
  nasıl katılırım
  katılmıyorum
  katılmak istemiyorum
  don't start
  I want to join the army
  katıl mı dedin
  başla dedi
  evet
  yes
  I agree
  da
  не хочу подписаться
  подписаться можно где
  beni haberdar etme
  hazırım ama sonra
`);

describe.each(Object.entries(NOT_REFUSED))('no refusal in %s', (_language, said) => {
  test.each(said)('%s', (text) => {
    expect(read(text)?.change).not.toBe('refused');
  });
});

describe('an agreement', () => {
  test.each(AGREED)('is: %s', (text) => {
    expect(read(text)).toMatchObject({ change: 'granted' });
  });

  test.each(NOT_AGREED)('is not: %s', (text) => {
    expect(read(text)).toBeUndefined();
  });
});

describe('the word that is noted', () => {
  test.each([
    ['Lütfen BANA YAZMAYIN, adım Ayşe', 'bana yazmayin'],
    ['stooop!!', 'stop'],
    ['yes, join', 'join'],
    ['❌', '❌'],
  ])('of %j is %j, and nothing else that was said', (text, word) => {
    expect(read(text)?.word).toBe(word);
  });
});

test.each([
  '',
  ' ',
  '👍',
  '...',
  'a'.repeat(100_000),
  'не '.repeat(20_000),
  "don't ".repeat(20_000),
])('nothing is read from what says nothing', (text) => {
  const started = performance.now();
  expect(read(text)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(200);
});
