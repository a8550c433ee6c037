import type { Catalogue } from './catalogue.js';

/** What all panels say. */
export interface PanelWords {
  readonly loading: string;
  readonly failed: string;
  readonly working: string;
  readonly none: string;
  readonly keys: {
    readonly back: string;
    readonly choose: string;
    readonly scroll: string;
    readonly again: string;
    readonly open: string;
    readonly yes: string;
    readonly no: string;
    readonly accept: string;
  };
}

/** The words that panels share. */
export const PANEL_WORDS: Catalogue<PanelWords> = {
  en: {
    loading: 'Asking the daemon…',
    failed: 'That did not work',
    working: 'Working…',
    none: 'none',
    keys: {
      back: 'back',
      choose: 'choose',
      scroll: 'scroll',
      again: 'ask again',
      open: 'open',
      yes: 'yes',
      no: 'no',
      accept: 'ok',
    },
  },
  tr: {
    loading: 'postaci’ye soruluyor…',
    failed: 'Olmadı',
    working: 'Yapılıyor…',
    none: 'yok',
    keys: {
      back: 'geri',
      choose: 'seç',
      scroll: 'kaydır',
      again: 'yeniden sor',
      open: 'aç',
      yes: 'evet',
      no: 'hayır',
      accept: 'tamam',
    },
  },
  ru: {
    loading: 'Запрашиваем у службы…',
    failed: 'Не получилось',
    working: 'Выполняется…',
    none: 'нет',
    keys: {
      back: 'назад',
      choose: 'выбрать',
      scroll: 'прокрутка',
      again: 'запросить снова',
      open: 'открыть',
      yes: 'да',
      no: 'нет',
      accept: 'готово',
    },
  },
};
