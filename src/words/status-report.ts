import type { Catalogue } from './catalogue.js';

/** The first column of a report; at most ten characters each. */
type Label =
  | 'customer'
  | 'account'
  | 'health'
  | 'telegram'
  | 'heard'
  | 'service'
  | 'paused'
  | 'sent'
  | 'queue'
  | 'waiting'
  | 'drafts'
  | 'next'
  | 'people'
  | 'takeover'
  | 'restricted'
  | 'resting'
  | 'since'
  | 'settings'
  | 'debug';

/** The reports `status` and `health`. Times and lengths of time come as words already. */
export interface StatusReportWords {
  readonly labels: Readonly<Record<Label, string>>;
  readonly process: (version: string, id: number, up: string, database: string) => string;
  /** `until` is empty where nobody knows an end. */
  readonly unwell: (health: string, since: string, until: string, reason: string) => string;
  readonly inTime: (duration: string) => string;
  readonly ago: (duration: string) => string;
  readonly until: (end: string) => string;
  readonly forTime: (duration: string) => string;
  readonly pausedBy: (scope: string, by: string, ago: string) => string;
  readonly all: string;
  readonly sent: (hour: string, today: string) => string;
  readonly ofCap: (spent: number, cap: number) => string;
  readonly queue: (
    states: Readonly<
      Record<'queued' | 'sending' | 'unknown' | 'refused' | 'expired' | 'failed', number>
    >,
  ) => string;
  readonly waitingFor: (count: number, rule: string) => string;
  readonly drafts: (count: number) => string;
  readonly nothingDue: string;
  readonly next: (id: number, when: string) => string;
  readonly now: string;
  readonly nothingHeard: string;
  readonly lastHeard: (ago: string) => string;
  readonly catchingUp: (lines: string) => string;
  readonly toHandle: (count: number, oldest: string) => string;
  readonly givenUp: (count: number) => string;
  readonly silentFor: (who: string, duration: string, peer: number) => string;
  readonly needRestart: (names: string) => string;
  readonly filesKept: (problem: string) => string;
  readonly debugOn: string;
}

export const STATUS_REPORT: Catalogue<StatusReportWords> = {
  en: {
    labels: {
      customer: 'customer',
      account: 'account',
      health: 'health',
      telegram: 'telegram',
      heard: 'heard',
      service: 'service',
      paused: 'paused',
      sent: 'sent',
      queue: 'queue',
      waiting: 'waiting',
      drafts: 'drafts',
      next: 'next',
      people: 'people',
      takeover: 'takeover',
      restricted: 'restricted',
      resting: 'resting',
      since: 'since',
      settings: 'settings',
      debug: 'debug',
    },
    process: (version, id, up, database) =>
      `postaci ${version}, process ${id}, up ${up}, ${database} database`,
    unwell: (health, since, until, reason) =>
      `${health} since ${since}${until && `, until ${until}`}: ${reason}`,
    inTime: (duration) => `in ${duration}`,
    ago: (duration) => `${duration} ago`,
    until: (end) => `until ${end}`,
    forTime: (duration) => `for ${duration}`,
    pausedBy: (scope, by, ago) => `${scope} by ${by}, ${ago}`,
    all: 'all',
    sent: (hour, today) => `${hour} in the last hour, ${today} today`,
    ofCap: (spent, cap) => `${spent} of ${cap}`,
    queue: ({ queued, sending, unknown, refused, expired, failed }) =>
      `${queued} queued, ${sending} being sent, ${unknown} unknown, ${refused} refused, ${expired} expired, ${failed} failed`,
    waitingFor: (count, rule) => `${count} for ${rule}`,
    drafts: (count) => `${count} wait for your approval (postaci approve)`,
    nothingDue: 'nothing is due',
    next: (id, when) => `number ${id} ${when}`,
    now: 'now',
    nothingHeard: 'nothing yet',
    lastHeard: (ago) => `last ${ago}`,
    catchingUp: (lines) => `catching up with ${lines}`,
    toHandle: (count, oldest) => `${count} to handle, the oldest for ${oldest}`,
    givenUp: (count) => `${count} could not be handled (see the log)`,
    silentFor: (who, duration, peer) =>
      `${who}: silent for ${duration} (postaci takeovers lift ${peer})`,
    needRestart: (names) => `${names} wait for the next start (postaci restart)`,
    filesKept: (problem) => `the files are not in force: ${problem}`,
    debugOn: 'the log is written in detail (postaci debug off)',
  },
  tr: {
    labels: {
      customer: 'müşteri',
      account: 'hesap',
      health: 'durum',
      telegram: 'telegram',
      heard: 'gelen',
      service: 'servis',
      paused: 'duraklatma',
      sent: 'gönderilen',
      queue: 'kuyruk',
      waiting: 'bekleyen',
      drafts: 'taslak',
      next: 'sıradaki',
      people: 'kişiler',
      takeover: 'devralınan',
      restricted: 'kısıtlama',
      resting: 'ara',
      since: 'başlangıç',
      settings: 'ayarlar',
      debug: 'ayrıntı',
    },
    process: (version, id, up, database) =>
      `postaci ${version}, işlem ${id}, çalışma süresi ${up}, veritabanı ${database}`,
    unwell: (health, since, until, reason) =>
      `${health}, başlangıç ${since}${until && `, bitiş ${until}`}: ${reason}`,
    inTime: (duration) => `${duration} sonra`,
    ago: (duration) => `${duration} önce`,
    until: (end) => `bitiş: ${end}`,
    forTime: (duration) => `${duration} daha`,
    pausedBy: (scope, by, ago) => `${scope}, duraklatan ${by}, ${ago}`,
    all: 'hepsi',
    sent: (hour, today) => `son bir saatte ${hour}, bugün ${today}`,
    ofCap: (spent, cap) => `${spent}/${cap}`,
    queue: ({ queued, sending, unknown, refused, expired, failed }) =>
      `${queued} sırada, ${sending} gönderiliyor, ${unknown} belirsiz, ${refused} reddedildi, ${expired} süresi doldu, ${failed} başarısız`,
    waitingFor: (count, rule) => `${count} mesaj, kural: ${rule}`,
    drafts: (count) => `${count} taslak onayınızı bekliyor (postaci approve)`,
    nothingDue: 'sırada bir şey yok',
    next: (id, when) => `${id} numaralı mesaj, ${when}`,
    now: 'şimdi',
    nothingHeard: 'henüz bir şey yok',
    lastHeard: (ago) => `son olarak ${ago}`,
    catchingUp: (lines) => `kaçırılanlar tamamlanıyor: ${lines}`,
    toHandle: (count, oldest) => `${count} işlenecek, en eskisi ${oldest} bekliyor`,
    givenUp: (count) => `${count} işlenemedi (günlüğe bakın)`,
    silentFor: (who, duration, peer) =>
      `${who}: ${duration} daha sessiz (postaci takeovers lift ${peer})`,
    needRestart: (names) => `${names} bir sonraki başlatmayı bekliyor (postaci restart)`,
    filesKept: (problem) => `dosyalar yürürlükte değil: ${problem}`,
    debugOn: 'günlük ayrıntılı yazılıyor (postaci debug off)',
  },
  ru: {
    labels: {
      customer: 'клиент',
      account: 'аккаунт',
      health: 'состояние',
      telegram: 'telegram',
      heard: 'получено',
      service: 'сервис',
      paused: 'пауза',
      sent: 'отправлено',
      queue: 'очередь',
      waiting: 'ожидает',
      drafts: 'черновики',
      next: 'следующее',
      people: 'люди',
      takeover: 'перехват',
      restricted: 'запрет',
      resting: 'перерыв',
      since: 'начало',
      settings: 'настройки',
      debug: 'отладка',
    },
    process: (version, id, up, database) =>
      `postaci ${version}, процесс ${id}, работает ${up}, база данных ${database}`,
    unwell: (health, since, until, reason) =>
      `${health}, начало ${since}${until && `, конец ${until}`}: ${reason}`,
    inTime: (duration) => `через ${duration}`,
    ago: (duration) => `${duration} назад`,
    until: (end) => `до ${end}`,
    forTime: (duration) => `ещё ${duration}`,
    pausedBy: (scope, by, ago) => `${scope}, кем: ${by}, ${ago}`,
    all: 'всё',
    sent: (hour, today) => `за последний час ${hour}, сегодня ${today}`,
    ofCap: (spent, cap) => `${spent} из ${cap}`,
    queue: ({ queued, sending, unknown, refused, expired, failed }) =>
      `в очереди ${queued}, отправляется ${sending}, неизвестно ${unknown}, отклонено ${refused}, просрочено ${expired}, не удалось ${failed}`,
    waitingFor: (count, rule) => `${count}, правило: ${rule}`,
    drafts: (count) => `ждут вашего одобрения: ${count} (postaci approve)`,
    nothingDue: 'ничего не запланировано',
    next: (id, when) => `номер ${id}, ${when}`,
    now: 'сейчас',
    nothingHeard: 'пока ничего',
    lastHeard: (ago) => `последнее ${ago}`,
    catchingUp: (lines) => `восполняется пропущенное: ${lines}`,
    toHandle: (count, oldest) => `к обработке ${count}, самое старое ждёт ${oldest}`,
    givenUp: (count) => `не удалось обработать: ${count} (см. журнал)`,
    silentFor: (who, duration, peer) =>
      `${who}: молчание ещё ${duration} (postaci takeovers lift ${peer})`,
    needRestart: (names) => `${names}: ждут следующего запуска (postaci restart)`,
    filesKept: (problem) => `файлы не вступили в силу: ${problem}`,
    debugOn: 'журнал ведётся подробно (postaci debug off)',
  },
};
