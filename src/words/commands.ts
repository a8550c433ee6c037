import type { Catalogue } from './catalogue.js';

/** What commands say that do something, and the words that all reports share. */
export interface CommandWords {
  /** `2 h 5 min` */
  readonly units: Readonly<Record<'d' | 'h' | 'min' | 's' | 'ms', string>>;
  readonly all: string;
  readonly paused: (scope: string, written: string) => string;
  readonly resumed: (scope: string) => string;
  readonly takeoverLifted: (who: string) => string;
  readonly nothingSent: string;
  /** The columns of the sent log. */
  readonly sentHead: readonly [
    when: string,
    number: string,
    service: string,
    to: string,
    what: string,
    text: string,
  ];
  readonly noText: string;
}

export const COMMANDS: Catalogue<CommandWords> = {
  en: {
    units: { d: 'd', h: 'h', min: 'min', s: 's', ms: 'ms' },
    all: 'all',
    paused: (scope, written) => `Paused: ${scope}. postaci resume ${written} goes on.`,
    resumed: (scope) => `Resumed: ${scope}.`,
    takeoverLifted: (who) => `Lifted: postaci answers ${who} again.`,
    nothingSent: 'Nothing has been sent yet.',
    sentHead: ['when', 'number', 'service', 'to', 'what came of it', 'text'],
    noText: '(no text)',
  },
  tr: {
    units: { d: 'g', h: 'sa', min: 'dk', s: 'sn', ms: 'ms' },
    all: 'hepsi',
    paused: (scope, written) => `Duraklatıldı: ${scope}. Devam ettiren: postaci resume ${written}`,
    resumed: (scope) => `Devam ediyor: ${scope}.`,
    takeoverLifted: (who) => `Geri verildi: postaci ${who} sohbetini yeniden yanıtlıyor.`,
    nothingSent: 'Henüz bir şey gönderilmedi.',
    sentHead: ['ne zaman', 'numara', 'servis', 'kime', 'sonuç', 'metin'],
    noText: '(metin yok)',
  },
  ru: {
    units: { d: 'д', h: 'ч', min: 'мин', s: 'с', ms: 'мс' },
    all: 'всё',
    paused: (scope, written) => `На паузе: ${scope}. Продолжить: postaci resume ${written}`,
    resumed: (scope) => `Продолжено: ${scope}.`,
    takeoverLifted: (who) => `Возвращено: postaci снова отвечает в чате ${who}.`,
    nothingSent: 'Пока ничего не отправлено.',
    sentHead: ['когда', 'номер', 'сервис', 'кому', 'итог', 'текст'],
    noText: '(без текста)',
  },
};
