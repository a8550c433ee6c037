import type { Withdrawal } from '../core/withdrawal.js';
import type { Catalogue } from './catalogue.js';
import { russian } from './plural.js';

/** The sentences of "why?". Moments, lengths of time, names and labels come as words already. */
export interface StoryWords {
  readonly nothingYet: string;
  readonly noMessage: (asked: number) => string;
  readonly proposed: (id: number, service: string, to: string, at: string, zone: string) => string;
  readonly planned: (at: string) => string;
  readonly allowed: (at: string) => string;
  /** Every rule let it go, and these looked at something. */
  readonly allowedBy: (at: string, figures: string) => string;
  readonly waits: (at: string, until: string) => string;
  readonly held: (at: string) => string;
  readonly refused: (at: string) => string;
  readonly rule: (rule: string) => string;
  readonly found: (found: string) => string;
  /** `settled` is empty where nobody kept it. */
  readonly sent: (settled: string, ids: string, after: string) => string;
  readonly attempts: (count: number) => string;
  readonly sending: string;
  readonly inDoubt: string;
  readonly queued: (next: string) => string;
  readonly queuedHeld: string;
  readonly unknown: string;
  readonly draft: string;
  readonly ended: Readonly<Record<'refused' | 'failed' | 'expired', (at: string) => string>>;
  readonly telegram: (code: string) => string;
  readonly noted: (reason: string) => string;
  readonly withdrawal: Readonly<Record<Exclude<Withdrawal['why'], 'opted-out' | 'mode'>, string>>;
  readonly optedOut: (word: string) => string;
  readonly mode: (mode: string) => string;
  readonly behind: (id: number, rule: string) => string;
}

const at = (time: string, text: string) => (time === '' ? text : `${text} ${time}`);

/** The sentences of "why?", by language. */
export const STORY: Catalogue<StoryWords> = {
  en: {
    nothingYet: 'Nothing has been proposed yet.',
    noMessage: (asked) => `There is no message ${asked}; it may have been cleared away.`,
    proposed: (id, service, to, time, zone) =>
      `Message ${id} of the service ${service} to ${to} was proposed at ${time} (times of ${zone}).`,
    planned: (time) => `It was planned for ${time}, and not before.`,
    allowed: (time) => `${time}: every rule let it go.`,
    allowedBy: (time, figures) => `${time}: every rule let it go (${figures}).`,
    waits: (time, until) => `${time}: it had to wait until ${until}.`,
    held: (time) => `${time}: it was held until something happens.`,
    refused: (time) => `${time}: it was not to be sent.`,
    rule: (rule) => `The rule: ${rule}.`,
    found: (found) => `What it found: ${found}.`,
    sent: (settled, ids, after) =>
      `It was sent${settled && ` at ${settled}`}${ids && ` as message ${ids}`}, ${after} after it was proposed.`,
    attempts: (count) => `It took ${count} attempts, all with the same id.`,
    sending: 'It is being sent now.',
    inDoubt: 'Whether it arrived is not known yet.',
    queued: (next) => `It is queued, and looked at again at ${next}.`,
    queuedHeld: 'It is queued, and held until something happens.',
    unknown: 'Whether it arrived cannot be told any more: look into the chat.',
    draft: 'It is a draft, and waits for your approval.',
    ended: {
      refused: (time) =>
        `${at(time && `at ${time}`, 'It was refused')}: it was not sent, and will not be.`,
      failed: (time) =>
        `${at(time && `at ${time}`, 'It failed')}: it was not sent, and will not be.`,
      expired: (time) =>
        `${at(time && `at ${time}`, 'It expired')}: it was not sent, and will not be.`,
    },
    telegram: (code) => `The answer was ${code}.`,
    noted: (reason) => `Noted with it: “${reason}”.`,
    withdrawal: {
      answered: 'The person has answered, so it is not needed any more.',
      'taken-over': 'You wrote in the chat by hand and have taken it over.',
      'newer-message': 'A newer message is answered instead.',
      'consent-ended': 'You ended the consent by hand.',
      forgotten: 'The person asked to be forgotten.',
      'post-edited': 'The post was edited: its comment is written anew.',
      'post-deleted': 'The post was deleted.',
      rejected: 'You rejected the draft.',
      'not-approved': 'Nobody approved the draft in time.',
    },
    optedOut: (word) => `The person opted out by the word “${word}”.`,
    mode: (mode) => `The mode of answering is ${mode} by now.`,
    behind: (id, rule) => `It stands in line behind message ${id}, which is held by: ${rule}.`,
  },
  tr: {
    nothingYet: 'Henüz hiçbir mesaj önerilmedi.',
    noMessage: (asked) => `${asked} numaralı mesaj yok; kaydı temizlenmiş olabilir.`,
    proposed: (id, service, to, time, zone) =>
      `${service} servisinin ${id} numaralı mesajı ${to} için ${time} anında önerildi (saatler: ${zone}).`,
    planned: (time) => `En erken ${time} için planlandı.`,
    allowed: (time) => `${time}: bütün kurallar izin verdi.`,
    allowedBy: (time, figures) => `${time}: bütün kurallar izin verdi (${figures}).`,
    waits: (time, until) => `${time}: ${until} anına kadar beklemesi gerekti.`,
    held: (time) => `${time}: bir şey olana kadar bekletildi.`,
    refused: (time) => `${time}: gönderilmesine izin verilmedi.`,
    rule: (rule) => `Kural: ${rule}.`,
    found: (found) => `Bulunan: ${found}.`,
    sent: (settled, ids, after) =>
      `Gönderildi${settled && `: ${settled}`}${ids && `, ${ids} numaralı mesaj olarak`}, önerilmesinden ${after} sonra.`,
    attempts: (count) => `Hepsi aynı kimlikle olmak üzere ${count} deneme gerekti.`,
    sending: 'Şu anda gönderiliyor.',
    inDoubt: 'Ulaşıp ulaşmadığı henüz bilinmiyor.',
    queued: (next) => `Sırada; ${next} anında yeniden bakılacak.`,
    queuedHeld: 'Sırada; bir şey olana kadar bekletiliyor.',
    unknown: 'Ulaşıp ulaşmadığı artık öğrenilemiyor: sohbete bakın.',
    draft: 'Taslak; onayınızı bekliyor.',
    ended: {
      refused: (time) => `Reddedildi${time && ` (${time})`}: gönderilmedi, gönderilmeyecek.`,
      failed: (time) => `Başarısız oldu${time && ` (${time})`}: gönderilmedi, gönderilmeyecek.`,
      expired: (time) => `Süresi doldu${time && ` (${time})`}: gönderilmedi, gönderilmeyecek.`,
    },
    telegram: (code) => `Alınan yanıt: ${code}.`,
    noted: (reason) => `Düşülen not: “${reason}”.`,
    withdrawal: {
      answered: 'Kişi yanıt verdi, buna gerek kalmadı.',
      'taken-over': 'Sohbete elle yazdınız ve onu devraldınız.',
      'newer-message': 'Yerine daha yeni bir mesaj yanıtlanıyor.',
      'consent-ended': 'İzni elle siz sonlandırdınız.',
      forgotten: 'Kişi unutulmak istedi.',
      'post-edited': 'Gönderi düzenlendi: yorumu yeniden yazılıyor.',
      'post-deleted': 'Gönderi silindi.',
      rejected: 'Taslağı reddettiniz.',
      'not-approved': 'Taslak zamanında onaylanmadı.',
    },
    optedOut: (word) => `Kişi “${word}” diyerek artık istemediğini bildirdi.`,
    mode: (mode) => `Yanıtlama modu artık ${mode}.`,
    behind: (id, rule) => `${id} numaralı mesajın arkasında sırada; onu bekleten: ${rule}.`,
  },
  ru: {
    nothingYet: 'Пока ничего не предложено.',
    noMessage: (asked) => `Сообщения ${asked} нет; возможно, его запись уже удалена.`,
    proposed: (id, service, to, time, zone) =>
      `Сообщение ${id} сервиса ${service}, кому: ${to}, предложено ${time} (время: ${zone}).`,
    planned: (time) => `Оно назначено на ${time}, не раньше.`,
    allowed: (time) => `${time}: все правила его пропустили.`,
    allowedBy: (time, figures) => `${time}: все правила его пропустили (${figures}).`,
    waits: (time, until) => `${time}: пришлось ждать до ${until}.`,
    held: (time) => `${time}: задержано, пока что-то не произойдёт.`,
    refused: (time) => `${time}: отправлять нельзя.`,
    rule: (rule) => `Правило: ${rule}.`,
    found: (found) => `Что оно увидело: ${found}.`,
    sent: (settled, ids, after) =>
      `Отправлено${settled && ` ${settled}`}${ids && ` как сообщение ${ids}`}, через ${after} после предложения.`,
    attempts: (count) =>
      `Понадобилось ${count} ${russian(count, 'попытка', 'попытки', 'попыток')} с одним и тем же идентификатором.`,
    sending: 'Оно отправляется сейчас.',
    inDoubt: 'Дошло ли оно, пока неизвестно.',
    queued: (next) => `Оно в очереди, следующая проверка ${next}.`,
    queuedHeld: 'Оно в очереди и задержано, пока что-то не произойдёт.',
    unknown: 'Дошло ли оно, узнать больше нельзя: посмотрите в чат.',
    draft: 'Это черновик, он ждёт вашего одобрения.',
    ended: {
      refused: (time) => `${at(time, 'Отклонено')}: оно не отправлено и не будет.`,
      failed: (time) => `${at(time, 'Не удалось')}: оно не отправлено и не будет.`,
      expired: (time) => `${at(time, 'Просрочено')}: оно не отправлено и не будет.`,
    },
    telegram: (code) => `Ответ был ${code}.`,
    noted: (reason) => `Пометка: «${reason}».`,
    withdrawal: {
      answered: 'Человек ответил, и оно больше не нужно.',
      'taken-over': 'Вы написали в чат сами и перехватили его.',
      'newer-message': 'Вместо этого ответ идёт на более новое сообщение.',
      'consent-ended': 'Вы сами прекратили согласие.',
      forgotten: 'Человек попросил его забыть.',
      'post-edited': 'Пост изменили: комментарий к нему пишется заново.',
      'post-deleted': 'Пост удалили.',
      rejected: 'Вы отклонили черновик.',
      'not-approved': 'Черновик никто не одобрил вовремя.',
    },
    optedOut: (word) => `Человек отказался словом «${word}».`,
    mode: (mode) => `Режим ответов теперь ${mode}.`,
    behind: (id, rule) => `Оно стоит в очереди за сообщением ${id}, которое держит: ${rule}.`,
  },
};
