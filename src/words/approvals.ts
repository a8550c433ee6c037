import type { Catalogue } from './catalogue.js';

/** The words of the queue of drafts. */
export interface ApprovalWords {
  readonly title: string;
  place(number: number, count: number): string;
  readonly nothing: string;
  readonly post: string;
  readonly noPost: string;
  readonly text: string;
  readonly edited: string;
  readonly gone: string;
  written(time: string): string;
  /** `left` is a countdown, `2:59:07`. */
  expiresIn(left: string): string;
  readonly expired: string;
  readonly keeps: string;
  readonly reason: string;
  readonly reasonHint: string;
  length(count: number, most: number): string;
  readonly empty: string;
  tooLong(count: number, most: number): string;
  approved(id: number): string;
  rejected(id: number): string;
  readonly leave: string;
  readonly keys: {
    readonly approve: string;
    readonly edit: string;
    readonly reject: string;
    readonly next: string;
    readonly original: string;
    readonly keep: string;
    readonly newLine: string;
  };
}

/** The words of the queue of drafts, by language. */
export const APPROVAL_WORDS: Catalogue<ApprovalWords> = {
  en: {
    title: 'Approvals',
    place: (number, count) => `${number} of ${count}`,
    nothing: 'Nothing waits for approval.',
    post: 'The post',
    noPost: 'The post cannot be read now.',
    text: 'What would be said',
    edited: 'edited',
    gone: 'It does not wait any more; it stays here until you leave it.',
    written: (time) => `written ${time}`,
    expiresIn: (left) => `dropped in ${left}`,
    expired: 'its time is over',
    keeps: 'it keeps',
    reason: 'Why not?',
    reasonHint: 'Enter rejects it; the reason may be left out',
    length: (count, most) => `${count} of ${most}`,
    empty: 'The text is empty: write something, or reject it.',
    tooLong: (count, most) => `The text has ${count} characters; Telegram takes ${most}.`,
    approved: (id) => `#${id} is approved: it goes when the limits let it`,
    rejected: (id) => `#${id} is rejected`,
    leave: 'A text that you edited is not approved. Leave, and lose it?',
    keys: {
      approve: 'approve',
      edit: 'edit',
      reject: 'reject',
      next: 'another',
      original: 'the text as it was',
      keep: 'keep the text',
      newLine: 'new line',
    },
  },
  tr: {
    title: 'Onay bekleyenler',
    place: (number, count) => `${number}/${count}`,
    nothing: 'Onay bekleyen bir şey yok.',
    post: 'Gönderi',
    noPost: 'Gönderi şu anda okunamıyor.',
    text: 'Yazılacak metin',
    edited: 'değiştirildi',
    gone: 'Artık onay beklemiyor; siz ayrılana kadar burada duruyor.',
    written: (time) => `yazıldı: ${time}`,
    expiresIn: (left) => `${left} sonra geçersiz olur`,
    expired: 'süresi doldu',
    keeps: 'süresi yok',
    reason: 'Neden olmasın?',
    reasonHint: 'Enter reddeder; gerekçe yazmak zorunlu değil',
    length: (count, most) => `${count}/${most}`,
    empty: 'Metin boş: bir şey yazın ya da reddedin.',
    tooLong: (count, most) => `Metin ${count} karakter; Telegram en çok ${most} karakter alıyor.`,
    approved: (id) => `#${id} onaylandı: sınırlar izin verince gider`,
    rejected: (id) => `#${id} reddedildi`,
    leave: 'Değiştirdiğiniz bir metin onaylanmadı. Çıkılsın ve metin silinsin mi?',
    keys: {
      approve: 'onayla',
      edit: 'düzenle',
      reject: 'reddet',
      next: 'diğeri',
      original: 'metnin ilk hâli',
      keep: 'metni sakla',
      newLine: 'yeni satır',
    },
  },
  ru: {
    title: 'На одобрение',
    place: (number, count) => `${number} из ${count}`,
    nothing: 'Ничего не ждёт одобрения.',
    post: 'Пост',
    noPost: 'Сейчас прочитать пост нельзя.',
    text: 'Что будет сказано',
    edited: 'изменено',
    gone: 'Одобрения больше не ждёт; останется здесь, пока вы не уйдёте.',
    written: (time) => `написано ${time}`,
    expiresIn: (left) => `истечёт через ${left}`,
    expired: 'срок истёк',
    keeps: 'без срока',
    reason: 'Почему нет?',
    reasonHint: 'Enter отклоняет; причину можно не указывать',
    length: (count, most) => `${count} из ${most}`,
    empty: 'Текст пуст: напишите что-нибудь или отклоните.',
    tooLong: (count, most) => `В тексте знаков: ${count}, а Telegram принимает ${most}.`,
    approved: (id) => `#${id} одобрено: уйдёт, когда позволят ограничения`,
    rejected: (id) => `#${id} отклонено`,
    leave: 'Изменённый вами текст не одобрен. Выйти и потерять его?',
    keys: {
      approve: 'одобрить',
      edit: 'править',
      reject: 'отклонить',
      next: 'другой',
      original: 'исходный текст',
      keep: 'сохранить текст',
      newLine: 'новая строка',
    },
  },
};
