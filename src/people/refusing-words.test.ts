import { describe, expect, test } from '@jest/globals';
import { consentWords } from './words.js';

const read = consentWords({
  optOutWords: ['Gelmeyin', 'Kapatın artık bunu', '❌'],
  optInWords: [],
});

const lines = (text: string) =>
  text
    .trim()
    .split('\n')
    .map((line) => line.trim());

const REFUSED = {
  turkish: lines(`
    dur
    DUR!
    Dur artık
    dur lütfen
    durdur
    duuuur
    ❌ Stop
    /stop
    /dur@lara_bot
    @lara_hesap dur
    yazma
    Yazma artık
    YAZMAYIN ARTIK
    yazmayın lütfen 🙏
    bana yazma
    Bana bir daha yazma
    lütfen bana artık yazmayın
    bana lütfen yazmayın
    Bi daha yazma bana
    bana yazma dedim sana
    rahatsız etme
    RAHATSIZ ETMEYİN
    rahatsiz etmeyin beni
    beni rahat bırak
    Peşimi bırakın artık
    beni listeden çıkar
    beni listenizden çıkarın
    Beni listeden çıkarır... beni listeden çıkarın
    numaramı silin
    beni sil
    mesaj atmayın
    bana mesaj atma
    artık mesaj gönderme
    mesaj almak istemiyorum
    mesajlarınızı istemiyorum, sağolun
    bana yazmanı istemiyorum
    abonelikten çık
    Abonelikten çıkmak istiyorum
    aboneliğimi iptal edin
    iptal
    RET
    yeter
    spam yapma
    Merhaba. Kim olduğunuzu bilmiyorum; bana yazmayın!
    dur dur dur
    d u r
    gelmeyin
    yazmayı bırak
    listenden çıkar beni
    Bu numarayı silin
    yazmayı bırakın artık
    kes artık
    yeter be
    mesaj atmayı kes
    Bana bidaha yazma
    stop mesaj
    Yazma. Zaten kim olduğunu bilmiyorum
    yeter artık, kapatın artık bunu yahu
    ❌
  `),
  russian: lines(`
    стоп
    СТОП!!!
    Стоооп
    стоп, пожалуйста
    с т о п
    /стоп
    отписка
    Отписаться
    отпишите меня
    Отпишите меня от рассылки пожалуйста
    как отписаться?
    хочу отписаться
    отмена
    хватит
    Хватит уже
    ну хватит
    хватит мне писать
    хватит спамить
    не пиши мне
    не пиши
    больше не присылайте
    не надо мне ничего присылать
    Не пишите пожалуйста
    не звоните и не пишите
    прошу больше не писать
    оставьте нас в покое
    Стоп. Мне это не нужно.
    Не пишите мне
    не пишите мне больше никогда
    мне больше не пишите
    больше не пишите мне
    Я вас не знаю, не пишите сюда
    прекратите
    Прекратите писать!
    перестаньте мне писать
    перестаньте слать
    отстань
    Отстаньте от меня
    оставьте меня в покое
    оставь в покое
    не беспокойте
    Прошу не беспокоить
    не надо мне писать
    удалите меня из списка
    удалите мой номер
    уберите меня из рассылки
    исключите меня
    отменить подписку
    отказываюсь от рассылки
    не хочу получать ваши сообщения
    не присылайте мне рекламу
    не шлите больше
    не спамьте
    спам
    отстаньте уже, пожалуйста
  `),
  english: lines(`
    stop
    STOP
    Stop.
    stooooop
    S.T.O.P
    stop it
    please stop
    Stop, please!
    ok stop now
    stop stop stop
    just stop already
    i said stop
    ⛔ STOP ⛔
    𝗦𝗧𝗢𝗣
    unsubscribe
    Unsubscribe please
    unsubscribe me
    please remove my number from your list
    stop messaging
    do not text
    quit messaging me
    Stop. I'm not interested
    pls stop texting
    do not disturb
    don't disturb me
    I told you to stop messaging me
    get lost
    please unsubscribe me from this
    How do I unsubscribe?
    I want to unsubscribe
    opt out
    opt me out
    cancel
    cancel my subscription
    quit
    leave me alone
    LEAVE ME ALONE!!!
    why don't you leave me alone
    Don't worry leave me alone
    stop messaging me
    Stop texting me, I'm serious
    can you stop messaging me
    stop sending me messages
    stop sending these messages
    stop spamming
    don't message me
    Don’t contact me again
    do not write to me
    never text me again
    dont send me anything
    remove me from your list
    remove me
    take me off
    delete my number
    no more messages
    I don't want any messages
    i dont want to hear from you
    spam
  `),
} as const;

describe.each(Object.entries(REFUSED))('a refusal in %s', (_language, said) => {
  test('has many forms', () => {
    expect(said.length).toBeGreaterThanOrEqual(40);
  });

  test.each(said)('%s', (text) => {
    expect(read(text)).toMatchObject({ change: 'refused' });
  });
});
