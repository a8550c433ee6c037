/** The languages that the small model writes. */
export type ModelLanguage = 'tr' | 'ru' | 'en';

/** What a text is made of: one of each, in this order, the third only where there is room. */
export interface Lines {
  readonly openings: readonly string[];
  readonly thoughts: readonly string[];
  readonly endings: readonly string[];
  /** How a small model declines. */
  readonly refusal: string;
}

/** Short, sensible, and about anything. */
export const LINES: Readonly<Record<ModelLanguage, Lines>> = {
  tr: {
    openings: [
      'Bunu okuduğuma sevindim',
      'İlginç bir bakış açısı',
      'Ben de geçen hafta bunu düşünüyordum',
      'Güzel özetlemişsiniz',
      'Doğrusu bunu beklemiyordum',
      'Bizim mahallede de durum böyle',
      'Tam zamanında gelen bir haber',
      'Bu konuda kararsızdım',
    ],
    thoughts: [
      'ayrıntılar gerçekten işe yarıyor',
      'küçük adımların etkisi büyük oluyor',
      'insan denemeden pek anlamıyor',
      'zamanla daha da netleşecek gibi duruyor',
      'en çok da sabır gerektiren kısmı hoşuma gitti',
      'başkalarının deneyimini merak ettim',
      'galiba işin sırrı düzenli olmakta',
      'bir dahaki sefere ben de deneyeceğim',
    ],
    endings: [
      'Sizce bundan sonra ne değişir?',
      'Devamını merakla bekliyorum.',
      'Paylaştığınız için teşekkürler.',
      'Acaba kışın da aynı sonucu verir mi?',
      'Bu konuda başka kaynak var mı?',
      'Akşam tekrar okuyacağım.',
    ],
    refusal: 'Üzgünüm, bir yapay zeka dil modeli olarak bu konuda yardımcı olamam.',
  },
  ru: {
    openings: [
      'Хорошо, что об этом написали',
      'Интересный взгляд на вещи',
      'Сам недавно об этом думал',
      'Очень понятно объяснили',
      'Честно говоря, не ожидал такого',
      'У нас в районе похожая история',
      'Новость пришла вовремя',
      'Раньше сомневался в этом',
    ],
    thoughts: [
      'детали здесь и правда важны',
      'маленькие шаги дают большой результат',
      'пока сам не попробуешь, не поймёшь',
      'со временем всё станет яснее',
      'больше всего понравилась часть про терпение',
      'любопытно узнать чужой опыт',
      'похоже, весь секрет в регулярности',
      'в следующий раз тоже попробую',
    ],
    endings: [
      'Как думаете, что изменится дальше?',
      'Жду продолжения.',
      'Спасибо, что поделились.',
      'Интересно, зимой будет так же?',
      'А есть ещё что почитать об этом?',
      'Вечером перечитаю внимательнее.',
    ],
    refusal: 'Извините, но как языковая модель я не могу помочь с этим запросом.',
  },
  en: {
    openings: [
      'Glad somebody wrote this down',
      'That is an interesting way to look at it',
      'I was thinking about this last week',
      'Nicely summed up',
      'Honestly, I did not expect that',
      'It is much the same where I live',
      'This comes at just the right time',
      'I had my doubts about it before',
    ],
    thoughts: [
      'the details really matter here',
      'small steps add up to a lot',
      'you only understand it once you try',
      'it should become clearer with time',
      'the part about patience stayed with me',
      'I would like to hear how others did it',
      'the secret seems to be doing it regularly',
      'next time I will try it too',
    ],
    endings: [
      'What do you think changes next?',
      'Looking forward to the rest.',
      'Thanks for sharing it.',
      'Would it work the same in winter?',
      'Is there more to read about this?',
      'I will read it again tonight.',
    ],
    refusal: "I'm sorry, but as an AI language model I cannot help with that.",
  },
};
