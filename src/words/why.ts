import type { RuleAnswer } from '../core/why.js';
import type { Catalogue } from './catalogue.js';

/** The words of "why?": what happened to a message. */
export interface WhyWords {
  readonly title: string;
  readonly said: Readonly<Record<RuleAnswer['said'], string>>;
  readonly noMessage: string;
  readonly labels: {
    readonly message: string;
    readonly to: string;
    readonly state: string;
    readonly proposed: string;
    readonly planned: string;
    readonly settled: string;
    readonly attempts: string;
    readonly telegram: string;
  };
  readonly happened: string;
  decisions(count: number): string;
  readonly noDecisions: string;
  /** Every rule let it go. */
  readonly allRules: string;
  until(time: string): string;
  readonly untilEvent: string;
  allowed(count: number): string;
  readonly ask: string;
  readonly askHint: string;
  readonly askEmpty: string;
  readonly keys: { readonly another: string; readonly all: string; readonly fewer: string };
}

/** The words of "why?", by language. */
export const WHY_WORDS: Catalogue<WhyWords> = {
  en: {
    title: 'Why?',
    said: { allow: 'allow', wait: 'wait', hold: 'hold', refuse: 'refuse' },
    noMessage: 'There is no message to show.',
    labels: {
      message: 'message',
      to: 'to',
      state: 'state',
      proposed: 'proposed',
      planned: 'planned for',
      settled: 'settled',
      attempts: 'attempts',
      telegram: 'in Telegram',
    },
    happened: 'What happened',
    decisions: (count) => `Decisions: ${count}`,
    noDecisions: 'Nothing was decided about it yet.',
    allRules: 'every rule let it go',
    until: (time) => `until ${time}`,
    untilEvent: 'until something changes',
    allowed: (count) => `${count} ${count === 1 ? 'rule' : 'rules'} let it go`,
    ask: 'About which message?',
    askHint: 'a number, @somebody, a link, or last',
    askEmpty: 'Write a number, @somebody, a link, or last.',
    keys: { another: 'another message', all: 'all rules', fewer: 'fewer rules' },
  },
  tr: {
    title: 'Neden?',
    said: { allow: 'izin', wait: 'bekle', hold: 'beklet', refuse: 'ret' },
    noMessage: 'Gösterilecek mesaj yok.',
    labels: {
      message: 'mesaj',
      to: 'kime',
      state: 'durum',
      proposed: 'önerildi',
      planned: 'planlanan',
      settled: 'sonuçlandı',
      attempts: 'deneme',
      telegram: "Telegram'da",
    },
    happened: 'Neler oldu',
    decisions: (count) => `Kararlar: ${count}`,
    noDecisions: 'Hakkında henüz karar verilmedi.',
    allRules: 'bütün kurallar izin verdi',
    until: (time) => `${time} anına kadar`,
    untilEvent: 'bir şey değişene kadar',
    allowed: (count) => `${count} kural izin verdi`,
    ask: 'Hangi mesaj?',
    askHint: 'numara, @kişi, bağlantı ya da last (sonuncu)',
    askEmpty: 'Numara, @kişi, bağlantı ya da last yazın.',
    keys: { another: 'başka mesaj', all: 'bütün kurallar', fewer: 'daha az kural' },
  },
  ru: {
    title: 'Почему?',
    said: { allow: 'можно', wait: 'ждать', hold: 'держать', refuse: 'нельзя' },
    noMessage: 'Показать нечего: такого сообщения нет.',
    labels: {
      message: 'сообщение',
      to: 'кому',
      state: 'состояние',
      proposed: 'предложено',
      planned: 'назначено на',
      settled: 'завершено',
      attempts: 'попыток',
      telegram: 'в Telegram',
    },
    happened: 'Что произошло',
    decisions: (count) => `Решений: ${count}`,
    noDecisions: 'Решений о нём ещё не было.',
    allRules: 'все правила разрешили',
    until: (time) => `до ${time}`,
    untilEvent: 'пока что-то не изменится',
    allowed: (count) => `остальные разрешили: ${count}`,
    ask: 'О каком сообщении?',
    askHint: 'номер, @имя, ссылка или last (последнее)',
    askEmpty: 'Введите номер, @имя, ссылку или last.',
    keys: { another: 'другое сообщение', all: 'все правила', fewer: 'меньше правил' },
  },
};
