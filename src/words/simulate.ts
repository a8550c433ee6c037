import type { Catalogue } from './catalogue.js';
import { russian } from './plural.js';

/** What `postaci simulate` says. Reasons of rules are the guard's own words. */
export interface SimulateWords {
  readonly progress: (percent: number) => string;
  readonly head: (days: number, from: string, timeZone: string, seed: number) => string;
  readonly changed: (settings: string) => string;
  readonly recorded: (at: string, heard: number, queued: number) => string;
  readonly scratch: string;
  /** The columns of the summary; each short, so that 80 columns are enough. */
  readonly placesHead: readonly [
    service: string,
    to: string,
    due: string,
    sent: string,
    lost: string,
    waiting: string,
    first: string,
    last: string,
  ];
  readonly people: string;
  readonly all: string;
  readonly heldTitle: string;
  readonly heldHead: readonly [rule: string, times: string, total: string, longest: string];
  readonly nothingHeld: string;
  readonly until: (moment: string) => string;
  readonly caps: (rule: string, days: string) => string;
  readonly lost: (count: number, reason: string) => string;
  readonly slots: (count: number, first: string) => string;
  readonly mapTitle: string;
  /** Monday first; at most four letters. */
  readonly weekdays: readonly string[];
  readonly legend: string;
  readonly sendsHead: readonly [when: string, service: string, to: string, template: string];
  readonly nothingSent: string;
  readonly notes: {
    readonly nothingRecorded: string;
    readonly beginsEarlier: string;
    readonly queueCut: (waiting: number, taken: number) => string;
    readonly paused: (what: string) => string;
    readonly everything: string;
    readonly heardLittle: (hours: number) => string;
    readonly neverFound: (places: string) => string;
    readonly noComments: string;
    readonly fewAnswers: string;
    readonly complaint: (text: string) => string;
  };
}

export const SIMULATE: Catalogue<SimulateWords> = {
  en: {
    progress: (percent) => `Simulating: ${percent} %`,
    head: (days, from, timeZone, seed) =>
      `Simulated: ${days} ${days === 1 ? 'day' : 'days'} from ${from} (${timeZone}), seed ${seed}`,
    changed: (settings) => `With: ${settings}`,
    recorded: (at, heard, queued) =>
      `It begins where the account stood at ${at}, with ${queued} waiting; others say ${heard} ${heard === 1 ? 'message' : 'messages'} that ${heard === 1 ? 'counts' : 'count'}.`,
    scratch: 'It begins from scratch.',
    placesHead: ['service', 'to', 'due', 'sent', 'lost', 'wait', 'first', 'last'],
    people: 'people',
    all: 'in all',
    heldTitle: 'Held back by',
    heldHead: ['rule', 'times', 'in all', 'longest'],
    nothingHeld: 'No rule would hold anything back.',
    until: (moment) => `until ${moment}`,
    caps: (rule, days) => `The cap of ${rule} is reached on ${days}.`,
    lost: (count, reason) => `${count} not sent: ${reason}`,
    slots: (count, first) =>
      `Comments: their schedule would look for a post ${count === 1 ? 'once' : `${count} times`}, first at ${first}.`,
    mapTitle: 'Sent, by day and hour',
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    legend: 'in an hour',
    sendsHead: ['when', 'service', 'to', 'template'],
    nothingSent: 'Nothing would be sent.',
    notes: {
      nothingRecorded:
        'Nothing was recorded of this account: everything begins anew, and in each group somebody is taken to write every ten minutes.',
      beginsEarlier:
        'It begins before the recording was taken: where the account stood then is not known, but for what it had sent.',
      queueCut: (waiting, taken) =>
        `Of ${waiting} messages that wait, the first ${taken} were taken over.`,
      paused: (what) => `${what} is paused, and stays so: nobody resumes it here.`,
      everything: 'Everything',
      heardLittle: (hours) =>
        hours === 0
          ? 'The account has not listened for a whole hour yet: in each group somebody is taken to write every ten minutes.'
          : `What others said is known of ${hours} ${hours === 1 ? 'hour' : 'hours'} only, repeated day and night.`,
      neverFound: (places) =>
        `Never found so far, and taken as open to the account, with somebody who writes every ten minutes: ${places}.`,
      noComments:
        'Comments are not written here, and take nothing of the budget: which posts there will be, nobody knows.',
      fewAnswers: 'Answers depend on what people say, which is not recorded: few are foreseen.',
      complaint: (text) => `The log would say: ${text}`,
    },
  },
  tr: {
    progress: (percent) => `Benzetiliyor: % ${percent}`,
    head: (days, from, timeZone, seed) =>
      `Benzetim: ${from} (${timeZone}) tarihinden başlayarak ${days} gün, tohum ${seed}`,
    changed: (settings) => `Şununla: ${settings}`,
    recorded: (at, heard, queued) =>
      `Hesabın ${at} anındaki durumuyla başlar, sırada ${queued} mesaj var; başkalarının ${heard} mesajı yinelenir.`,
    scratch: 'Sıfırdan başlar.',
    placesHead: ['servis', 'nereye', 'plan', 'giden', 'kayıp', 'sıra', 'ilk', 'son'],
    people: 'kişiler',
    all: 'toplam',
    heldTitle: 'Bekleten kurallar',
    heldHead: ['kural', 'kez', 'toplam', 'en uzun'],
    nothingHeld: 'Hiçbir kural bir şey bekletmezdi.',
    until: (moment) => `${moment} anına kadar`,
    caps: (rule, days) => `${rule} sınırına şu günlerde ulaşılır: ${days}.`,
    lost: (count, reason) => `${count} gönderilmedi: ${reason}`,
    slots: (count, first) => `Yorumlar: takvim ${count} kez gönderi arardı, ilki ${first} anında.`,
    mapTitle: 'Güne ve saate göre gidenler',
    weekdays: ['Pzt', 'Sal', 'Çar', 'Per', 'Cum', 'Cmt', 'Paz'],
    legend: 'bir saatte',
    sendsHead: ['ne zaman', 'servis', 'nereye', 'şablon'],
    nothingSent: 'Hiçbir şey gönderilmezdi.',
    notes: {
      nothingRecorded:
        'Bu hesap için kayıt yok: her şey yeniden başlar, her grupta birinin on dakikada bir yazdığı varsayılır.',
      beginsEarlier:
        'Kayıttan önce başlıyor: hesabın o zamanki durumu, gönderdikleri dışında bilinmiyor.',
      queueCut: (waiting, taken) => `Bekleyen ${waiting} mesajdan ilk ${taken} tanesi alındı.`,
      paused: (what) => `${what} duraklatılmış ve öyle kalır: burada kimse devam ettirmez.`,
      everything: 'Her şey',
      heardLittle: (hours) =>
        hours === 0
          ? 'Hesap daha tam bir saat dinlemedi: her grupta birinin on dakikada bir yazdığı varsayılır.'
          : `Başkalarının yalnız ${hours} saatlik konuşması biliniyor; gece gündüz yinelenir.`,
      neverFound: (places) =>
        `Şimdiye dek bulunamadı; hesaba açık olduğu ve birinin on dakikada bir yazdığı varsayılır: ${places}.`,
      noComments:
        'Yorumlar burada yazılmaz ve sınırlardan bir şey harcamaz: hangi gönderilerin olacağını kimse bilmez.',
      fewAnswers: 'Yanıtlar kişilerin sözlerine bağlıdır, bunlar kaydedilmez: çok azı öngörülür.',
      complaint: (text) => `Günlük şunu yazardı: ${text}`,
    },
  },
  ru: {
    progress: (percent) => `Моделируется: ${percent} %`,
    head: (days, from, timeZone, seed) =>
      `Модель: ${days} ${russian(days, 'день', 'дня', 'дней')} с ${from} (${timeZone}), зерно ${seed}`,
    changed: (settings) => `С изменениями: ${settings}`,
    recorded: (at, heard, queued) =>
      `Начинается с того, как обстояли дела у аккаунта на ${at}, в очереди ${queued}; ${russian(heard, 'повторяется', 'повторяются', 'повторяется')} ${heard} ${russian(heard, 'чужое сообщение', 'чужих сообщения', 'чужих сообщений')}.`,
    scratch: 'Начинается с нуля.',
    placesHead: ['сервис', 'куда', 'план', 'ушло', 'нет', 'ждёт', 'первое', 'последнее'],
    people: 'люди',
    all: 'всего',
    heldTitle: 'Задержали правила',
    heldHead: ['правило', 'раз', 'всего', 'дольше всего'],
    nothingHeld: 'Ни одно правило ничего не задержало бы.',
    until: (moment) => `до ${moment}`,
    caps: (rule, days) => `Лимит ${rule} достигается: ${days}.`,
    lost: (count, reason) => `Не отправлено ${count}: ${reason}`,
    slots: (count, first) =>
      `Комментарии: расписание искало бы пост ${count} ${russian(count, 'раз', 'раза', 'раз')}, впервые ${first}.`,
    mapTitle: 'Отправлено по дням и часам',
    weekdays: ['Пн', 'Вт', 'Ср', 'Чт', 'Пт', 'Сб', 'Вс'],
    legend: 'за час',
    sendsHead: ['когда', 'сервис', 'куда', 'шаблон'],
    nothingSent: 'Ничего не было бы отправлено.',
    notes: {
      nothingRecorded:
        'Об этом аккаунте ничего не записано: всё начинается заново, и считается, что в каждой группе кто-то пишет каждые десять минут.',
      beginsEarlier:
        'Начало раньше записи: что было с аккаунтом тогда, кроме отправленного, неизвестно.',
      queueCut: (waiting, taken) => `Из ожидающих сообщений (${waiting}) взяты первые ${taken}.`,
      paused: (what) => `На паузе и остаётся на ней, здесь её никто не снимает: ${what}.`,
      everything: 'всё',
      heardLittle: (hours) =>
        hours === 0
          ? 'Аккаунт ещё не слушал и часа: считается, что в каждой группе кто-то пишет каждые десять минут.'
          : `Чужие разговоры известны лишь за ${hours} ч, они повторяются днём и ночью.`,
      neverFound: (places) =>
        `До сих пор не найдены; считается, что они открыты и кто-то пишет там каждые десять минут: ${places}.`,
      noComments:
        'Комментарии здесь не пишутся и не расходуют лимиты: какие будут посты, не знает никто.',
      fewAnswers:
        'Ответы зависят от того, что говорят люди, а это не записано: предвидятся немногие.',
      complaint: (text) => `В журнале было бы: ${text}`,
    },
  },
};
