import type { DmSettings, FollowUp } from '../../../src/core/dm-settings.js';
import { FOLLOW_UP_AFTER_MS } from '../../../src/core/dm-settings.js';
import {
  CONVERSATION_STATES,
  type ConversationState,
  DEFAULT_PEOPLE_SETTINGS,
  type PeopleSettings,
} from '../../../src/core/people.js';
import type { ReplySettings } from '../../../src/core/reply-settings.js';
import type { Meaning } from './story.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What a message of the daemon is: all its texts begin with it, so that the record tells. */
export interface Label {
  readonly kind: 'answer' | 'welcome' | 'invite' | 'follow-up' | 'burst';
  /** Of what is unsolicited: which one. Of a burst: its service. */
  readonly id: string;
  readonly budget: 'unsolicited' | 'answer' | 'operator';
}

/** Writes a label; what is said follows it. */
export function labelled({ kind, id, budget }: Label, words: string): string {
  return `[${kind}|${id}|${budget}] ${words}`;
}

/** @throws Error when the text is not one of the daemon's */
export function labelOf(text: string): Label {
  const [whole, kind, id, budget] = /^\[([a-z-]+)\|([^|\]]*)\|([a-z]+)\]/.exec(text) ?? [];
  if (whole === undefined) throw new Error(`whose text is "${text}"?`);
  return { kind, id, budget } as Label;
}

const answer = (id: string, words: string) =>
  labelled({ kind: 'answer', id, budget: 'answer' }, words);
const unsolicited = (kind: Label['kind'], id: string, words: string) =>
  labelled({ kind, id, budget: 'unsolicited' }, words);

/** What the reply service is told to do. */
export function replySettings(
  mode: ReplySettings['mode'],
  more: Partial<ReplySettings> = {},
): ReplySettings {
  const rule = {
    loose: true,
    patterns: [],
    chats: 'all',
    languages: [],
    hours: [],
    cooldownMs: 0,
  } as const;
  return {
    mode,
    chatModes: [],
    manualPlusTimeoutMs: 300_000,
    quietHours: [],
    rules: [
      {
        ...rule,
        id: 'price',
        keywords: ['fiyat', 'цена'],
        variants: [answer('price', '{name}: 5 TL'), answer('price', '5 TL')],
      },
      {
        ...rule,
        id: 'parcel',
        keywords: [],
        patterns: ['karg[ou]'],
        variants: [answer('parcel', 'yarın')],
      },
      {
        ...rule,
        id: 'other',
        keywords: [],
        variants: [answer('other', 'hm')],
        cooldownMs: 20 * 60_000,
      },
    ],
    menu: {
      text: answer('menu', 'buyurun'),
      items: [{ label: 'Saatler', answer: answer('item', '9-18') }],
    },
    menuAfter: 3,
    variables: {},
    expireAfterMs: 900_000,
    ...more,
  };
}

/** What the dm service is told to say: S3's schedules, a welcome and two invites. */
export function dmSettings(more: Partial<DmSettings> = {}): DmSettings {
  const everybody = ['wrote_first', 'opt_in_word', 'imported'] as const;
  const followUps = (state: ConversationState): FollowUp[] =>
    FOLLOW_UP_AFTER_MS[state].map((afterMs, stage) => {
      const id = `${state}-${stage + 1}`;
      return { id, afterMs, variants: [unsolicited('follow-up', id, '{name}?')] };
    });
  return {
    welcome: {
      id: 'welcome',
      variants: [unsolicited('welcome', 'welcome', 'hoş geldin {name}')],
      bases: ['opt_in_word', 'imported'],
    },
    invites: [
      {
        id: 'soon',
        variants: [unsolicited('invite', 'soon', 'gel')],
        bases: ['opt_in_word'],
        afterMs: 10 * 60_000,
      },
      {
        id: 'later',
        variants: [unsolicited('invite', 'later', 'gel')],
        bases: everybody,
        afterMs: 2 * DAY,
      },
    ],
    followUps: {
      'first-contact': followUps('first-contact'),
      active: followUps('active'),
      manual: followUps('manual'),
    },
    variables: {},
    expireAfterMs: DAY,
    ...more,
  };
}

/** How long after the account's last word a follow-up comes; undefined for what is none. */
export function followUpAfterMs(text: string): number | undefined {
  const { kind, id } = labelOf(text);
  const state = CONVERSATION_STATES.find((one) => id.startsWith(`${one}-`));
  if (kind !== 'follow-up' || !state) return undefined;
  return FOLLOW_UP_AFTER_MS[state][Number(id.slice(state.length + 1)) - 1];
}

/** The customer's own words, beside the built-in ones. */
export const PEOPLE_SETTINGS: PeopleSettings = {
  ...DEFAULT_PEOPLE_SETTINGS,
  optOutWords: ['Listeden çıkar', '❌'],
  optInWords: ['Evet, yazın', '✅'],
};

/** What people say, by what they mean. */
export const PHRASES: Readonly<Record<Meaning, readonly string[]>> = {
  talk: [
    'merhaba',
    'fiyat nedir?',
    'FİYAT?',
    'kargo ne zaman gelir',
    'какая цена?',
    'menu',
    '1',
    'Saatler',
    'is there a bus stop nearby?',
    'dur bir bakayım',
    'don’t stop now, it is interesting',
    'iptal etmek için ne yapmalıyım ki',
  ],
  'opt-in': [
    'start',
    'join',
    'KATIL',
    'katılmak istiyorum',
    'старт',
    'Abone ol',
    'Evet, yazın',
    '✅',
  ],
  'opt-out': [
    'stop',
    'STOP!!',
    'yazma',
    'bana bir daha yazma',
    'Dur artık',
    'стоп',
    'не пишите мне больше',
    'unsubscribe',
    'please remove me from your list',
    'listeden çıkar',
    '❌',
  ],
};
