import type { Catalogue } from './catalogue.js';

/** What keys of the overview do; `src/tui/keys.ts` says which keys these are. */
export const KEY_ACTIONS = [
  'status',
  'pause',
  'why',
  'log',
  'approvals',
  'users',
  'settings',
  'clear',
  'debug',
  'restart',
  'help',
  'leave',
  'redraw',
] as const;
export type KeyAction = (typeof KEY_ACTIONS)[number];

/** What the terminal says beside its overview. */
export interface TerminalWords {
  /** For the line at the foot: one short word. */
  readonly short: Readonly<Record<KeyAction, string>>;
  /** For the help: a sentence. */
  readonly meaning: Readonly<Record<KeyAction, string>>;
  readonly moving: Readonly<Record<'row' | 'page' | 'oldest' | 'newest' | 'why', string>>;
  readonly help: Readonly<Record<'title' | 'keys' | 'chooser' | 'feed' | 'everywhere', string>>;
  readonly helpLines: readonly string[];
  readonly statusTitle: string;
  /** What the arrows do in a long text. */
  readonly scroll: string;
  readonly tooSmall: (columns: number, rows: number, least: string) => string;
  readonly chooser: {
    readonly question: string;
    readonly all: string;
    /** What a key would do: end a pause, or begin one. */
    readonly resume: string;
    readonly pause: string;
    readonly back: string;
    readonly unknown: (key: string) => string;
  };
  readonly paused: (service: string) => string;
  readonly pausedAll: string;
  readonly resumed: (service: string) => string;
  readonly resumedAll: string;
  readonly yes: string;
  readonly no: string;
  readonly leave: {
    readonly attached: string;
    readonly owner: string;
    readonly lines: string;
    readonly stop: string;
    readonly stay: string;
  };
  readonly stop: string;
  readonly stopping: string;
  readonly restart: string;
  readonly restarting: string;
  readonly debugOn: string;
  readonly debugOff: string;
  readonly cleared: string;
  readonly noMessage: string;
  readonly notYet: string;
  readonly working: string;
}

export const TERMINAL: Catalogue<TerminalWords> = {
  en: {
    short: {
      status: 'status',
      pause: 'pause',
      why: 'why',
      log: 'log',
      approvals: 'approve',
      users: 'users',
      settings: 'options',
      clear: 'clear',
      debug: 'debug',
      restart: 'restart',
      help: 'help',
      leave: 'leave',
      redraw: 'redraw',
    },
    meaning: {
      status: 'The status report in full.',
      pause: 'Pause or resume: choose what.',
      why: 'What happened to the selected message; without a selection, to the newest.',
      log: 'Search the log.',
      approvals: 'Texts that wait for your approval.',
      users: 'Statistics of users.',
      settings: 'The settings: see and change them.',
      clear: 'Clear the events.',
      debug: 'Write the log in detail, or as configured.',
      restart: 'Restart the account with the configuration as it is in the files.',
      help: 'This help.',
      leave: 'Leave; asks first. Ctrl-C does the same.',
      redraw: 'Draw the screen anew.',
    },
    moving: {
      row: 'Select an event.',
      page: 'Select one a page up or down.',
      oldest: 'To the oldest event.',
      newest: 'To the newest, and go on with what comes.',
      why: 'Why? of the selected event.',
    },
    help: {
      title: 'Help',
      keys: 'Keys of the overview',
      chooser: 'After p',
      feed: 'Events',
      everywhere: 'Everywhere',
    },
    helpLines: [
      'Escape goes back. Capitals and a Russian keyboard work as well.',
      'Leaving never stops the daemon; only the owner’s terminal can, and asks again.',
    ],
    statusTitle: 'Status report',
    scroll: 'scroll',
    tooSmall: (columns, rows, least) =>
      `This window has ${columns}×${rows} characters, and postaci needs ${least}. Make it larger, or press q to leave.`,
    chooser: {
      question: 'Pause or resume what?',
      all: 'all',
      resume: 'resume',
      pause: 'pause',
      back: 'back',
      unknown: (key) => `No service has the key ${key}.`,
    },
    paused: (service) => `${service} is paused: nothing of it goes out until you resume it.`,
    pausedAll: 'All is paused: nothing goes out until you resume it.',
    resumed: (service) => `${service} goes on.`,
    resumedAll: 'All services go on.',
    yes: 'yes',
    no: 'no',
    leave: {
      attached: 'Leave the screen? The daemon goes on.',
      owner: 'Leave the screen?',
      lines: 'back to log lines',
      stop: 'stop the daemon',
      stay: 'stay',
    },
    stop: 'Really stop the daemon? Nothing is sent or answered until it is started again.',
    stopping: 'Stopping the daemon …',
    restart: 'Restart the account? It stops in order and starts with the files as they are now.',
    restarting: 'The account is restarting.',
    debugOn: 'The log is written in detail.',
    debugOff: 'The log is written as configured.',
    cleared: 'The events are cleared.',
    noMessage: 'This event is about no message. Select one that is, or press End, then w.',
    notYet: 'The daemon has not answered yet.',
    working: 'One moment …',
  },
  tr: {
    short: {
      status: 'durum',
      pause: 'duraklat',
      why: 'neden',
      log: 'günlük',
      approvals: 'onayla',
      users: 'kişiler',
      settings: 'ayarlar',
      clear: 'temizle',
      debug: 'ayrıntı',
      restart: 'yeniden',
      help: 'yardım',
      leave: 'çık',
      redraw: 'tazele',
    },
    meaning: {
      status: 'Durum raporunun tamamı.',
      pause: 'Duraklat ya da sürdür: neyi, seçersiniz.',
      why: 'Seçili mesaja ne oldu; seçim yoksa en yenisine.',
      log: 'Günlükte ara.',
      approvals: 'Onayınızı bekleyen metinler.',
      users: 'Kullanıcı istatistikleri.',
      settings: 'Ayarlar: gör ve değiştir.',
      clear: 'Olayları temizle.',
      debug: 'Günlüğü ayrıntılı ya da yapılandırıldığı gibi yaz.',
      restart: 'Hesabı dosyalardaki yapılandırmayla yeniden başlat.',
      help: 'Bu yardım.',
      leave: 'Çık; önce sorar. Ctrl-C de aynısını yapar.',
      redraw: 'Ekranı yeniden çiz.',
    },
    moving: {
      row: 'Bir olay seç.',
      page: 'Bir sayfa yukarıdan ya da aşağıdan seç.',
      oldest: 'En eski olaya git.',
      newest: 'En yeniye git ve gelenleri izle.',
      why: 'Seçili olay için: neden?',
    },
    help: {
      title: 'Yardım',
      keys: 'Ana ekranın tuşları',
      chooser: 'p tuşundan sonra',
      feed: 'Olaylar',
      everywhere: 'Her yerde',
    },
    helpLines: [
      'Escape geri döner. Büyük harfler ve Rusça klavye de çalışır.',
      'Çıkmak postaci’yi durdurmaz; bunu yalnızca sahibinin terminali yapar ve yeniden sorar.',
    ],
    statusTitle: 'Durum raporu',
    scroll: 'kaydır',
    tooSmall: (columns, rows, least) =>
      `Bu pencere ${columns}×${rows} karakter, postaci için ${least} gerekir. Büyütün ya da çıkmak için q tuşuna basın.`,
    chooser: {
      question: 'Ne duraklatılsın ya da sürsün?',
      all: 'hepsi',
      resume: 'sürdür',
      pause: 'duraklat',
      back: 'geri',
      unknown: (key) => `${key} tuşu hiçbir servisin değil.`,
    },
    paused: (service) => `${service} duraklatıldı: siz sürdürene dek ondan bir şey gönderilmez.`,
    pausedAll: 'Her şey duraklatıldı: siz sürdürene dek hiçbir şey gönderilmez.',
    resumed: (service) => `${service} devam ediyor.`,
    resumedAll: 'Bütün servisler devam ediyor.',
    yes: 'evet',
    no: 'hayır',
    leave: {
      attached: 'Ekrandan çıkılsın mı? postaci çalışmaya devam eder.',
      owner: 'Ekrandan çıkılsın mı?',
      lines: 'günlük satırlarına dön',
      stop: 'postaci’yi durdur',
      stay: 'kal',
    },
    stop: 'postaci gerçekten durdurulsun mu? Yeniden başlatılana dek gönderim ve yanıt olmaz.',
    stopping: 'postaci durduruluyor …',
    restart:
      'Hesap yeniden başlatılsın mı? Sırayla durur, dosyaların şimdiki hâliyle yeniden başlar.',
    restarting: 'Hesap yeniden başlıyor.',
    debugOn: 'Günlük ayrıntılı yazılıyor.',
    debugOff: 'Günlük yapılandırıldığı gibi yazılıyor.',
    cleared: 'Olaylar temizlendi.',
    noMessage: 'Bu olay bir mesajla ilgili değil. İlgili olanı seçin ya da End, sonra w.',
    notYet: 'postaci henüz yanıt vermedi.',
    working: 'Bir dakika …',
  },
  ru: {
    short: {
      status: 'статус',
      pause: 'пауза',
      why: 'почему',
      log: 'журнал',
      approvals: 'одобрить',
      users: 'люди',
      settings: 'опции',
      clear: 'очистить',
      debug: 'отладка',
      restart: 'рестарт',
      help: 'помощь',
      leave: 'выход',
      redraw: 'обновить',
    },
    meaning: {
      status: 'Полный отчёт о состоянии.',
      pause: 'Пауза или продолжение: вы выбираете, чего.',
      why: 'Что стало с выбранным сообщением; без выбора — с самым новым.',
      log: 'Поиск по журналу.',
      approvals: 'Тексты, которые ждут вашего одобрения.',
      users: 'Статистика пользователей.',
      settings: 'Настройки: посмотреть и изменить.',
      clear: 'Очистить события.',
      debug: 'Вести журнал подробно или как настроено.',
      restart: 'Перезапустить аккаунт с конфигурацией из файлов.',
      help: 'Эта справка.',
      leave: 'Выйти; сначала спросит. Ctrl-C делает то же.',
      redraw: 'Перерисовать экран.',
    },
    moving: {
      row: 'Выбрать событие.',
      page: 'Выбрать на страницу выше или ниже.',
      oldest: 'К самому старому событию.',
      newest: 'К самому новому, и дальше следить за новыми.',
      why: 'Почему? — о выбранном событии.',
    },
    help: {
      title: 'Справка',
      keys: 'Клавиши главного экрана',
      chooser: 'После p',
      feed: 'События',
      everywhere: 'Везде',
    },
    helpLines: [
      'Escape возвращает назад. Заглавные буквы и русская раскладка тоже работают.',
      'Выход не останавливает службу; это может только терминал владельца, и он переспросит.',
    ],
    statusTitle: 'Отчёт о состоянии',
    scroll: 'прокрутка',
    tooSmall: (columns, rows, least) =>
      `В этом окне ${columns}×${rows} знаков, а postaci нужно ${least}. Увеличьте его или нажмите q для выхода.`,
    chooser: {
      question: 'Что поставить на паузу или продолжить?',
      all: 'всё',
      resume: 'продолжить',
      pause: 'пауза',
      back: 'назад',
      unknown: (key) => `Клавиши ${key} нет ни у одного сервиса.`,
    },
    paused: (service) => `${service} на паузе: от него ничего не уйдёт, пока вы не продолжите.`,
    pausedAll: 'Всё на паузе: ничего не уйдёт, пока вы не продолжите.',
    resumed: (service) => `${service} продолжает работу.`,
    resumedAll: 'Все сервисы продолжают работу.',
    yes: 'да',
    no: 'нет',
    leave: {
      attached: 'Выйти с экрана? Служба продолжит работу.',
      owner: 'Выйти с экрана?',
      lines: 'к строкам журнала',
      stop: 'остановить службу',
      stay: 'остаться',
    },
    stop: 'Точно остановить службу? До нового запуска ничего не отправляется и не отвечается.',
    stopping: 'Служба останавливается …',
    restart: 'Перезапустить аккаунт? Он остановится по порядку и запустится с файлами как сейчас.',
    restarting: 'Аккаунт перезапускается.',
    debugOn: 'Журнал ведётся подробно.',
    debugOff: 'Журнал ведётся как настроено.',
    cleared: 'События очищены.',
    noMessage: 'Это событие не о сообщении. Выберите другое или нажмите End, затем w.',
    notYet: 'Служба ещё не ответила.',
    working: 'Минуту …',
  },
};
