import type { Catalogue } from './catalogue.js';

/** What an error of a send means; docs/limits.md and docs/health.md say the same at length. */
type Said =
  | 'flood'
  | 'slow-mode'
  | 'peer-flood'
  | 'privacy'
  | 'blocked'
  | 'we-blocked'
  | 'deleted'
  | 'premium'
  | 'paid'
  | 'no-right'
  | 'banned-in-groups'
  | 'not-member'
  | 'members-only'
  | 'unknown-chat'
  | 'content'
  | 'protected'
  | 'reference'
  | 'topic'
  | 'too-long'
  | 'empty'
  | 'file'
  | 'taken'
  | 'logged-out'
  | 'banned'
  | 'frozen'
  | 'offline'
  | 'no-answer'
  | 'lost-track';

/** The first pattern that matches the whole code counts. */
const CODES: readonly (readonly [pattern: RegExp, said: Said])[] = [
  [/FLOOD_(PREMIUM_)?WAIT(_\d+)?/, 'flood'],
  [/SLOWMODE_WAIT(_\d+)?/, 'slow-mode'],
  [/PEER_FLOOD/, 'peer-flood'],
  [/USER_PRIVACY_RESTRICTED/, 'privacy'],
  [/USER_IS_BLOCKED/, 'blocked'],
  [/YOU_BLOCKED_USER/, 'we-blocked'],
  [/INPUT_USER_DEACTIVATED/, 'deleted'],
  [/PRIVACY_PREMIUM_REQUIRED/, 'premium'],
  [/ALLOW_PAYMENT_REQUIRED(_\d+)?/, 'paid'],
  [/CHAT_(WRITE_FORBIDDEN|RESTRICTED|ADMIN_REQUIRED)/, 'no-right'],
  [/USER_BANNED_IN_CHANNEL/, 'banned-in-groups'],
  [/CHANNEL_PRIVATE/, 'not-member'],
  [/CHAT_GUEST_SEND_FORBIDDEN/, 'members-only'],
  [/(PEER_ID|CHAT_ID|CHANNEL|USER_ID)_INVALID/, 'unknown-chat'],
  [/CHAT_SEND_([A-Z]+_)?FORBIDDEN/, 'content'],
  [/CHAT_FORWARDS_RESTRICTED/, 'protected'],
  [/(MSG|MESSAGE|REPLY_MESSAGE)_ID_INVALID|REPLY_TO_INVALID/, 'reference'],
  [/TOPIC_(CLOSED|DELETED)/, 'topic'],
  [/MESSAGE_TOO_LONG|MEDIA_CAPTION_TOO_LONG/, 'too-long'],
  [/MESSAGE_EMPTY/, 'empty'],
  [/FILE_REFERENCE_(\d+_)?EXPIRED/, 'file'],
  [/AUTH_KEY_DUPLICATED/, 'taken'],
  [
    /AUTH_KEY_(UNREGISTERED|INVALID|PERM_EMPTY)|SESSION_(REVOKED|EXPIRED)|KEY_FORGOTTEN/,
    'logged-out',
  ],
  [/(PHONE|USER|NETWORK)_MIGRATE(_\d+)?/, 'logged-out'],
  [/USER_DEACTIVATED(_BAN)?/, 'banned'],
  [/FROZEN_METHOD_INVALID/, 'frozen'],
  [/DISCONNECTED/, 'offline'],
  [/DEADLINE|Timeout|RPC_CALL_FAIL|UNREADABLE/, 'no-answer'],
  [/LOST_TRACK|HISTORY_UNREADABLE/, 'lost-track'],
];

const WHOLE = CODES.map(
  ([pattern, said]) => [new RegExp(`^(?:${pattern.source})$`), said] as const,
);

/** What Telegram (or the line to it) said, and what the operator does about it: whole sentences. */
export const TELEGRAM_SAYS: Catalogue<Readonly<Record<Said, string>>> = {
  en: {
    flood: 'Telegram asks for patience; it goes on by itself.',
    'slow-mode': 'The chat is in slow mode; it goes on by itself.',
    'peer-flood':
      'The account writes to too many strangers. Ask @SpamBot in Telegram how long it is limited.',
    privacy: 'Their privacy settings do not let the account write to them.',
    blocked: 'They have blocked the account.',
    'we-blocked': 'The account has blocked them. Unblock them in Telegram if that is wrong.',
    deleted: 'Their Telegram account is deleted.',
    premium: 'They only take messages from Telegram Premium accounts.',
    paid: 'A payment in Stars is asked for each message, and postaci never pays. Take it off the targets.',
    'no-right':
      'The account may not write there. Take it off the targets, or have the right given.',
    'banned-in-groups':
      'The account is banned from writing in supergroups and channels. Ask @SpamBot why.',
    'not-member':
      'The account is not in that chat, or was removed from it. Join it in Telegram first.',
    'members-only':
      'Only members may write there. Join it in Telegram first: postaci never joins by itself.',
    'unknown-chat':
      'Telegram does not know that chat (any more). Check it with postaci groups check.',
    content:
      'This kind of content is not allowed in that chat. Send another kind, or have the right given.',
    protected: 'The source chat protects its content. Choose another source.',
    reference: 'The message that it refers to does not exist (any more).',
    topic: 'The topic is closed or deleted. Have it opened, or choose another one.',
    'too-long': 'The text is too long for Telegram. Shorten it.',
    empty: 'The text is empty. Give the message a text.',
    file: 'The file is uploaded anew; it goes on by itself.',
    taken:
      'Two programs used this session at once, and Telegram has ended it. Find the other one, then: postaci login.',
    'logged-out': 'Telegram has ended this session. Log in again: postaci login.',
    banned: 'The account was deleted or banned. Appeal to recover@telegram.org.',
    frozen:
      'Telegram has frozen the account: it can only read. Appeal in the Telegram app; it goes on by itself after that.',
    offline: 'There was no connection; it is tried again by itself.',
    'no-answer':
      'No answer came; it is tried again with the same id, so that it cannot arrive twice.',
    'lost-track': 'It could not be found out any more whether it arrived. Look into the chat.',
  },
  tr: {
    flood: 'Telegram beklenmesini istiyor; kendiliğinden devam eder.',
    'slow-mode': 'Sohbet yavaş modda; kendiliğinden devam eder.',
    'peer-flood':
      'Hesap çok fazla yabancıya yazıyor. Kısıtlamanın ne kadar süreceğini Telegram’da @SpamBot’a sorun.',
    privacy: 'Kişinin gizlilik ayarları hesabın ona yazmasına izin vermiyor.',
    blocked: 'Kişi hesabı engellemiş.',
    'we-blocked': 'Hesap bu kişiyi engellemiş. Yanlışsa engeli Telegram’da kaldırın.',
    deleted: 'Kişinin Telegram hesabı silinmiş.',
    premium: 'Kişi yalnızca Telegram Premium hesaplarından mesaj alıyor.',
    paid: 'Her mesaj için Yıldız ile ödeme isteniyor, postaci hiçbir zaman ödeme yapmaz. Hedeflerden çıkarın.',
    'no-right':
      'Hesabın orada yazma hakkı yok. Hedeflerden çıkarın ya da bu hakkın verilmesini sağlayın.',
    'banned-in-groups':
      'Hesabın süper gruplarda ve kanallarda yazması yasaklanmış. Nedenini @SpamBot’a sorun.',
    'not-member': 'Hesap o sohbette değil ya da çıkarılmış. Önce Telegram’da katılın.',
    'members-only':
      'Orada yalnızca üyeler yazabilir. Önce Telegram’da katılın: postaci kendiliğinden katılmaz.',
    'unknown-chat':
      'Telegram bu sohbeti tanımıyor (ya da artık tanımıyor). Denetleyin: postaci groups check.',
    content:
      'O sohbette bu tür içeriğe izin yok. Başka türde bir şey gönderin ya da bu hakkın verilmesini sağlayın.',
    protected: 'Kaynak sohbet içeriğini koruyor. Başka bir kaynak seçin.',
    reference: 'Yanıtlanan mesaj yok (ya da artık yok).',
    topic: 'Konu kapatılmış ya da silinmiş. Açtırın ya da başka bir konu seçin.',
    'too-long': 'Metin Telegram için çok uzun. Kısaltın.',
    empty: 'Metin boş. Mesaja metin yazın.',
    file: 'Dosya yeniden yükleniyor; kendiliğinden devam eder.',
    taken:
      'Bu oturumu aynı anda iki program kullandı ve Telegram oturumu kapattı. Ötekini bulun, sonra: postaci login.',
    'logged-out': 'Telegram bu oturumu kapattı. Yeniden giriş yapın: postaci login.',
    banned: 'Hesap silinmiş ya da yasaklanmış. İtiraz için: recover@telegram.org.',
    frozen:
      'Telegram hesabı dondurdu: yalnızca okuyabilir. Telegram uygulamasından itiraz edin; sonrasında kendiliğinden devam eder.',
    offline: 'Bağlantı yoktu; kendiliğinden yeniden denenir.',
    'no-answer': 'Yanıt gelmedi; iki kez ulaşmaması için aynı kimlikle yeniden denenir.',
    'lost-track': 'Ulaşıp ulaşmadığı artık öğrenilemiyor. Sohbete bakın.',
  },
  ru: {
    flood: 'Telegram просит подождать; дальше пойдёт само.',
    'slow-mode': 'В чате медленный режим; дальше пойдёт само.',
    'peer-flood':
      'Аккаунт пишет слишком многим незнакомым. Спросите у @SpamBot в Telegram, надолго ли ограничение.',
    privacy: 'Настройки приватности не дают аккаунту писать этому человеку.',
    blocked: 'Человек заблокировал аккаунт.',
    'we-blocked':
      'Аккаунт заблокировал этого человека. Если это ошибка, разблокируйте его в Telegram.',
    deleted: 'Аккаунт этого человека в Telegram удалён.',
    premium: 'Человек принимает сообщения только от аккаунтов Telegram Premium.',
    paid: 'За каждое сообщение просят звёзды, а postaci никогда не платит. Уберите это место из списка.',
    'no-right':
      'Аккаунту нельзя там писать. Уберите это место из списка или добейтесь права писать.',
    'banned-in-groups':
      'Аккаунту запрещено писать в супергруппах и каналах. Спросите у @SpamBot почему.',
    'not-member':
      'Аккаунта нет в этом чате, или его оттуда удалили. Сначала вступите в чат в Telegram.',
    'members-only':
      'Писать там могут только участники. Сначала вступите в чат в Telegram: сам postaci никуда не вступает.',
    'unknown-chat':
      'Telegram не знает (или больше не знает) этого чата. Проверьте: postaci groups check.',
    content: 'Такое содержимое в этом чате запрещено. Отправьте другое или добейтесь такого права.',
    protected: 'Чат-источник защищает своё содержимое. Выберите другой источник.',
    reference: 'Сообщения, на которое оно отвечает, нет (или больше нет).',
    topic: 'Тема закрыта или удалена. Попросите открыть её или выберите другую.',
    'too-long': 'Текст слишком длинный для Telegram. Сократите его.',
    empty: 'Текст пуст. Дайте сообщению текст.',
    file: 'Файл загружается заново; дальше пойдёт само.',
    taken:
      'Этим сеансом пользовались сразу две программы, и Telegram его завершил. Найдите другую, затем: postaci login.',
    'logged-out': 'Telegram завершил этот сеанс. Войдите снова: postaci login.',
    banned: 'Аккаунт удалён или заблокирован. Обжаловать: recover@telegram.org.',
    frozen:
      'Telegram заморозил аккаунт: он может только читать. Подайте апелляцию в приложении Telegram; потом всё пойдёт само.',
    offline: 'Не было связи; попытка повторится сама.',
    'no-answer':
      'Ответ не пришёл; попытка повторится с тем же идентификатором, чтобы сообщение не дошло дважды.',
    'lost-track': 'Выяснить, дошло ли сообщение, больше нельзя. Посмотрите в чат.',
  },
};

/** What a code means, by the words of a language; undefined: nobody knows. */
export function saidBy(words: Readonly<Record<Said, string>>, code: string): string | undefined {
  const known = WHOLE.find(([pattern]) => pattern.test(code));
  return known && words[known[1]];
}
