import type { RuleName } from '../core/guard.js';
import type { Catalogue } from './catalogue.js';

/** What the rules of the guard are called. A label stands before the stable name, or in its place. */
export const RULE_LABELS: Catalogue<Readonly<Record<RuleName, string>>> = {
  en: {
    expiry: 'end of its time',
    paused: 'pause',
    restriction: 'restriction by Telegram',
    consent: 'consent',
    takeover: 'takeover',
    'still-silent': 'person still silent',
    'allowed-target': 'allowed groups',
    window: 'active hours',
    'day-cap': 'cap of the day',
    'hour-cap': 'cap of the hour',
    'minimum-interval': 'pause between messages',
    'peer-interval': 'pause in one chat',
    'instant-cap': 'cap of quick comments',
    'person-interval': 'pause for one person',
    'person-cap': 'cap for one person',
    'new-conversations': 'new conversations',
    'answer-interval': 'pause between answers',
    'answer-cap': 'cap of answers',
    'slow-mode': 'slow mode',
    'somebody-spoke': 'never twice in a row',
  },
  tr: {
    expiry: 'geçerlilik süresi',
    paused: 'duraklatma',
    restriction: 'Telegram kısıtlaması',
    consent: 'izin',
    takeover: 'devralma',
    'still-silent': 'kişi hâlâ sessiz',
    'allowed-target': 'izinli gruplar',
    window: 'etkin saatler',
    'day-cap': 'günlük sınır',
    'hour-cap': 'saatlik sınır',
    'minimum-interval': 'mesajlar arası süre',
    'peer-interval': 'aynı sohbette ara',
    'instant-cap': 'hızlı yorum sınırı',
    'person-interval': 'aynı kişiye ara',
    'person-cap': 'kişi başına sınır',
    'new-conversations': 'yeni sohbetler',
    'answer-interval': 'yanıtlar arası süre',
    'answer-cap': 'yanıt sınırı',
    'slow-mode': 'yavaş mod',
    'somebody-spoke': 'art arda iki kez değil',
  },
  ru: {
    expiry: 'срок сообщения',
    paused: 'пауза',
    restriction: 'ограничение Telegram',
    consent: 'согласие',
    takeover: 'перехват',
    'still-silent': 'собеседник молчит',
    'allowed-target': 'разрешённые группы',
    window: 'активные часы',
    'day-cap': 'дневной лимит',
    'hour-cap': 'часовой лимит',
    'minimum-interval': 'пауза между сообщениями',
    'peer-interval': 'пауза в одном чате',
    'instant-cap': 'лимит быстрых комментариев',
    'person-interval': 'пауза для одного человека',
    'person-cap': 'лимит на одного человека',
    'new-conversations': 'новые беседы',
    'answer-interval': 'пауза между ответами',
    'answer-cap': 'лимит ответов',
    'slow-mode': 'медленный режим',
    'somebody-spoke': 'не дважды подряд',
  },
};

/** A rule in a few words: its label, and its stable name. What is no rule is told as it is. */
export function ruleIn(labels: Readonly<Record<RuleName, string>>, rule: string): string {
  return isRule(labels, rule) ? `${labels[rule]} (${rule})` : rule;
}

function isRule(labels: Readonly<Record<RuleName, string>>, rule: string): rule is RuleName {
  return Object.hasOwn(labels, rule);
}
