import type { PlanItem } from '../core/plan.js';
import type { Catalogue } from './catalogue.js';
import { russian } from './plural.js';

type Budget =
  | 'messages-per-day'
  | 'messages-per-hour'
  | 'answers-per-day'
  | 'new-conversations-per-day'
  | 'model-tokens-per-day';

/** What the terminal's overview says. Moments and lengths of time come as words already. */
export interface OverviewWords {
  readonly customer: (customer: string) => string;
  /** Before the daemon has answered for the first time. */
  readonly asking: string;
  readonly away: (since: string, duration: string) => string;
  readonly lastKnown: string;
  /** The first column; at most eight characters each. */
  readonly labels: Readonly<Record<'next' | 'health' | 'outbox' | 'held' | 'inbox', string>>;
  readonly until: (end: string) => string;
  readonly since: (begin: string) => string;
  readonly inTime: (duration: string) => string;
  readonly ago: (duration: string) => string;
  readonly left: (duration: string) => string;
  readonly now: string;
  readonly nothingNext: string;
  readonly lastSent: (ago: string) => string;
  /** `answer to Ada in 4 min` */
  readonly next: (what: string, to: string, when: string) => string;
  readonly what: Readonly<Record<PlanItem['what'], string>>;
  readonly titles: Readonly<Record<'services' | 'budgets' | 'notices' | 'events', string>>;
  readonly pausedBy: (by: string, duration: string) => string;
  readonly noServices: string;
  /** At most nineteen characters each. */
  readonly budgets: Readonly<Record<Budget, string>>;
  readonly of: (spent: string, cap: string) => string;
  readonly noCap: string;
  readonly nothingHeld: string;
  readonly inboxWaiting: (count: number, oldest: string) => string;
  readonly inboxEmpty: string;
  readonly pending: (count: number) => string;
  readonly heard: (ago: string) => string;
  readonly heardNothing: string;
  readonly givenUp: (count: number) => string;
  readonly catchingUp: (count: number) => string;
  readonly progress: Readonly<Record<'import' | 'catching-up' | 'looking-up', string>>;
  readonly noTotal: (done: number) => string;
  readonly drafts: (count: number, key: string) => string;
  readonly takeover: (who: string, left: string) => string;
  readonly scope: Readonly<Record<'account' | 'people' | 'peer', string>>;
  readonly untilLifted: (id: number) => string;
  readonly configurationProblem: (problem: string) => string;
  readonly needRestart: (names: string, key: string) => string;
  readonly allPaused: (by: string, duration: string) => string;
  readonly debug: (key: string) => string;
  readonly moreNotices: (count: number, key: string) => string;
  readonly newEvents: (count: number) => string;
  readonly noEvents: string;
}

export const OVERVIEW: Catalogue<OverviewWords> = {
  en: {
    customer: (customer) => `customer ${customer}`,
    asking: 'Asking the daemon …',
    away: (since, duration) => `The daemon is away since ${since} (${duration}); trying again`,
    lastKnown: 'as last known',
    labels: { next: 'Next', health: 'Health', outbox: 'Outbox', held: 'Held by', inbox: 'Inbox' },
    until: (end) => `until ${end}`,
    since: (begin) => `since ${begin}`,
    inTime: (duration) => `in ${duration}`,
    ago: (duration) => `${duration} ago`,
    left: (duration) => `${duration} left`,
    now: 'now',
    nothingNext: 'nothing is planned',
    lastSent: (ago) => `last sent ${ago}`,
    next: (what, to, when) => `${what} to ${to} ${when}`,
    what: {
      message: 'message',
      answer: 'answer',
      comment: 'comment',
      welcome: 'welcome',
      invite: 'invite',
      'follow-up': 'follow-up',
    },
    titles: {
      services: 'Services',
      budgets: 'Budgets (right: free again at)',
      notices: 'Notices',
      events: 'Events',
    },
    pausedBy: (by, duration) => `${duration}, by ${by}`,
    noServices: 'none is enabled',
    budgets: {
      'messages-per-day': 'messages a day',
      'messages-per-hour': 'messages an hour',
      'answers-per-day': 'answers a day',
      'new-conversations-per-day': 'new talks a day',
      'model-tokens-per-day': 'model tokens a day',
    },
    of: (spent, cap) => `${spent} of ${cap}`,
    noCap: 'no cap',
    nothingHeld: 'nothing is held back',
    inboxWaiting: (count, oldest) => `${count} waiting, the oldest for ${oldest}`,
    inboxEmpty: 'nothing waits',
    pending: (count) => `${count} not stored yet`,
    heard: (ago) => `heard ${ago}`,
    heardNothing: 'nothing heard yet',
    givenUp: (count) =>
      count === 1
        ? '1 event could not be handled: see the log'
        : `${count} events could not be handled: see the log`,
    catchingUp: (count) => `catching up with ${count} ${count === 1 ? 'chat' : 'chats'}`,
    progress: {
      import: 'Importing contacts',
      'catching-up': 'Catching up',
      'looking-up': 'Looking up chats',
    },
    noTotal: (done) => `${done} so far`,
    drafts: (count, key) =>
      count === 1
        ? `1 text waits for your approval (${key})`
        : `${count} texts wait for your approval (${key})`,
    takeover: (who, left) => `You speak with ${who} yourself: services are silent there, ${left}`,
    scope: { account: 'the account', people: 'strangers', peer: 'chat' },
    untilLifted: (id) => `until you lift it: postaci lift ${id}`,
    configurationProblem: (problem) => `The files are not in force: ${problem}`,
    needRestart: (names, key) => `Waiting for a restart (${key}): ${names}`,
    allPaused: (by, duration) => `Everything is paused by ${by}, ${duration}`,
    debug: (key) => `The log is written in detail (${key})`,
    moreNotices: (count, key) => `and ${count} more (${key})`,
    newEvents: (count) => `+${count} below (End)`,
    noEvents: 'Nothing has happened since the screen was opened.',
  },
  tr: {
    customer: (customer) => `müşteri ${customer}`,
    asking: 'postaci’ye soruluyor …',
    away: (since, duration) =>
      `postaci ${since} anından beri yanıt vermiyor (${duration}); yeniden deneniyor`,
    lastKnown: 'son bilinen durum',
    labels: {
      next: 'Sıradaki',
      health: 'Durum',
      outbox: 'Giden',
      held: 'Bekleten',
      inbox: 'Gelen',
    },
    until: (end) => `bitiş ${end}`,
    since: (begin) => `başlangıç ${begin}`,
    inTime: (duration) => `${duration} sonra`,
    ago: (duration) => `${duration} önce`,
    left: (duration) => `${duration} kaldı`,
    now: 'şimdi',
    nothingNext: 'planlanan bir şey yok',
    lastSent: (ago) => `son gönderim ${ago}`,
    next: (what, to, when) => `${what}, alıcı ${to}, ${when}`,
    what: {
      message: 'mesaj',
      answer: 'yanıt',
      comment: 'yorum',
      welcome: 'karşılama',
      invite: 'davet',
      'follow-up': 'takip mesajı',
    },
    titles: {
      services: 'Servisler',
      budgets: 'Sınırlar (sağda: boşalma saati)',
      notices: 'Uyarılar',
      events: 'Olaylar',
    },
    pausedBy: (by, duration) => `${duration}, ${by}`,
    noServices: 'hiçbiri açık değil',
    budgets: {
      'messages-per-day': 'günlük mesaj',
      'messages-per-hour': 'saatlik mesaj',
      'answers-per-day': 'günlük yanıt',
      'new-conversations-per-day': 'günlük yeni sohbet',
      'model-tokens-per-day': 'günlük model jetonu',
    },
    of: (spent, cap) => `${spent} / ${cap}`,
    noCap: 'sınırsız',
    nothingHeld: 'bekletilen yok',
    inboxWaiting: (count, oldest) => `${count} bekliyor, en eskisi ${oldest}`,
    inboxEmpty: 'bekleyen yok',
    pending: (count) => `${count} henüz kaydedilmedi`,
    heard: (ago) => `son mesaj ${ago}`,
    heardNothing: 'henüz mesaj gelmedi',
    givenUp: (count) => `${count} olay işlenemedi: günlüğe bakın`,
    catchingUp: (count) => `${count} sohbette kaçırılanlar tamamlanıyor`,
    progress: {
      import: 'Kişiler içe aktarılıyor',
      'catching-up': 'Kaçırılanlar tamamlanıyor',
      'looking-up': 'Sohbetler aranıyor',
    },
    noTotal: (done) => `şimdiye dek ${done}`,
    drafts: (count, key) => `${count} metin onayınızı bekliyor (${key})`,
    takeover: (who, left) => `${who} sohbetinde siz yazıyorsunuz: servisler orada sessiz, ${left}`,
    scope: { account: 'hesap', people: 'yabancılar', peer: 'sohbet' },
    untilLifted: (id) => `siz kaldırana dek: postaci lift ${id}`,
    configurationProblem: (problem) => `Dosyalar yürürlükte değil: ${problem}`,
    needRestart: (names, key) => `Yeniden başlatmayı bekleyenler (${key}): ${names}`,
    allPaused: (by, duration) => `Her şey duraklatıldı: ${by}, ${duration}`,
    debug: (key) => `Günlük ayrıntılı yazılıyor (${key})`,
    moreNotices: (count, key) => `ve ${count} tane daha (${key})`,
    newEvents: (count) => `aşağıda +${count} (End)`,
    noEvents: 'Ekran açıldığından beri bir şey olmadı.',
  },
  ru: {
    customer: (customer) => `клиент ${customer}`,
    asking: 'Запрашиваем службу …',
    away: (since, duration) => `Служба не отвечает с ${since} (${duration}); пробуем снова`,
    lastKnown: 'последние известные данные',
    labels: {
      next: 'Дальше',
      health: 'Статус',
      outbox: 'Исход.',
      held: 'Держит',
      inbox: 'Вход.',
    },
    until: (end) => `до ${end}`,
    since: (begin) => `с ${begin}`,
    inTime: (duration) => `через ${duration}`,
    ago: (duration) => `${duration} назад`,
    left: (duration) => `ещё ${duration}`,
    now: 'сейчас',
    nothingNext: 'ничего не запланировано',
    lastSent: (ago) => `последняя отправка ${ago}`,
    next: (what, to, when) => `${what} → ${to} ${when}`,
    what: {
      message: 'сообщение',
      answer: 'ответ',
      comment: 'комментарий',
      welcome: 'приветствие',
      invite: 'приглашение',
      'follow-up': 'напоминание',
    },
    titles: {
      services: 'Сервисы',
      budgets: 'Лимиты (справа: когда освободится)',
      notices: 'Внимание',
      events: 'События',
    },
    pausedBy: (by, duration) => `${duration}, ${by}`,
    noServices: 'ни один не включён',
    budgets: {
      'messages-per-day': 'сообщений в день',
      'messages-per-hour': 'сообщений в час',
      'answers-per-day': 'ответов в день',
      'new-conversations-per-day': 'новых бесед в день',
      'model-tokens-per-day': 'токенов в день',
    },
    of: (spent, cap) => `${spent} из ${cap}`,
    noCap: 'без лимита',
    nothingHeld: 'ничего не задержано',
    inboxWaiting: (count, oldest) =>
      `${russian(count, 'ждёт', 'ждут', 'ждут')} ${count}, самое старое ${oldest}`,
    inboxEmpty: 'ничего не ждёт',
    pending: (count) => `ещё не записано: ${count}`,
    heard: (ago) => `получено ${ago}`,
    heardNothing: 'пока ничего не получено',
    givenUp: (count) =>
      `не удалось обработать ${count} ${russian(count, 'событие', 'события', 'событий')}: см. журнал`,
    catchingUp: (count) =>
      `восполняем пропущенное в ${count} ${russian(count, 'чате', 'чатах', 'чатах')}`,
    progress: {
      import: 'Импорт контактов',
      'catching-up': 'Восполнение пропущенного',
      'looking-up': 'Поиск чатов',
    },
    noTotal: (done) => `пока ${done}`,
    drafts: (count, key) =>
      `${count} ${russian(count, 'текст ждёт', 'текста ждут', 'текстов ждут')} вашего одобрения (${key})`,
    takeover: (who, left) => `В чате «${who}» пишете вы: сервисы там молчат, ${left}`,
    scope: { account: 'аккаунт', people: 'незнакомцы', peer: 'чат' },
    untilLifted: (id) => `пока вы не снимете: postaci lift ${id}`,
    configurationProblem: (problem) => `Файлы не вступили в силу: ${problem}`,
    needRestart: (names, key) => `Ждут перезапуска (${key}): ${names}`,
    allPaused: (by, duration) => `Всё на паузе: ${by}, ${duration}`,
    debug: (key) => `Журнал ведётся подробно (${key})`,
    moreNotices: (count, key) => `и ещё ${count} (${key})`,
    newEvents: (count) => `ниже +${count} (End)`,
    noEvents: 'С открытия экрана ничего не произошло.',
  },
};
