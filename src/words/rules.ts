import type { RuleName } from '../core/guard.js';
import type { Catalogue } from './catalogue.js';

/**
 * What each rule of the guard does, and what the operator can do about it: one sentence. docs/limits.md says the
 * same at length.
 */
export const RULES: Catalogue<Readonly<Record<RuleName, string>>> = {
  en: {
    expiry:
      'What could not be said in its time is not said any more; MESSAGE_EXPIRE_AFTER, REPLY_EXPIRE_AFTER and DM_EXPIRE_AFTER say how long that is.',
    paused:
      'Nothing of a paused service goes out, but for your own words; postaci resume ends the pause.',
    restriction:
      'Telegram wants patience, or has barred a place, and nothing goes round that; a restriction without an end is lifted by you, once its cause is gone: postaci lift <number>.',
    consent:
      'A person is written to only with consent on record, and never after a refusal; that can’t be turned off: wait until they write, or import them with the source of their consent.',
    takeover:
      'Where you wrote by hand, answers and private messages are silent for TAKEOVER_SILENCE; postaci takeovers lift gives the chat back sooner.',
    'still-silent':
      'A follow-up goes only while the person has not written since; once they have, it is not needed, and there is nothing to do.',
    'allowed-target':
      'What nobody asked for goes to the groups of GROUP_LINKS only; add the group there when it is to be written to.',
    window:
      'What nobody asked for goes only within ACTIVE_WINDOWS, and never on BLACKOUT_DAYS; it goes when they open, unless you change them.',
    'day-cap':
      'At most MESSAGES_PER_DAY messages that nobody asked for go out a day; the rest waits for midnight in TIMEZONE.',
    'hour-cap':
      'At most MESSAGES_PER_HOUR messages that nobody asked for go out in any 60 minutes, spread over them; it goes as soon as there is room.',
    'minimum-interval':
      'Between two messages that nobody asked for MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS pass; it goes after that.',
    'peer-interval':
      'Between two messages that nobody asked for in one chat MIN_INTERVAL_PER_CHAT_SECONDS pass; it goes after that.',
    'instant-cap':
      'At most MAX_INSTANT_PER_CHAT_PER_HOUR comments on new posts go to one chat in any 60 minutes, for no person is always the first; it goes as soon as there is room.',
    'person-interval':
      'What nobody asked for and comes to a person sooner than DM_COOLDOWN_SECONDS after the last one is dropped, not put off; there is nothing to do.',
    'person-cap':
      'At most DM_MAX_MESSAGES_PER_HOUR messages that nobody asked for go to one person within DM_TRACKING_WINDOW, and the rest is dropped, not put off; there is nothing to do.',
    'new-conversations':
      'At most NEW_CONVERSATIONS_PER_DAY first words a day go to people who never wrote, and fewer while the account is new (WARM_UP_DAYS); the rest waits for the next day.',
    'answer-interval':
      'Between two answers in one chat ANSWER_INTERVAL_SECONDS pass; it goes after that.',
    'answer-cap':
      'At most ANSWERS_PER_CHAT_PER_HOUR answers go to one chat in any 60 minutes, and ANSWERS_PER_DAY in all a day; it goes as soon as there is room.',
    'slow-mode':
      'The chat lets each member write only so often; it goes after that, and only the chat’s administrators can change it.',
    'somebody-spoke':
      'Behind the account’s own last message nothing is said before somebody else has written (MESSAGE_ONLY_AFTER_OTHERS); it goes then.',
  },
  tr: {
    expiry:
      'Süresi içinde gönderilemeyen mesaj artık gönderilmez; süreyi MESSAGE_EXPIRE_AFTER, REPLY_EXPIRE_AFTER ve DM_EXPIRE_AFTER belirler.',
    paused:
      'Duraklatılan servisten, sizin kendi mesajlarınız dışında hiçbir şey gönderilmez; postaci resume duraklatmayı bitirir.',
    restriction:
      'Telegram beklenmesini istedi ya da bir yeri kapattı, bunun çevresinden dolaşılmaz; bitişi olmayan kısıtlamayı, nedeni ortadan kalkınca siz kaldırırsınız: postaci lift <numara>.',
    consent:
      'Bir kişiye yalnızca kayıtlı izniyle yazılır, istemediğini söyledikten sonra hiç yazılmaz; bu kapatılamaz: kişinin yazmasını bekleyin ya da onu izninin kaynağıyla içe aktarın.',
    takeover:
      'Elle yazdığınız sohbette yanıtlar ve özel mesajlar TAKEOVER_SILENCE süresince susar; postaci takeovers lift sohbeti daha erken geri verir.',
    'still-silent':
      'Takip mesajı yalnızca kişi o zamandan beri yazmadıysa gider; yazdıysa gerek kalmamıştır, yapılacak bir şey yoktur.',
    'allowed-target':
      'Kendiliğinden yazılan mesaj yalnızca GROUP_LINKS gruplarına gider; yazılmasını istiyorsanız grubu oraya ekleyin.',
    window:
      'Kendiliğinden yazılan mesaj yalnızca ACTIVE_WINDOWS saatlerinde gider, BLACKOUT_DAYS günlerinde hiç gitmez; siz değiştirmezseniz saatler açılınca gönderilir.',
    'day-cap':
      'Kendiliğinden yazılan mesajlardan günde en çok MESSAGES_PER_DAY tanesi gider; kalanı TIMEZONE saatiyle gece yarısını bekler.',
    'hour-cap':
      'Kendiliğinden yazılan mesajlardan her 60 dakikada en çok MESSAGES_PER_HOUR tanesi, bu süreye yayılarak gider; yer açılınca gönderilir.',
    'minimum-interval':
      'Kendiliğinden yazılan iki mesaj arasında MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS kadar süre geçer; süre dolunca gönderilir.',
    'peer-interval':
      'Aynı sohbete kendiliğinden yazılan iki mesaj arasında MIN_INTERVAL_PER_CHAT_SECONDS kadar süre geçer; süre dolunca gönderilir.',
    'instant-cap':
      'Bir sohbette yeni gönderilere her 60 dakikada en çok MAX_INSTANT_PER_CHAT_PER_HOUR yorum gider, çünkü hiç kimse hep ilk yazan olmaz; yer açılınca gönderilir.',
    'person-interval':
      'Bir kişiye, son mesajdan sonra DM_COOLDOWN_SECONDS dolmadan kendiliğinden yazılan mesaj ertelenmez, gönderilmekten vazgeçilir; yapılacak bir şey yoktur.',
    'person-cap':
      'Bir kişiye DM_TRACKING_WINDOW içinde kendiliğinden en çok DM_MAX_MESSAGES_PER_HOUR mesaj gider, fazlası ertelenmez, gönderilmekten vazgeçilir; yapılacak bir şey yoktur.',
    'new-conversations':
      'Hiç yazmamış kişilere günde en çok NEW_CONVERSATIONS_PER_DAY ilk mesaj gider, hesap yeniyken daha azı (WARM_UP_DAYS); kalanı ertesi günü bekler.',
    'answer-interval':
      'Bir sohbetteki iki yanıt arasında ANSWER_INTERVAL_SECONDS kadar süre geçer; süre dolunca gönderilir.',
    'answer-cap':
      'Bir sohbette her 60 dakikada en çok ANSWERS_PER_CHAT_PER_HOUR, toplamda günde en çok ANSWERS_PER_DAY yanıt gider; yer açılınca gönderilir.',
    'slow-mode':
      'Sohbet, her üyenin ancak belirli aralıklarla yazmasına izin veriyor; süre dolunca gönderilir, bunu yalnızca sohbetin yöneticileri değiştirebilir.',
    'somebody-spoke':
      'Hesabın son mesajından sonra başka biri yazmadan yenisi gönderilmez (MESSAGE_ONLY_AFTER_OTHERS); biri yazınca gönderilir.',
  },
  ru: {
    expiry:
      'Что не удалось отправить в срок, уже не отправляется; срок задают MESSAGE_EXPIRE_AFTER, REPLY_EXPIRE_AFTER и DM_EXPIRE_AFTER.',
    paused:
      'От сервиса на паузе ничего не уходит, кроме ваших собственных слов; паузу снимает postaci resume.',
    restriction:
      'Telegram велел подождать или закрыл место, и обойти это нельзя; бессрочное ограничение снимаете вы, когда его причины больше нет: postaci lift <номер>.',
    consent:
      'Человеку пишут только при записанном согласии и никогда после отказа; отключить это нельзя: дождитесь, пока он напишет сам, или импортируйте его с источником согласия.',
    takeover:
      'Где вы писали сами, ответов и личных сообщений нет в течение TAKEOVER_SILENCE; вернуть чат раньше: postaci takeovers lift.',
    'still-silent':
      'Напоминание уходит, только пока человек с тех пор не написал; если написал, оно не нужно, и делать ничего не надо.',
    'allowed-target':
      'По своей инициативе аккаунт пишет только в группы из GROUP_LINKS; если туда нужно писать, добавьте группу в этот список.',
    window:
      'По своей инициативе аккаунт пишет только в часы ACTIVE_WINDOWS и никогда в дни BLACKOUT_DAYS; сообщение уйдёт, когда они наступят, если вы их не измените.',
    'day-cap':
      'По своей инициативе аккаунт отправляет не больше MESSAGES_PER_DAY сообщений в день; остальные ждут полуночи по времени TIMEZONE.',
    'hour-cap':
      'По своей инициативе аккаунт отправляет не больше MESSAGES_PER_HOUR сообщений за любые 60 минут, распределяя их по этому времени; сообщение уйдёт, как только освободится место.',
    'minimum-interval':
      'Между двумя сообщениями по своей инициативе проходит MIN_INTERVAL_BETWEEN_MESSAGES_SECONDS; после этого сообщение уйдёт.',
    'peer-interval':
      'Между двумя сообщениями по своей инициативе в одном чате проходит MIN_INTERVAL_PER_CHAT_SECONDS; после этого сообщение уйдёт.',
    'instant-cap':
      'В одном чате за любые 60 минут уходит не больше MAX_INSTANT_PER_CHAT_PER_HOUR комментариев к новым постам, ведь никто не бывает первым всегда; сообщение уйдёт, как только освободится место.',
    'person-interval':
      'Сообщение по своей инициативе, которое приходится на человека раньше чем через DM_COOLDOWN_SECONDS после прошлого, не откладывается, а отбрасывается; делать ничего не надо.',
    'person-cap':
      'По своей инициативе одному человеку за DM_TRACKING_WINDOW уходит не больше DM_MAX_MESSAGES_PER_HOUR сообщений, лишние не откладываются, а отбрасываются; делать ничего не надо.',
    'new-conversations':
      'Тем, кто сам никогда не писал, уходит не больше NEW_CONVERSATIONS_PER_DAY первых сообщений в день, а пока аккаунт новый (WARM_UP_DAYS), ещё меньше; остальные ждут следующего дня.',
    'answer-interval':
      'Между двумя ответами в одном чате проходит ANSWER_INTERVAL_SECONDS; после этого ответ уйдёт.',
    'answer-cap':
      'В одном чате за любые 60 минут уходит не больше ANSWERS_PER_CHAT_PER_HOUR ответов, а всего за день не больше ANSWERS_PER_DAY; ответ уйдёт, как только освободится место.',
    'slow-mode':
      'Чат разрешает каждому участнику писать лишь раз в некоторое время; после этого сообщение уйдёт, а изменить это могут только администраторы чата.',
    'somebody-spoke':
      'После последнего сообщения аккаунта новое не уходит, пока не напишет кто-то другой (MESSAGE_ONLY_AFTER_OTHERS); тогда оно и уйдёт.',
  },
};
