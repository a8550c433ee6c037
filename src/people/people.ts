import type { Clock } from '../core/clock.js';
import type { Queryable } from '../core/database.js';
import type { EventBus, LiveEvent } from '../core/events.js';
import type { IntakeStep } from '../core/intake-step.js';
import type { Logger } from '../core/logger.js';
import type { Outbox } from '../core/outbox.js';
import type { PeerId } from '../core/peer.js';
import type {
  ConsentEntry,
  Erasure,
  Granted,
  ImportOutcome,
  People,
  PeopleCounts,
  PeopleSettings,
  PeopleStatistics,
} from '../core/people.js';
import type { KeyOnDemand } from '../core/secret.js';
import { readLog } from './consent-log.js';
import { type FoundPerson, findPerson, forgetLine } from './find-person.js';
import { forgetPerson } from './forget.js';
import { Forgotten } from './forgotten.js';
import { heardPeople } from './heard-people.js';
import { type ImportPage, importPage } from './import-page.js';
import { readPerson } from './person-rows.js';
import { eventOf, type Recorded, type Records, recordFacts } from './record-facts.js';
import { clearPeople, clearTracking } from './retention.js';
import type { RecordedChange } from './standing.js';
import { readCounts, readStatistics } from './statistics.js';
import { consentWords, type ReadConsentWord } from './words.js';

const DAY_MS = 24 * 3_600_000;
/** Events whose commit has not been told yet: no more than this many are kept. */
const REMEMBERED_EVENTS = 1_000;

/** What the records of people stand on. */
export interface PeopleOptions {
  readonly account: string;
  readonly clock: Clock;
  readonly events: Pick<EventBus, 'publish'>;
  readonly outbox: Pick<Outbox, 'cancel' | 'kick'>;
  readonly settings: () => PeopleSettings;
  readonly forgottenKey: KeyOnDemand;
  /** The account itself, once it is known. */
  readonly selfId: () => PeerId | undefined;
  readonly logger: Logger;
}

/** The records of people: who may be written to, who may not, and what is kept of them. */
export interface PeopleDesk extends People, IntakeStep {
  /** HMAC-SHA256 of account and person under the customer's key. */
  hashOf(person: PeerId): Buffer;
  /** For the guard: what to look for among the forgotten; undefined where nobody was forgotten. */
  forgottenHash(person: PeerId): Buffer | undefined;
  /**
   * To be called at the start, before anything is sent or heard.
   * @throws PostaciError `CONFIG_INVALID` when people were forgotten under another key, or under one that is lost
   */
  forgottenCheck(db: Queryable): Promise<void>;
  /** Ends somebody's consent by the operator's hand, and takes back what waits. Only the person can lift it. */
  refuse(tx: Queryable, refused: { person: PeerId; how: string; at: number }): Promise<void>;
  /** Takes in one page of a list: at most some thousand lines. */
  import(tx: Queryable, page: ImportPage): Promise<readonly ImportOutcome[]>;
  /** Somebody that the operator wrote as an id, a username or a t.me link. */
  find(db: Queryable, written: string): Promise<FoundPerson | undefined>;
  /** The ledger of one person's consent, oldest first. */
  log(db: Queryable, person: PeerId): Promise<readonly ConsentEntry[]>;
  /**
   * Erases what is stored of a person; the refusal is kept as a hash.
   * @throws PostaciError `USAGE` for the account itself and Telegram's own accounts
   */
  forget(tx: Queryable, person: PeerId): Promise<Erasure>;
  /** Refuses a line of the imported list whose id is not known: the username stays. False: there is none. */
  forgetUsername(tx: Queryable, username: string): Promise<boolean>;
  statistics(db: Queryable, now: number, timeZone: string): Promise<PeopleStatistics>;
  /** The same figures as in the statistics, without all that takes time. */
  counts(db: Queryable): Promise<PeopleCounts>;
  /**
   * Clears away one page of what is older than its window; in a transaction of its own.
   * @returns fewer than `limit` when nothing is left
   */
  clear(tx: Queryable, limit: number): Promise<number>;
  /** To be called after the commit of `grant`, `refuse`, `import` and `forget`: tells what they changed. */
  kick(): void;
}

/** Makes the records of one account. */
export function createPeople(options: PeopleOptions): PeopleDesk {
  const { account, clock, events, outbox, settings, selfId } = options;
  const forgotten = new Forgotten(account, options.forgottenKey);
  const records: Records = { account, forgotten, outbox, selfId };
  const readWord = wordReader(settings);
  const untold: LiveEvent[] = [];
  const tellLater = (told: readonly LiveEvent[]) =>
    untold.push(...told.slice(0, REMEMBERED_EVENTS - untold.length));
  const record = async (tx: Queryable, ...facts: Parameters<typeof recordFacts>[2]) => {
    const recorded = await recordFacts(tx, records, facts, clock.now());
    tellLater(eventsOf(recorded, clock.now()));
    return recorded;
  };
  return {
    hashOf: (person) => forgotten.hashOf(person),
    forgottenHash: (person) => forgotten.hashIfAny(person),
    forgottenCheck: (db) => forgotten.check(db),
    async take(tx, fresh) {
      const heard = await heardPeople(fresh, readWord());
      const recorded = await recordFacts(tx, records, heard, clock.now());
      return () => tell(options, recorded);
    },
    read: (db, person) => readPerson(db, account, person),
    async grant(tx, { person, language, basis, source, at }) {
      const fact = { kind: 'consent', basis, source, at } as const;
      const facts = [fact];
      const { changes, standings } = await record(tx, {
        person,
        language,
        seenAt: clock.now(),
        facts,
      });
      return grantedOf(changes, standings.get(person)?.refusal !== undefined);
    },
    async refuse(tx, { person, how, at }) {
      // The operator's word counts, whatever the clocks say about an opt-in before.
      const known = await readPerson(tx, account, person);
      const fact = { kind: 'refusal', how, at: Math.max(at, known?.consent?.at ?? 0) } as const;
      await record(tx, { person, seenAt: clock.now(), facts: [fact] });
    },
    import: (tx, page) => importPage(tx, records, page, clock.now()),
    find: (db, written) => findPerson(db, account, written),
    log: (db, person) => readLog(db, account, person),
    async forget(tx, person) {
      const now = clock.now();
      const erasure = await forgetPerson(tx, records, person, now);
      tellLater([{ type: 'consent', at: now, person, change: 'forgotten', how: 'operator' }]);
      return erasure;
    },
    forgetUsername: (tx, username) => forgetLine(tx, account, username, clock.now()),
    statistics: (db, now, timeZone) => readStatistics(db, account, now, timeZone),
    counts: (db) => readCounts(db, account),
    async clear(tx, limit) {
      const now = clock.now();
      const { keptMs, trackingKeptMs } = settings();
      const people = await clearPeople(tx, account, forgotten, now - keptMs, now, limit);
      // Limits count what happened on this local day: nothing of it may go.
      const before = now - Math.max(trackingKeptMs, 2 * DAY_MS);
      return Math.max(people, await clearTracking(tx, account, before, now, limit));
    },
    kick() {
      for (const event of untold.splice(0)) events.publish(event);
      outbox.kick();
    },
  };
}

/** The reader of words, made again when the customer's own have changed. */
function wordReader(settings: () => PeopleSettings): () => ReadConsentWord {
  let made: { readonly from: PeopleSettings; readonly read: ReadConsentWord } | undefined;
  return () => {
    const from = settings();
    if (made?.from !== from) made = { from, read: consentWords(from) };
    return made.read;
  };
}

function grantedOf(changes: readonly RecordedChange[], refused: boolean): Granted {
  if (refused) return 'refused';
  return changes.length > 0 ? 'granted' : 'known';
}

function eventsOf({ changes }: Recorded, now: number): LiveEvent[] {
  return changes.map((change) => eventOf(change, now));
}

function tell({ events, outbox, logger, clock }: PeopleOptions, recorded: Recorded): void {
  for (const event of eventsOf(recorded, clock.now())) events.publish(event);
  const refused = recorded.changes.filter(({ change }) => change === 'refused');
  for (const { person } of refused) logger.info('a person opted out', { person });
  // What was taken back is told by the outbox.
  if (refused.length > 0) outbox.kick();
}
