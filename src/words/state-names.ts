import type { IntentState } from '../core/intent.js';
import type { ConnectionState } from '../core/messenger.js';
import type { AccountHealth } from '../core/outcome.js';
import type { Catalogue } from './catalogue.js';

/** What the states are called that a message, an account, its line and its services may be in. */
export interface StateNames {
  readonly intent: Readonly<Record<IntentState, string>>;
  readonly health: Readonly<Record<AccountHealth, string>>;
  readonly connection: Readonly<Record<ConnectionState, string>>;
  readonly serviceState: Readonly<Record<'running' | 'restarting' | 'stopped' | 'paused', string>>;
}

/** The names of states, by language. */
export const STATE_NAMES: Catalogue<StateNames> = {
  en: {
    intent: {
      draft: 'draft',
      queued: 'queued',
      sending: 'sending',
      sent: 'sent',
      refused: 'refused',
      failed: 'failed',
      expired: 'expired',
      unknown: 'unknown',
    },
    health: {
      ok: 'ok',
      slow: 'slow',
      'spam-limited': 'spam-limited',
      frozen: 'frozen',
      'logged-out': 'logged-out',
      banned: 'banned',
      taken: 'taken',
    },
    connection: {
      connecting: 'connecting',
      online: 'online',
      offline: 'offline',
      stopped: 'stopped',
    },
    serviceState: {
      running: 'running',
      restarting: 'restarting',
      stopped: 'stopped',
      paused: 'paused',
    },
  },
  tr: {
    intent: {
      draft: 'taslak',
      queued: 'sırada',
      sending: 'gönderiliyor',
      sent: 'gönderildi',
      refused: 'reddedildi',
      failed: 'başarısız',
      expired: 'süresi doldu',
      unknown: 'belirsiz',
    },
    health: {
      ok: 'iyi',
      slow: 'yavaş',
      'spam-limited': 'spam kısıtlı',
      frozen: 'donduruldu',
      'logged-out': 'oturum kapalı',
      banned: 'yasaklandı',
      taken: 'başka programda',
    },
    connection: {
      connecting: 'bağlanıyor',
      online: 'çevrimiçi',
      offline: 'çevrimdışı',
      stopped: 'durdu',
    },
    serviceState: {
      running: 'çalışıyor',
      restarting: 'yeniden başlıyor',
      stopped: 'durdu',
      paused: 'duraklatıldı',
    },
  },
  ru: {
    intent: {
      draft: 'черновик',
      queued: 'в очереди',
      sending: 'отправляется',
      sent: 'отправлено',
      refused: 'отклонено',
      failed: 'не удалось',
      expired: 'просрочено',
      unknown: 'неизвестно',
    },
    health: {
      ok: 'в порядке',
      slow: 'замедлен',
      'spam-limited': 'спам-ограничение',
      frozen: 'заморожен',
      'logged-out': 'сеанс завершён',
      banned: 'заблокирован',
      taken: 'занят другой программой',
    },
    connection: {
      connecting: 'подключается',
      online: 'на связи',
      offline: 'нет связи',
      stopped: 'остановлено',
    },
    serviceState: {
      running: 'работает',
      restarting: 'перезапускается',
      stopped: 'остановлен',
      paused: 'на паузе',
    },
  },
};
