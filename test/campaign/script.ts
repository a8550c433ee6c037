import type { Clock } from '../../src/core/clock.js';
import type { Database, Row } from '../../src/core/database.js';
import type { IntentDraft, IntentState, Priority } from '../../src/core/intent.js';
import type { Messenger } from '../../src/core/messenger.js';
import type { PeerId } from '../../src/core/peer.js';
import type { Limits } from '../../src/core/settings.js';
import { DEFAULT_PEOPLE_LIMITS } from '../../src/core/settings.js';
import type { DeliveryFault } from '../contracts/messenger-hands.js';
import { bareRoad } from './bare-road.js';
import type { RecordedMessage } from './record.js';

const ACCOUNT = 'script';

/** A Telegram to live the script in, with hands on it. */
export interface Stage {
  readonly clock: Clock;
  readonly messenger: Messenger;
  readonly group: PeerId;
  readonly basic: PeerId;
  /** A chat with a slow mode much longer than the script. */
  readonly slow: PeerId;
  /** Not among the targets. */
  readonly foreign: PeerId;
  say(chat: PeerId): void;
  injectFault(fault: DeliveryFault): void;
  /** Of all chats. */
  messages(): readonly RecordedMessage[];
  /** Lets time pass until `work` has settled. */
  during<T>(work: Promise<T>): Promise<T>;
}

/** What became of one intent, and what the guard said of it on the way. */
export interface Story {
  readonly key: string;
  readonly state: IntentState;
  /** `wait minimum-interval`, `allow`, … in order. */
  readonly verdicts: readonly string[];
}

/** Limits of seconds, a little apart from each other: some milliseconds more or less change no verdict. */
export function shortLimits(atMs: number): Limits {
  // Noon there: no day and no window ends meanwhile. `Etc/GMT+5` is five hours behind.
  const behind = new Date(atMs).getUTCHours() - 12;
  return {
    timeZone: behind === 0 ? 'Etc/GMT' : `Etc/GMT${behind > 0 ? '+' : ''}${behind}`,
    activeWindows: [{ startMinute: 10 * 60, endMinute: 15 * 60 }],
    blackoutDays: [],
    messagesPerDay: 7,
    minIntervalMs: 700,
    minIntervalPerPeerMs: 2_000,
    people: DEFAULT_PEOPLE_LIMITS,
  };
}

/** What happens, in milliseconds after the start; about fourteen seconds of it. */
export async function liveScript(
  { clock, messenger, during, say, injectFault, ...chats }: Stage,
  database: Database,
  limits: Limits,
): Promise<readonly Story[]> {
  const { group, basic, slow, foreign } = chats;
  const targets = [group, basic, slow];
  const road = bareRoad({ account: ACCOUNT, clock, database, messenger, limits, targets });
  const stopping = new AbortController();
  let startAt = 0;
  const propose = async (key: string, peer: PeerId, more: Partial<IntentDraft> = {}) => {
    const now = clock.now();
    await database.transaction((tx) =>
      road.outbox.propose(tx, { ...draft(key, peer, now), ...more }),
    );
    road.outbox.kick();
  };
  const at = (ms: number) => clock.sleepUntil(startAt + ms);
  const script = async () => {
    const running = road.run(stopping.signal);
    await clock.sleepUntil(clock.now() + 1_500);
    startAt = clock.now();
    await propose('first', group);
    await at(300);
    await propose('behind the interval', basic);
    await propose('behind the peer interval', group);
    await propose('not a target', foreign);
    await propose('too late', group, { expiresAt: startAt + 1_000 });
    await at(2_600);
    await propose('slow: goes', slow, { priority: 'interactive' });
    await at(3_000);
    await propose('slow: waits', slow);
    await at(4_000);
    injectFault({ kind: 'answer-lost' });
    await propose('answer lost', basic);
    await at(7_000);
    injectFault({ kind: 'error', code: 420, text: 'FLOOD_WAIT_2' });
    await propose('flood wait', basic);
    await propose('when somebody spoke', group, { precondition: { kind: 'somebody-spoke' } });
    await at(8_000);
    say(group);
    await at(11_000);
    await propose('above the day cap', group);
    await at(12_000);
    stopping.abort();
    await running;
  };
  try {
    await during(script());
  } finally {
    stopping.abort();
    await during(messenger.disconnect());
  }
  return storiesOf(database);
}

function draft(key: string, peer: PeerId, now: number): IntentDraft {
  const priority: Priority = 'scheduled';
  return {
    account: ACCOUNT,
    service: 'message',
    budget: 'unsolicited',
    op: 'send',
    peer,
    content: { kind: 'text', text: key },
    lane: ACCOUNT,
    priority,
    notBefore: now,
    dedupeKey: key,
  };
}

async function storiesOf(db: Database): Promise<readonly Story[]> {
  const rows = await db.query<Row & { key: string; state: IntentState; said: string | null }>(
    `select dedupe_key as key, state, verdict || coalesce(' ' || decisions.rule, '') as said
     from ${db.schema}.outbox left join ${db.schema}.decisions on intent_id = outbox.id
     order by outbox.id, decisions.id`,
  );
  const stories = new Map<string, Story & { verdicts: string[] }>();
  for (const { key, state, said } of rows) {
    const story = stories.get(key) ?? { key, state, verdicts: [] };
    if (said && story.verdicts.at(-1) !== said) story.verdicts.push(said);
    stories.set(key, story);
  }
  return [...stories.values()];
}
