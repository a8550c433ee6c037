import type { LiveEvent } from '../core/events.js';
import type { Catalogue } from './catalogue.js';
import { russian } from './plural.js';
import { STATE_NAMES } from './state-names.js';

type Of<Type extends LiveEvent['type']> = Extract<LiveEvent, { type: Type }>;

/** What the feed calls what happens. Names, rules, codes and texts stand beside these words. */
export interface EventWords {
  readonly intent: Readonly<Record<Of<'intent'>['state'] | 'held', string>>;
  readonly until: (time: string) => string;
  readonly heard: string;
  readonly own: string;
  readonly takeover: string;
  readonly takeoverLifted: string;
  readonly consent: Readonly<Record<Of<'consent'>['change'], string>>;
  readonly catchingUp: Readonly<Record<Of<'catching-up'>['state'], string>>;
  /** Where no channel is named. */
  readonly allPeople: string;
  readonly configuration: Readonly<Record<Of<'configuration'>['outcome'], string>>;
  readonly changed: (count: number) => string;
  readonly needsRestart: string;
  readonly alert: Readonly<Record<Of<'alert'>['severity'], string>>;
  readonly connection: string;
  readonly health: string;
  readonly service: Readonly<Record<Of<'service'>['state'], string>>;
  readonly missed: string;
  /** What another part of the program wrote into the terminal meanwhile. */
  readonly written: string;
}

export const EVENTS: Catalogue<EventWords> = {
  en: {
    intent: { ...STATE_NAMES.en.intent, held: 'waits' },
    until: (time) => `until ${time}`,
    heard: 'heard',
    own: 'own',
    takeover: 'you took over',
    takeoverLifted: 'given back',
    consent: { granted: 'agreed', refused: 'wants no more', forgotten: 'forgotten' },
    catchingUp: { started: 'catching up', done: 'caught up' },
    allPeople: 'people and basic groups',
    configuration: { applied: 'configuration', kept: 'files are wrong' },
    changed: (count) => `${count} ${count === 1 ? 'value' : 'values'} changed`,
    needsRestart: 'at the next start',
    alert: { info: 'notice', warning: 'warning', critical: 'alarm' },
    connection: 'Telegram',
    health: 'account',
    service: { started: 'started', stopped: 'stopped', failed: 'failed' },
    missed: 'some events were not told: the figures above are right',
    written: 'output',
  },
  tr: {
    intent: { ...STATE_NAMES.tr.intent, held: 'bekliyor' },
    until: (time) => `bitiş ${time}`,
    heard: 'geldi',
    own: 'sizden',
    takeover: 'devraldınız',
    takeoverLifted: 'geri verildi',
    consent: { granted: 'izin verdi', refused: 'artık istemiyor', forgotten: 'unutuldu' },
    catchingUp: { started: 'tamamlanıyor', done: 'tamamlandı' },
    allPeople: 'kişiler ve temel gruplar',
    configuration: { applied: 'yapılandırma', kept: 'dosyalar hatalı' },
    changed: (count) => `${count} değer değişti`,
    needsRestart: 'bir sonraki başlatmada',
    alert: { info: 'bilgi', warning: 'uyarı', critical: 'alarm' },
    connection: 'Telegram',
    health: 'hesap',
    service: { started: 'başladı', stopped: 'durdu', failed: 'hata verdi' },
    missed: 'bazı olaylar bildirilmedi: yukarıdaki sayılar doğrudur',
    written: 'çıktı',
  },
  ru: {
    intent: { ...STATE_NAMES.ru.intent, held: 'ждёт' },
    until: (time) => `до ${time}`,
    heard: 'получено',
    own: 'от вас',
    takeover: 'перехват',
    takeoverLifted: 'возвращено',
    consent: { granted: 'согласие', refused: 'больше не хочет', forgotten: 'забыт' },
    catchingUp: { started: 'восполняем', done: 'восполнено' },
    allPeople: 'люди и обычные группы',
    configuration: { applied: 'конфигурация', kept: 'ошибка в файлах' },
    changed: (count) => `изменено ${count} ${russian(count, 'значение', 'значения', 'значений')}`,
    needsRestart: 'при следующем запуске',
    alert: { info: 'сведение', warning: 'внимание', critical: 'тревога' },
    connection: 'Telegram',
    health: 'аккаунт',
    service: { started: 'запущен', stopped: 'остановлен', failed: 'сбой' },
    missed: 'часть событий не показана: цифры выше верны',
    written: 'вывод',
  },
};
