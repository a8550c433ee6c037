import type { ConsentBasis, ConversationState } from '../core/people.js';
import type { Catalogue } from './catalogue.js';

/** The words of the user statistics, the days and the takeovers. */
export interface PeopleWords {
  readonly tabs: { readonly people: string; readonly days: string; readonly takeovers: string };
  readonly labels: {
    readonly known: string;
    readonly consent: string;
    readonly languages: string;
    readonly today: string;
    readonly talks: string;
    readonly recent: string;
  };
  known(counts: {
    readonly people: number;
    readonly consenting: number;
    readonly refused: number;
    readonly forgotten: number;
    readonly planned: number;
  }): string;
  readonly basis: Readonly<Record<ConsentBasis, string>>;
  readonly conversation: Readonly<Record<ConversationState, string>>;
  today(counts: {
    readonly wrote: number;
    readonly writtenTo: number;
    readonly met: number;
  }): string;
  readonly noLanguages: string;
  readonly unknown: string;
  readonly nobody: string;
  messages(heard: number, said: number): string;
  readonly refused: string;
  readonly noConsent: string;
  readonly day: {
    readonly day: string;
    readonly sent: string;
    readonly heard: string;
    readonly refused: string;
    readonly failed: string;
    readonly expired: string;
  };
  readonly noDays: string;
  readonly noTakeovers: string;
  since(time: string): string;
  /** `left` is a countdown, `2:59:07`. */
  silentFor(left: string): string;
  lift(who: string): string;
  lifted(who: string): string;
  readonly keys: { readonly view: string; readonly lift: string };
}

/** The words of the user statistics, the days and the takeovers, by language. */
export const PEOPLE_WORDS: Catalogue<PeopleWords> = {
  en: {
    tabs: { people: 'People', days: 'Days', takeovers: 'Takeovers' },
    labels: {
      known: 'known',
      consent: 'consent',
      languages: 'languages',
      today: 'today',
      talks: 'talks',
      recent: 'Wrote last',
    },
    known: ({ people, consenting, refused, forgotten, planned }) =>
      `${people}: ${consenting} may be written to, ${refused} do not want it, ${forgotten} forgotten; something is planned for ${planned}`,
    basis: { wrote_first: 'wrote first', opt_in_word: 'by an opt-in word', imported: 'imported' },
    conversation: { 'first-contact': 'first contact', active: 'active', manual: 'by hand' },
    today: ({ wrote, writtenTo, met }) =>
      `${wrote} wrote, ${writtenTo} were written to, ${met} are new`,
    noLanguages: 'none heard yet',
    unknown: 'unknown',
    nobody: 'Nobody has written yet.',
    messages: (heard, said) => `${heard} from them, ${said} to them`,
    refused: 'does not want it',
    noConsent: 'no consent',
    day: {
      day: 'day',
      sent: 'sent',
      heard: 'heard',
      refused: 'refused',
      failed: 'failed',
      expired: 'expired',
    },
    noDays: 'There are no figures yet.',
    noTakeovers: 'No chat is taken over: write in one from another device, and it is yours.',
    since: (time) => `since ${time}`,
    silentFor: (left) => `silent for ${left}`,
    lift: (who) => `Give the chat with ${who} back to the services?`,
    lifted: (who) => `The services speak with ${who} again`,
    keys: { view: 'view', lift: 'give back' },
  },
  tr: {
    tabs: { people: 'Kişiler', days: 'Günler', takeovers: 'Devralınanlar' },
    labels: {
      known: 'bilinen',
      consent: 'izin',
      languages: 'diller',
      today: 'bugün',
      talks: 'sohbetler',
      recent: 'Son yazanlar',
    },
    known: ({ people, consenting, refused, forgotten, planned }) =>
      `${people}: ${consenting} kişiye yazılabilir, ${refused} kişi istemiyor, ${forgotten} kişi unutuldu; ${planned} kişi için planlanan var`,
    basis: {
      wrote_first: 'önce kendisi yazdı',
      opt_in_word: 'izin sözcüğüyle',
      imported: 'içe aktarıldı',
    },
    conversation: { 'first-contact': 'ilk temas', active: 'sürüyor', manual: 'elle' },
    today: ({ wrote, writtenTo, met }) =>
      `${wrote} kişi yazdı, ${writtenTo} kişiye yazıldı, ${met} kişi yeni`,
    noLanguages: 'henüz bilinmiyor',
    unknown: 'bilinmiyor',
    nobody: 'Henüz kimse yazmadı.',
    messages: (heard, said) => `${heard} gelen, ${said} giden`,
    refused: 'istemiyor',
    noConsent: 'izni yok',
    day: {
      day: 'gün',
      sent: 'giden',
      heard: 'gelen',
      refused: 'reddedilen',
      failed: 'başarısız',
      expired: 'süresi dolan',
    },
    noDays: 'Henüz rakam yok.',
    noTakeovers: 'Devralınan sohbet yok: başka bir cihazdan yazdığınız sohbet sizin olur.',
    since: (time) => `başlangıç: ${time}`,
    silentFor: (left) => `${left} daha sessiz`,
    lift: (who) => `${who} ile sohbet servislere geri verilsin mi?`,
    lifted: (who) => `Servisler ${who} ile yeniden konuşuyor`,
    keys: { view: 'görünüm', lift: 'geri ver' },
  },
  ru: {
    tabs: { people: 'Люди', days: 'Дни', takeovers: 'Перехваты' },
    labels: {
      known: 'известно',
      consent: 'согласие',
      languages: 'языки',
      today: 'сегодня',
      talks: 'беседы',
      recent: 'Писали последними',
    },
    known: ({ people, consenting, refused, forgotten, planned }) =>
      `${people}: можно писать ${consenting}, не хотят ${refused}, забыто ${forgotten}; запланировано для ${planned}`,
    basis: {
      wrote_first: 'написали первыми',
      opt_in_word: 'по слову согласия',
      imported: 'импортировано',
    },
    conversation: { 'first-contact': 'первый контакт', active: 'идёт', manual: 'вручную' },
    today: ({ wrote, writtenTo, met }) =>
      `написали: ${wrote}, им написано: ${writtenTo}, новых: ${met}`,
    noLanguages: 'пока неизвестны',
    unknown: 'неизвестно',
    nobody: 'Пока никто не писал.',
    messages: (heard, said) => `от них ${heard}, им ${said}`,
    refused: 'не хочет',
    noConsent: 'согласия нет',
    day: {
      day: 'день',
      sent: 'отправлено',
      heard: 'получено',
      refused: 'отклонено',
      failed: 'не удалось',
      expired: 'просрочено',
    },
    noDays: 'Данных пока нет.',
    noTakeovers: 'Перехваченных чатов нет: напишите в чат с другого устройства, и он ваш.',
    since: (time) => `с ${time}`,
    silentFor: (left) => `молчим ещё ${left}`,
    lift: (who) => `Вернуть чат с ${who} сервисам?`,
    lifted: (who) => `Сервисы снова говорят с ${who}`,
    keys: { view: 'вид', lift: 'вернуть' },
  },
};
