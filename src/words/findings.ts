import type { Finding } from '../core/finding.js';
import type { Catalogue } from './catalogue.js';
import { PEOPLE_WORDS } from './people.js';

/** How a language tells moments and lengths of time. */
export interface Telling {
  readonly time: (at: number) => string;
  readonly span: (ms: number) => string;
}

/** What each kind of finding is in words: part of a sentence, or after a colon. */
export type FindingWords = {
  readonly [Kind in Finding['kind']]: (
    found: Extract<Finding, { kind: Kind }>,
    telling: Telling,
  ) => string;
};

/** What rules found, in words. */
export const FINDINGS: Catalogue<FindingWords> = {
  en: {
    'time-left': (f, t) => `${t.span(f.leftMs)} left`,
    'too-late': (f, t) => `${t.span(f.lateMs)} too late`,
    paused: (f, _t) => (f.what === '*' ? 'everything is paused' : `${f.what} is paused`),
    restricted: (f, _t) =>
      f.content === null ? f.code : `${f.code}, for content of the kind ${f.content}`,
    'own-chat': (_f, _t) => 'the operator’s own chat',
    'not-own-chat': (_f, _t) =>
      'the operator’s own words go to groups, Saved Messages and @SpamBot only',
    agreed: (f, _t) => `${PEOPLE_WORDS.en.basis[f.basis]}: ${f.source}`,
    'never-agreed': (f, _t) =>
      f.known
        ? 'the person neither wrote first nor opted in, and was not imported with a source'
        : 'nothing is known of the person',
    forgotten: (_f, _t) => 'the person asked to be forgotten',
    'opted-out': (f, t) =>
      f.word === null
        ? `refused at ${t.time(f.at)}, as you wrote down`
        : `the person opted out at ${t.time(f.at)} by the word "${f.word}"`,
    'by-hand': (f, t) =>
      f.until === null
        ? `you wrote here ${t.span(f.agoMs)} ago`
        : `you wrote here ${t.span(f.agoMs)} ago, and the chat is yours until ${t.time(f.until)}`,
    silent: (f, _t) =>
      f.mark === null
        ? 'nobody has written here'
        : `nobody has written since message ${f.mark} here`,
    spoke: (f, _t) =>
      f.mark === null
        ? `message ${f.heard} was written here`
        : `message ${f.heard} was written after ${f.mark} here`,
    'nothing-of-ours': (_f, _t) => 'the account has not written here yet',
    'groups-unknown': (_f, _t) => 'the configured groups are still looked up',
    'no-target': (f, _t) => `${f.peer} is none of the configured groups (any more)`,
    open: (f, t) => `it was ${t.time(f.at)}`,
    closed: (f, t) =>
      f.opensAt === null
        ? `it was ${t.time(f.at)}, and no active hours are ahead`
        : `it was ${t.time(f.at)}, and the active hours begin at ${t.time(f.opensAt)}`,
    'sent-today': (f, _t) =>
      `${f.count} of ${f.cap} today${f.tooLate ? ', and it could arrive only tomorrow' : ''}`,
    'sent-in-hour': (f, t) =>
      `${f.count} of ${f.cap} in the last hour${f.everyMs === null ? '' : `, spread: one every ${t.span(f.everyMs)}`}`,
    'instant-in-hour': (f, _t) => `${f.count} of ${f.cap} quick ones here in the last hour`,
    'sent-to-person': (f, t) => `${f.count} of ${f.cap} in the last ${t.span(f.windowMs)}`,
    'begun-today': (f, _t) =>
      `${f.count} of ${f.cap} conversations begun today${f.warmUpDay === null ? '' : `, day ${f.warmUpDay} of the warm-up`}${f.tooLate ? ', and it could arrive only tomorrow' : ''}`,
    answers: (f, _t) =>
      `${f.here} of ${f.hereCap} here in the last hour, ${f.today} of ${f.todayCap} today`,
    'since-last': (f, t) =>
      f.sinceMs === null
        ? 'it is the first one'
        : `${t.span(f.sinceMs)} since the last one, of at least ${t.span(f.leastMs)}`,
    'slow-mode': (f, t) =>
      f.sinceMs === null
        ? `one message every ${t.span(f.everyMs)}`
        : `one message every ${t.span(f.everyMs)}, the last one ${t.span(f.sinceMs)} ago`,
  },
  tr: {
    'time-left': (f, t) => `kalan süre ${t.span(f.leftMs)}`,
    'too-late': (f, t) => `${t.span(f.lateMs)} geç kaldı`,
    paused: (f, _t) => (f.what === '*' ? 'her şey duraklatılmış' : `${f.what} duraklatılmış`),
    restricted: (f, _t) => (f.content === null ? f.code : `${f.code}, içerik türü: ${f.content}`),
    'own-chat': (_f, _t) => 'operatörün kendi sohbeti',
    'not-own-chat': (_f, _t) =>
      'operatörün kendi mesajları yalnızca gruplara, Kayıtlı Mesajlar’a ve @SpamBot’a gider',
    agreed: (f, _t) => `${PEOPLE_WORDS.tr.basis[f.basis]}: ${f.source}`,
    'never-agreed': (f, _t) =>
      f.known
        ? 'kişi ne önce yazdı ne izin verdi, izninin kaynağıyla içe aktarılmış da değil'
        : 'kişi hakkında hiçbir şey bilinmiyor',
    forgotten: (_f, _t) => 'kişi unutulmak istedi',
    'opted-out': (f, t) =>
      f.word === null
        ? `istemediğini siz yazdınız: ${t.time(f.at)}`
        : `kişi ${t.time(f.at)} tarihinde "${f.word}" diyerek artık istemediğini bildirdi`,
    'by-hand': (f, t) =>
      f.until === null
        ? `buraya ${t.span(f.agoMs)} önce siz yazdınız`
        : `buraya ${t.span(f.agoMs)} önce siz yazdınız, sohbet şu ana kadar sizde: ${t.time(f.until)}`,
    silent: (f, _t) =>
      f.mark === null
        ? 'burada kimse yazmadı'
        : `burada ${f.mark} numaralı mesajdan beri kimse yazmadı`,
    spoke: (f, _t) =>
      f.mark === null
        ? `burada ${f.heard} numaralı mesaj yazıldı`
        : `burada ${f.mark} numaralı mesajdan sonra ${f.heard} numaralı mesaj yazıldı`,
    'nothing-of-ours': (_f, _t) => 'hesap buraya henüz yazmadı',
    'groups-unknown': (_f, _t) => 'ayarlanan gruplar hâlâ aranıyor',
    'no-target': (f, _t) => `${f.peer} ayarlanan gruplar arasında değil (ya da artık değil)`,
    open: (f, t) => `o anda saat: ${t.time(f.at)}`,
    closed: (f, t) =>
      f.opensAt === null
        ? `o anda saat: ${t.time(f.at)}; önümüzde etkin saat yok`
        : `o anda saat: ${t.time(f.at)}; etkin saatlerin başlangıcı: ${t.time(f.opensAt)}`,
    'sent-today': (f, _t) =>
      `bugün ${f.count}/${f.cap}${f.tooLate ? ', ancak yarın varabilir' : ''}`,
    'sent-in-hour': (f, t) =>
      `son bir saatte ${f.count}/${f.cap}${f.everyMs === null ? '' : `, yayılarak: ${t.span(f.everyMs)} arayla`}`,
    'instant-in-hour': (f, _t) => `burada son bir saatte ${f.count}/${f.cap} hızlı yorum`,
    'sent-to-person': (f, t) => `son ${t.span(f.windowMs)} içinde ${f.count}/${f.cap}`,
    'begun-today': (f, _t) =>
      `bugün başlatılan sohbet ${f.count}/${f.cap}${f.warmUpDay === null ? '' : `, ısınmanın ${f.warmUpDay}. günü`}${f.tooLate ? ', ancak yarın varabilir' : ''}`,
    answers: (f, _t) =>
      `burada son bir saatte ${f.here}/${f.hereCap}, bugün ${f.today}/${f.todayCap}`,
    'since-last': (f, t) =>
      f.sinceMs === null
        ? 'bu ilki'
        : `sonuncusundan beri ${t.span(f.sinceMs)} geçti, en az ${t.span(f.leastMs)} gerekir`,
    'slow-mode': (f, t) =>
      f.sinceMs === null
        ? `${t.span(f.everyMs)} arayla bir mesaj`
        : `${t.span(f.everyMs)} arayla bir mesaj, sonuncusu ${t.span(f.sinceMs)} önce`,
  },
  ru: {
    'time-left': (f, t) => `осталось ${t.span(f.leftMs)}`,
    'too-late': (f, t) => `опоздание ${t.span(f.lateMs)}`,
    paused: (f, _t) => (f.what === '*' ? 'на паузе всё' : `на паузе ${f.what}`),
    restricted: (f, _t) =>
      f.content === null ? f.code : `${f.code}, вид содержимого: ${f.content}`,
    'own-chat': (_f, _t) => 'собственный чат оператора',
    'not-own-chat': (_f, _t) =>
      'собственные слова оператора уходят только в группы, в «Избранное» и @SpamBot',
    agreed: (f, _t) => `${PEOPLE_WORDS.ru.basis[f.basis]}: ${f.source}`,
    'never-agreed': (f, _t) =>
      f.known
        ? 'человек не писал первым, не давал согласия и не импортирован с его источником'
        : 'о человеке ничего не известно',
    forgotten: (_f, _t) => 'человек попросил его забыть',
    'opted-out': (f, t) =>
      f.word === null
        ? `отказ записан вами ${t.time(f.at)}`
        : `человек отказался ${t.time(f.at)} словом «${f.word}»`,
    'by-hand': (f, t) =>
      f.until === null
        ? `вы писали здесь ${t.span(f.agoMs)} назад`
        : `вы писали здесь ${t.span(f.agoMs)} назад, и чат ваш до ${t.time(f.until)}`,
    silent: (f, _t) =>
      f.mark === null ? 'здесь никто не писал' : `после сообщения ${f.mark} здесь никто не писал`,
    spoke: (f, _t) =>
      f.mark === null
        ? `здесь написано сообщение ${f.heard}`
        : `после сообщения ${f.mark} здесь написано сообщение ${f.heard}`,
    'nothing-of-ours': (_f, _t) => 'аккаунт здесь ещё не писал',
    'groups-unknown': (_f, _t) => 'настроенные группы ещё ищутся',
    'no-target': (f, _t) => `${f.peer} нет (или больше нет) среди настроенных групп`,
    open: (f, t) => `было ${t.time(f.at)}`,
    closed: (f, t) =>
      f.opensAt === null
        ? `было ${t.time(f.at)}, и активных часов впереди нет`
        : `было ${t.time(f.at)}, а активные часы начнутся ${t.time(f.opensAt)}`,
    'sent-today': (f, _t) =>
      `за сегодня ${f.count} из ${f.cap}${f.tooLate ? ', но дойти могло бы только завтра' : ''}`,
    'sent-in-hour': (f, t) =>
      `за последний час ${f.count} из ${f.cap}${f.everyMs === null ? '' : `, с равным шагом: раз в ${t.span(f.everyMs)}`}`,
    'instant-in-hour': (f, _t) => `быстрых здесь за последний час ${f.count} из ${f.cap}`,
    'sent-to-person': (f, t) => `за последние ${t.span(f.windowMs)} ${f.count} из ${f.cap}`,
    'begun-today': (f, _t) =>
      `бесед начато сегодня ${f.count} из ${f.cap}${f.warmUpDay === null ? '' : `, ${f.warmUpDay}-й день разогрева`}${f.tooLate ? ', но дойти могло бы только завтра' : ''}`,
    answers: (f, _t) =>
      `здесь за последний час ${f.here} из ${f.hereCap}, за сегодня ${f.today} из ${f.todayCap}`,
    'since-last': (f, t) =>
      f.sinceMs === null
        ? 'это первое'
        : `с последнего прошло ${t.span(f.sinceMs)}, а нужно не меньше ${t.span(f.leastMs)}`,
    'slow-mode': (f, t) =>
      f.sinceMs === null
        ? `одно сообщение в ${t.span(f.everyMs)}`
        : `одно сообщение в ${t.span(f.everyMs)}, последнее ${t.span(f.sinceMs)} назад`,
  },
};
