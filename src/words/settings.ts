import type { Catalogue } from './catalogue.js';

/** When a change of a variable is in force. */
type Change = 'live' | 'restart' | 'file';

/** The words of the settings and the allowlist. */
export interface SettingsWords {
  readonly title: string;
  variables(shown: number, all: number): string;
  waitForRestart(names: string): string;
  filesKept(problem: string): string;
  readonly filter: string;
  readonly nothing: string;
  readonly unset: string;
  readonly change: Readonly<Record<Change, string>>;
  /** In one word, for the list; what is in force at once needs none. */
  readonly mark: Readonly<Record<Exclude<Change, 'live'>, string>>;
  fileOnly(name: string, source: string): string;
  newValue(name: string): string;
  readonly secretHint: string;
  readonly valueHint: string;
  readonly same: string;
  reviewSet(name: string): string;
  reviewRemove(name: string): string;
  reviewPlace(place: string, added: boolean): string;
  readonly checking: string;
  readonly noChange: string;
  readonly needsRestart: string;
  readonly question: string;
  saved(file: string | null): string;
  savedForRestart(file: string | null): string;
  readonly restart: string;
  readonly restarting: string;
  readonly places: string;
  readonly groups: string;
  readonly channels: string;
  readonly addGroup: string;
  readonly addChannel: string;
  readonly placeHint: string;
  readonly placeEmpty: string;
  readonly keys: {
    readonly edit: string;
    readonly remove: string;
    readonly filter: string;
    readonly places: string;
    readonly restart: string;
    readonly review: string;
    readonly save: string;
    readonly group: string;
    readonly channel: string;
  };
}

const inFile = (file: string | null, text: string) => (file === null ? text : `${text}: ${file}`);

/** The words of the settings and the allowlist, by language. */
export const SETTINGS_WORDS: Catalogue<SettingsWords> = {
  en: {
    title: 'Settings',
    variables: (shown, all) => {
      if (shown !== all) return `${shown} of ${all} variables`;
      return all === 1 ? '1 variable' : `${all} variables`;
    },
    waitForRestart: (names) => `Waiting for a restart: ${names}`,
    filesKept: (problem) => `The files as they are now are not in force: ${problem}`,
    filter: 'Filter',
    nothing: 'No variable fits.',
    unset: '(not set)',
    change: {
      live: 'a change is in force at once',
      restart: 'a change is in force after a restart',
      file: 'it can be changed in its file only',
    },
    mark: { restart: 'restart', file: 'file' },
    fileOnly: (name, source) =>
      `${name} can't be changed from here. Edit it where it stands: ${source}`,
    newValue: (name) => `${name} =`,
    secretHint: 'Enter checks it; what you type is not shown',
    valueHint: 'Enter checks it; nothing is saved yet',
    same: 'That is what it is already.',
    reviewSet: (name) => `Change ${name}`,
    reviewRemove: (name) => `Take ${name} out of the customer's file`,
    reviewPlace: (place, added) => (added ? `Allow ${place}` : `Do not allow ${place} any more`),
    checking: 'Checking, as a start would…',
    noChange: 'Nothing would change.',
    needsRestart: 'at the next start',
    question: 'Save this?',
    saved: (file) => inFile(file, 'Saved'),
    savedForRestart: (file) => inFile(file, 'Saved, in force after a restart'),
    restart: 'Stop the account in order and start it anew? What is queued stays queued.',
    restarting: 'The account is being restarted',
    places: 'Where the account may speak unasked',
    groups: 'Groups',
    channels: 'Channels',
    addGroup: 'Group to add:',
    addChannel: 'Channel to add:',
    placeHint: '@name, a link or an id; Enter checks it',
    placeEmpty: 'Write @name, a link or an id.',
    keys: {
      edit: 'edit',
      remove: 'take out',
      filter: 'filter',
      places: 'groups and channels',
      restart: 'restart',
      review: 'check',
      save: 'save',
      group: 'add a group',
      channel: 'add a channel',
    },
  },
  tr: {
    title: 'Ayarlar',
    variables: (shown, all) => (shown === all ? `${all} değişken` : `${shown}/${all} değişken`),
    waitForRestart: (names) => `Yeniden başlatma bekliyor: ${names}`,
    filesKept: (problem) => `Dosyaların şimdiki hâli yürürlükte değil: ${problem}`,
    filter: 'Süz',
    nothing: 'Uyan değişken yok.',
    unset: '(boş)',
    change: {
      live: 'değişiklik hemen geçerli olur',
      restart: 'değişiklik yeniden başlatınca geçerli olur',
      file: 'yalnızca kendi dosyasında değiştirilebilir',
    },
    mark: { restart: 'yeniden', file: 'dosya' },
    fileOnly: (name, source) =>
      `${name} buradan değiştirilemez. Durduğu yerde düzenleyin: ${source}`,
    newValue: (name) => `${name} =`,
    secretHint: 'Enter denetler; yazdıklarınız gösterilmez',
    valueHint: 'Enter denetler; henüz bir şey kaydedilmez',
    same: 'Zaten öyle.',
    reviewSet: (name) => `Değişiklik: ${name}`,
    reviewRemove: (name) => `Müşterinin dosyasından çıkar: ${name}`,
    reviewPlace: (place, added) => (added ? `İzin ver: ${place}` : `İzni kaldır: ${place}`),
    checking: 'Başlangıçtaki gibi denetleniyor…',
    noChange: 'Hiçbir şey değişmeyecek.',
    needsRestart: 'yeniden başlatınca',
    question: 'Kaydedilsin mi?',
    saved: (file) => inFile(file, 'Kaydedildi'),
    savedForRestart: (file) => inFile(file, 'Kaydedildi, yeniden başlatınca geçerli olur'),
    restart: 'Hesap düzgünce durdurulup yeniden başlatılsın mı? Sıradakiler sırada kalır.',
    restarting: 'Hesap yeniden başlatılıyor',
    places: 'Hesabın kendiliğinden yazabildiği yerler',
    groups: 'Gruplar',
    channels: 'Kanallar',
    addGroup: 'Eklenecek grup:',
    addChannel: 'Eklenecek kanal:',
    placeHint: '@ad, bağlantı ya da kimlik numarası; Enter denetler',
    placeEmpty: '@ad, bağlantı ya da kimlik numarası yazın.',
    keys: {
      edit: 'değiştir',
      remove: 'çıkar',
      filter: 'süz',
      places: 'gruplar ve kanallar',
      restart: 'yeniden başlat',
      review: 'denetle',
      save: 'kaydet',
      group: 'grup ekle',
      channel: 'kanal ekle',
    },
  },
  ru: {
    title: 'Настройки',
    variables: (shown, all) =>
      shown === all ? `переменных: ${all}` : `переменных: ${shown} из ${all}`,
    waitForRestart: (names) => `Ждут перезапуска: ${names}`,
    filesKept: (problem) => `Файлы в нынешнем виде не вступили в силу: ${problem}`,
    filter: 'Фильтр',
    nothing: 'Подходящих переменных нет.',
    unset: '(не задано)',
    change: {
      live: 'изменение действует сразу',
      restart: 'изменение действует после перезапуска',
      file: 'меняется только в своём файле',
    },
    mark: { restart: 'перезапуск', file: 'файл' },
    fileOnly: (name, source) =>
      `${name} отсюда не меняется. Правьте там, где она записана: ${source}`,
    newValue: (name) => `${name} =`,
    secretHint: 'Enter проверит; ввод не показывается',
    valueHint: 'Enter проверит; пока ничего не сохраняется',
    same: 'Так оно и есть.',
    reviewSet: (name) => `Изменить ${name}`,
    reviewRemove: (name) => `Убрать ${name} из файла клиента`,
    reviewPlace: (place, added) => (added ? `Разрешить ${place}` : `Больше не разрешать ${place}`),
    checking: 'Проверяем так же, как при запуске…',
    noChange: 'Ничего не изменится.',
    needsRestart: 'при следующем запуске',
    question: 'Сохранить?',
    saved: (file) => inFile(file, 'Сохранено'),
    savedForRestart: (file) => inFile(file, 'Сохранено, действует после перезапуска'),
    restart: 'Аккуратно остановить аккаунт и запустить заново? Очередь сохранится.',
    restarting: 'Аккаунт перезапускается',
    places: 'Где аккаунт может писать по своей инициативе',
    groups: 'Группы',
    channels: 'Каналы',
    addGroup: 'Добавить группу:',
    addChannel: 'Добавить канал:',
    placeHint: '@имя, ссылка или номер; Enter проверит',
    placeEmpty: 'Введите @имя, ссылку или номер.',
    keys: {
      edit: 'изменить',
      remove: 'убрать',
      filter: 'фильтр',
      places: 'группы и каналы',
      restart: 'перезапуск',
      review: 'проверить',
      save: 'сохранить',
      group: 'добавить группу',
      channel: 'добавить канал',
    },
  },
};
