import type { ConsentBasis } from '../core/people.js';
import type { PlanItem } from '../core/plan.js';
import type { Catalogue } from './catalogue.js';

/** The reports `users`, `takeovers` and `plan`. Moments and lengths of time come as words already. */
export interface PeopleReportWords {
  /** The first column; at most ten characters each. */
  readonly labels: Readonly<
    Record<'people' | 'consent' | 'languages' | 'today' | 'talks' | 'wrote', string>
  >;
  readonly people: (known: number, open: number, refused: number, forgotten: string) => string;
  readonly forgotten: (count: number) => string;
  readonly planned: (count: number) => string;
  readonly consent: (byBasis: Readonly<Record<ConsentBasis, number>>) => string;
  readonly noLanguage: string;
  readonly today: (wrote: number, writtenTo: number, met: number) => string;
  readonly talks: (firstContact: number, active: number, manual: number) => string;
  readonly wrote: (byThem: number, toThem: number) => string;
  readonly refused: string;
  readonly noConsent: string;
  readonly noTakeover: string;
  readonly takeover: (
    who: string,
    since: string,
    until: string,
    more: string,
    peer: number,
  ) => string;
  readonly nothingPlanned: string;
  /** The columns of the plan. */
  readonly planHead: readonly [
    when: string,
    service: string,
    to: string,
    what: string,
    note: string,
  ];
  readonly what: Readonly<Record<PlanItem['what'], string>>;
}

export const PEOPLE_REPORT: Catalogue<PeopleReportWords> = {
  en: {
    labels: {
      people: 'people',
      consent: 'consent',
      languages: 'languages',
      today: 'today',
      talks: 'talks',
      wrote: 'wrote',
    },
    people: (known, open, refused, forgotten) =>
      `${known} known, ${open} may be written to, ${refused} do not want it${forgotten}`,
    forgotten: (count) => `, ${count} forgotten`,
    planned: (count) => `${count} with something planned`,
    consent: ({ wrote_first, opt_in_word, imported }) =>
      `${wrote_first} wrote first, ${opt_in_word} by an opt-in word, ${imported} imported`,
    noLanguage: 'none heard yet',
    today: (wrote, writtenTo, met) => `${wrote} wrote, ${writtenTo} were written to, ${met} met`,
    talks: (firstContact, active, manual) =>
      `${firstContact} first contact, ${active} active, ${manual} manual`,
    wrote: (byThem, toThem) => `${byThem} by them, ${toThem} to them`,
    refused: 'refused',
    noConsent: 'no consent',
    noTakeover: 'You have taken over no chat: postaci answers everywhere.',
    takeover: (who, since, until, more, peer) =>
      `${who}: yours since ${since}, silent until ${until} (${more} more; postaci takeovers lift ${peer})`,
    nothingPlanned: 'Nothing is planned.',
    planHead: ['when', 'service', 'to', 'what', 'note'],
    what: {
      message: 'message',
      answer: 'answer',
      welcome: 'welcome',
      invite: 'invite',
      'follow-up': 'follow-up',
      comment: 'comment',
    },
  },
  tr: {
    labels: {
      people: 'kişiler',
      consent: 'izin',
      languages: 'diller',
      today: 'bugün',
      talks: 'sohbetler',
      wrote: 'yazdı',
    },
    people: (known, open, refused, forgotten) =>
      `${known} kişi tanınıyor, ${open} kişiye yazılabilir, ${refused} kişi istemiyor${forgotten}`,
    forgotten: (count) => `, ${count} kişi unutuldu`,
    planned: (count) => `${count} kişi için planlanan var`,
    consent: ({ wrote_first, opt_in_word, imported }) =>
      `${wrote_first} önce yazdı, ${opt_in_word} izin sözcüğüyle, ${imported} içe aktarıldı`,
    noLanguage: 'henüz bilinmiyor',
    today: (wrote, writtenTo, met) =>
      `${wrote} kişi yazdı, ${writtenTo} kişiye yazıldı, ${met} kişiyle tanışıldı`,
    talks: (firstContact, active, manual) =>
      `${firstContact} ilk temas, ${active} sürüyor, ${manual} elle`,
    wrote: (byThem, toThem) => `ondan ${byThem}, ona ${toThem}`,
    refused: 'istemiyor',
    noConsent: 'izni yok',
    noTakeover: 'Devraldığınız sohbet yok: postaci her yerde yanıtlıyor.',
    takeover: (who, since, until, more, peer) =>
      `${who}: ${since} tarihinden beri sizde, ${until} tarihine kadar sessiz (${more} daha; postaci takeovers lift ${peer})`,
    nothingPlanned: 'Planlanan bir şey yok.',
    planHead: ['ne zaman', 'servis', 'kime', 'ne', 'not'],
    what: {
      message: 'mesaj',
      answer: 'yanıt',
      welcome: 'karşılama',
      invite: 'davet',
      'follow-up': 'takip mesajı',
      comment: 'yorum',
    },
  },
  ru: {
    labels: {
      people: 'люди',
      consent: 'согласие',
      languages: 'языки',
      today: 'сегодня',
      talks: 'беседы',
      wrote: 'писал',
    },
    people: (known, open, refused, forgotten) =>
      `известно ${known}, можно писать ${open}, не хотят ${refused}${forgotten}`,
    forgotten: (count) => `, забыто ${count}`,
    planned: (count) => `с запланированным ${count}`,
    consent: ({ wrote_first, opt_in_word, imported }) =>
      `написали первыми ${wrote_first}, словом согласия ${opt_in_word}, импортировано ${imported}`,
    noLanguage: 'пока неизвестны',
    today: (wrote, writtenTo, met) =>
      `написали ${wrote}, написано им ${writtenTo}, новых знакомых ${met}`,
    talks: (firstContact, active, manual) =>
      `первый контакт ${firstContact}, идут ${active}, вручную ${manual}`,
    wrote: (byThem, toThem) => `от него ${byThem}, ему ${toThem}`,
    refused: 'не хочет',
    noConsent: 'согласия нет',
    noTakeover: 'Вы не перехватили ни одного чата: postaci отвечает везде.',
    takeover: (who, since, until, more, peer) =>
      `${who}: ваш с ${since}, молчание до ${until} (ещё ${more}; postaci takeovers lift ${peer})`,
    nothingPlanned: 'Ничего не запланировано.',
    planHead: ['когда', 'сервис', 'кому', 'что', 'примечание'],
    what: {
      message: 'сообщение',
      answer: 'ответ',
      welcome: 'приветствие',
      invite: 'приглашение',
      'follow-up': 'напоминание',
      comment: 'комментарий',
    },
  },
};
