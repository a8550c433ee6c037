import type { Catalogue } from './catalogue.js';

/** The words of the log's search. */
export interface LogWords {
  readonly title: string;
  /** Lines of that level, and of what is worse. */
  fromLevel(level: string): string;
  lines(count: number, more: boolean): string;
  readonly following: string;
  readonly search: string;
  readonly nothing: string;
  readonly start: string;
  readonly time: string;
  readonly level: string;
  readonly message: string;
  readonly lineTitle: string;
  readonly noFields: string;
  readonly keys: {
    readonly search: string;
    readonly level: string;
    readonly follow: string;
    readonly unfollow: string;
    readonly older: string;
    readonly erase: string;
  };
}

/** The words of the log's search, by language. */
export const LOG_WORDS: Catalogue<LogWords> = {
  en: {
    title: 'Log',
    fromLevel: (level) => `${level} and worse`,
    lines: (count, more) => `${count}${more ? '+' : ''} ${count === 1 ? 'line' : 'lines'}`,
    following: 'following the newest',
    search: 'Search',
    nothing: 'No line fits.',
    start: 'Nothing older fits.',
    time: 'time',
    level: 'level',
    message: 'message',
    lineTitle: 'A line of the log',
    noFields: 'The line says nothing else.',
    keys: {
      search: 'search',
      level: 'level',
      follow: 'follow',
      unfollow: 'stop following',
      older: 'older',
      erase: 'erase',
    },
  },
  tr: {
    title: 'Günlük',
    fromLevel: (level) => `${level} ve üstü`,
    lines: (count, more) => `${count}${more ? '+' : ''} satır`,
    following: 'en yeniler izleniyor',
    search: 'Ara',
    nothing: 'Uyan satır yok.',
    start: 'Daha eskisi yok.',
    time: 'zaman',
    level: 'düzey',
    message: 'mesaj',
    lineTitle: 'Günlükten bir satır',
    noFields: 'Satırda başka bilgi yok.',
    keys: {
      search: 'ara',
      level: 'düzey',
      follow: 'izle',
      unfollow: 'izlemeyi bırak',
      older: 'daha eski',
      erase: 'sil',
    },
  },
  ru: {
    title: 'Журнал',
    fromLevel: (level) => `${level} и серьёзнее`,
    lines: (count, more) => `строк: ${count}${more ? '+' : ''}`,
    following: 'показываем новые строки',
    search: 'Поиск',
    nothing: 'Ничего не найдено.',
    start: 'Раньше ничего нет.',
    time: 'время',
    level: 'уровень',
    message: 'текст',
    lineTitle: 'Строка журнала',
    noFields: 'Больше в строке ничего нет.',
    keys: {
      search: 'поиск',
      level: 'уровень',
      follow: 'следить',
      unfollow: 'не следить',
      older: 'раньше',
      erase: 'стереть',
    },
  },
};
