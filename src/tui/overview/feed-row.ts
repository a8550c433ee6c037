import type { LiveEvent } from '../../core/events.js';
import { EVENTS, type EventWords } from '../../words/events.js';
import { STATE_NAMES } from '../../words/state-names.js';
import { cells } from '../panels/parts/cells.js';
import type { Row, Tone } from '../panels/parts/rows.js';
import { cutRow } from '../row-room.js';
import type { FeedEvent } from '../state/feed.js';
import { strangerText } from '../stranger-text.js';
import type { Wording } from './wording.js';

/** What an event says: a sign and a head in one look, then whom it is about, then what it says. */
interface Telling {
  readonly sign: string;
  readonly tone: Tone;
  readonly head: string;
  readonly whom?: string;
  readonly more?: readonly string[];
}

/** Heads stand in a column of this width, where they fit. */
const HEAD_CELLS = 20;

/** An event in one row; whatever strangers wrote in it is made harmless. */
export function feedRow(event: FeedEvent, wording: Wording, columns: number): Row {
  const { sign, tone, head, whom = '', more = [] } = tellingOf(event, wording);
  const space = ' '.repeat(Math.max(0, HEAD_CELLS - cells(head)));
  const details = more.filter((text) => text !== '').map(strangerText);
  const rest = details.join(' · ');
  return cutRow(
    [
      { text: `${wording.timeOfDay(event.at)} `, tone: 'dim' },
      { text: `${sign} ${head}`, tone },
      { text: `${space} ${whom}` },
      { text: rest === '' ? '' : `${whom === '' ? '' : ' · '}${rest}`, tone: 'dim' },
    ],
    columns,
  );
}

function tellingOf(event: FeedEvent, wording: Wording): Telling {
  const words = EVENTS[wording.language];
  switch (event.type) {
    case 'intent':
      return intent(event, wording, words);
    case 'heard':
      return {
        sign: event.own ? '>' : '<',
        tone: 'plain',
        head: event.own ? words.own : words.heard,
        whom: wording.name(event.peer),
        more: [event.text],
      };
    case 'takeover':
      return { sign: '»', tone: 'key', head: words.takeover, whom: wording.name(event.peer) };
    case 'takeover-lifted':
      return { sign: '«', tone: 'key', head: words.takeoverLifted, whom: wording.name(event.peer) };
    case 'consent':
      return {
        sign: event.change === 'granted' ? '+' : '-',
        tone: event.change === 'granted' ? 'good' : 'warn',
        head: words.consent[event.change],
        whom: wording.name(event.person),
        more: [event.how],
      };
    case 'catching-up':
      return {
        sign: '…',
        tone: 'plain',
        head: words.catchingUp[event.state],
        whom: event.channel === undefined ? words.allPeople : wording.name(event.channel),
        more: [event.reason],
      };
    default:
      return ofTheDaemon(event, wording, words);
  }
}

type Intent = Extract<LiveEvent, { type: 'intent' }>;

const INTENT_LOOKS: Readonly<Record<Intent['state'], readonly [string, Tone]>> = {
  draft: ['»', 'key'],
  queued: ['…', 'plain'],
  sending: ['→', 'plain'],
  sent: ['✓', 'good'],
  refused: ['✗', 'warn'],
  failed: ['✗', 'bad'],
  expired: ['✗', 'warn'],
  unknown: ['?', 'bad'],
};

function intent(event: Intent, wording: Wording, words: EventWords): Telling {
  const { state, rule, until, reason = '', text = '' } = event;
  const held = state === 'queued' && rule !== undefined;
  const [sign, tone] = INTENT_LOOKS[state];
  const end = until === undefined ? '' : ` ${words.until(wording.timeOfDay(until))}`;
  return {
    sign,
    tone: held ? 'warn' : tone,
    head: `${event.service} ${words.intent[held ? 'held' : state]}`,
    whom: wording.name(event.peer),
    more: [rule === undefined ? '' : `${rule}${end}`, reason, text],
  };
}

type OfTheDaemon = Exclude<
  FeedEvent,
  { type: 'intent' | 'heard' | 'takeover' | 'takeover-lifted' | 'consent' | 'catching-up' }
>;

const ALERT_LOOKS = {
  info: ['·', 'plain'],
  warning: ['!', 'warn'],
  critical: ['✗', 'bad'],
} as const;

function ofTheDaemon(event: OfTheDaemon, wording: Wording, words: EventWords): Telling {
  const names = STATE_NAMES[wording.language];
  switch (event.type) {
    case 'configuration': {
      const { outcome, changes, problem = '' } = event;
      const changed = changes.map(({ name, from, to, needsRestart }) => {
        const later = needsRestart ? ` (${words.needsRestart})` : '';
        return `${name}: ${from} → ${to}${later}`;
      });
      const kept = outcome === 'kept';
      const more = kept ? [problem] : [words.changed(changes.length), ...changed];
      const tone = kept ? 'bad' : 'good';
      return { sign: kept ? '✗' : '*', tone, head: words.configuration[outcome], more };
    }
    case 'alert': {
      const [sign, tone] = ALERT_LOOKS[event.severity];
      return { sign, tone, head: words.alert[event.severity], more: [event.code, event.text] };
    }
    case 'connection': {
      const online = event.state === 'online';
      const more = [names.connection[event.state]];
      return {
        sign: online ? '●' : '○',
        tone: online ? 'good' : 'warn',
        head: words.connection,
        more,
      };
    }
    case 'health': {
      const ok = event.health === 'ok';
      const more = [names.health[event.health], event.reason];
      return { sign: ok ? '✓' : '!', tone: ok ? 'good' : 'bad', head: words.health, more };
    }
    case 'service': {
      const failed = event.state === 'failed';
      const head = `${event.service} ${words.service[event.state]}`;
      return {
        sign: failed ? '✗' : '*',
        tone: failed ? 'bad' : 'plain',
        head,
        more: [event.reason ?? ''],
      };
    }
    case 'missed':
      return { sign: '…', tone: 'warn', head: words.missed };
    case 'written':
      return { sign: '·', tone: 'plain', head: words.written, more: [event.text] };
  }
}
