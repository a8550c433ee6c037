import type { Catalogue } from './catalogue.js';

/** What line mode knows, in the order of its help; `src/cli/terminal/read-line.ts` says what is typed for each. */
export const LINE_ACTIONS = [
  'status',
  'health',
  'pause',
  'pause-service',
  'why',
  'approvals',
  'approve',
  'reject',
  'plan',
  'sent',
  'log',
  'users',
  'takeovers',
  'settings',
  'debug',
  'clear',
  'restart',
  'help',
  'leave',
] as const;
export type LineAction = (typeof LINE_ACTIONS)[number];

/** What line mode says: commands are typed with Enter, and answered in plain text. */
export interface LineWords {
  readonly meaning: Readonly<Record<LineAction, string>>;
  /** `q` at the daemon's own terminal. */
  readonly stopMeaning: string;
  readonly unknown: (written: string) => string;
  readonly confirmStop: string;
  readonly confirmRestart: string;
  readonly notDone: string;
  readonly stopping: string;
  readonly restarting: string;
  readonly debugOn: string;
  readonly debugOff: string;
  readonly approved: (id: number) => string;
  readonly rejected: (id: number) => string;
  readonly nothingInLog: string;
  readonly noSetting: (name: string) => string;
  readonly screenHint: string;
  readonly linesHint: string;
  readonly screenLeft: (held: number) => string;
  readonly screenEnded: (how: string) => string;
}

export const LINES: Catalogue<LineWords> = {
  en: {
    meaning: {
      status: 'the daemon at one glance',
      health: 'how the account is, and what to do',
      pause: 'pause all services, or go on',
      'pause-service': 'pause one service, or go on: message, reply, dm, comment',
      why: 'what happened to a message: the newest, by its number, by whom it went to',
      approvals: 'texts that wait for your approval',
      approve: 'let one go',
      reject: 'drop one',
      plan: 'what is going to be said',
      sent: 'what was sent',
      log: 'the end of the log, or what it says of a text',
      users: 'who was met',
      takeovers: 'chats in which you wrote by hand',
      settings: 'every variable, or one',
      debug: 'write the log in detail, or as configured',
      clear: 'clear the terminal',
      restart: 'stop in order and start anew; asks first',
      help: 'this help',
      leave: 'leave; the daemon runs on',
    },
    stopMeaning: 'stop the daemon; asks first',
    unknown: (written) => `"${written}" is no command: h shows what there is.`,
    confirmStop: 'Stop the daemon? Type yes, or q!; anything else goes on.',
    confirmRestart: 'Stop and start anew? Type yes; anything else goes on.',
    notDone: 'Nothing was done: the daemon runs on.',
    stopping: 'It stops in order.',
    restarting: 'It stops in order, and starts anew.',
    debugOn: 'The log is written in detail.',
    debugOff: 'The log is as configured.',
    approved: (id) => `Approved: ${id} goes as soon as the limits allow.`,
    rejected: (id) => `Rejected: ${id} is not sent.`,
    nothingInLog: 'The log says nothing of it.',
    noSetting: (name) => `There is no variable ${name}.`,
    screenHint: 'Enter or any letter opens the screen; Ctrl-C stops the daemon.',
    linesHint: 'Commands are typed here, each with Enter: h shows what there is.',
    screenLeft: (held) =>
      `The screen is closed, the daemon runs on (lines in the log meanwhile: ${held}).`,
    screenEnded: (how) => `The screen ended by a fault (${how}); the daemon runs on.`,
  },
  tr: {
    meaning: {
      status: 'bir bakışta postaci',
      health: 'hesabın durumu ve yapılacaklar',
      pause: 'tüm servisleri duraklat veya sürdür',
      'pause-service': 'bir servisi duraklat veya sürdür: message, reply, dm, comment',
      why: 'bir mesaja ne oldu: en yenisi, numarasıyla, kime gittiğiyle',
      approvals: 'onayınızı bekleyen metinler',
      approve: 'birini onayla',
      reject: 'birini reddet',
      plan: 'neler söylenecek',
      sent: 'neler gönderildi',
      log: 'günlüğün sonu veya içinde bir metin geçen satırlar',
      users: 'kimlerle tanışıldı',
      takeovers: 'elle yazdığınız sohbetler',
      settings: 'tüm değişkenler veya biri',
      debug: 'günlüğü ayrıntılı veya ayarlandığı gibi yaz',
      clear: 'terminali temizle',
      restart: 'sırayla durdur ve yeniden başlat; önce sorar',
      help: 'bu yardım',
      leave: 'çık; postaci çalışmaya devam eder',
    },
    stopMeaning: 'postaci programını durdur; önce sorar',
    unknown: (written) => `"${written}" diye bir komut yok: h neler olduğunu gösterir.`,
    confirmStop: 'postaci durdurulsun mu? evet veya q! yazın; başka her şey devam demektir.',
    confirmRestart: 'Durdurulup yeniden başlatılsın mı? evet yazın; başka her şey devam demektir.',
    notDone: 'Bir şey yapılmadı: postaci çalışıyor.',
    stopping: 'Sırayla duruyor.',
    restarting: 'Sırayla duruyor ve yeniden başlıyor.',
    debugOn: 'Günlük ayrıntılı yazılıyor.',
    debugOff: 'Günlük ayarlandığı gibi yazılıyor.',
    approved: (id) => `Onaylandı: ${id}, sınırlar izin verince gider.`,
    rejected: (id) => `Reddedildi: ${id} gönderilmez.`,
    nothingInLog: 'Günlükte böyle bir şey yok.',
    noSetting: (name) => `${name} diye bir değişken yok.`,
    screenHint: 'Enter veya herhangi bir harf ekranı açar; Ctrl-C postaci programını durdurur.',
    linesHint: 'Komutlar buraya yazılır, her biri Enter ile: h neler olduğunu gösterir.',
    screenLeft: (held) =>
      `Ekran kapandı, postaci çalışıyor (bu sırada günlüğe yazılan satır: ${held}).`,
    screenEnded: (how) => `Ekran bir hatayla kapandı (${how}); postaci çalışıyor.`,
  },
  ru: {
    meaning: {
      status: 'состояние вкратце',
      health: 'как аккаунт и что делать',
      pause: 'поставить все сервисы на паузу или продолжить',
      'pause-service': 'один сервис на паузу или продолжить: message, reply, dm, comment',
      why: 'что стало с сообщением: последнее, по номеру, по получателю',
      approvals: 'тексты, которые ждут одобрения',
      approve: 'одобрить один',
      reject: 'отклонить один',
      plan: 'что будет сказано',
      sent: 'что было отправлено',
      log: 'конец журнала или строки с текстом',
      users: 'с кем познакомились',
      takeovers: 'чаты, где вы писали сами',
      settings: 'все переменные или одна',
      debug: 'вести журнал подробно или как настроено',
      clear: 'очистить терминал',
      restart: 'остановить по порядку и запустить снова; сначала спросит',
      help: 'эта справка',
      leave: 'выйти; служба продолжит работать',
    },
    stopMeaning: 'остановить службу; сначала спросит',
    unknown: (written) => `Команды "${written}" нет: h покажет, что есть.`,
    confirmStop: 'Остановить службу? Наберите да или q!; всё остальное значит продолжать.',
    confirmRestart: 'Остановить и запустить снова? Наберите да; всё остальное значит продолжать.',
    notDone: 'Ничего не сделано: служба работает.',
    stopping: 'Останавливается по порядку.',
    restarting: 'Останавливается по порядку и запускается снова.',
    debugOn: 'Журнал ведётся подробно.',
    debugOff: 'Журнал ведётся как настроено.',
    approved: (id) => `Одобрено: ${id} уйдёт, как только позволят ограничения.`,
    rejected: (id) => `Отклонено: ${id} не отправится.`,
    nothingInLog: 'В журнале ничего такого нет.',
    noSetting: (name) => `Переменной ${name} нет.`,
    screenHint: 'Enter или любая буква открывает экран; Ctrl-C останавливает службу.',
    linesHint: 'Команды набираются здесь, каждая с Enter: h покажет, что есть.',
    screenLeft: (held) => `Экран закрыт, служба работает (строк в журнале за это время: ${held}).`,
    screenEnded: (how) => `Экран закрылся из-за ошибки (${how}); служба работает.`,
  },
};
