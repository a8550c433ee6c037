import { expect, test } from '@jest/globals';
import {
  seededFaults,
  seededPushFaults,
  seededQuestionFaults,
} from '../../src/adapters/virtual/faults.js';
import { VirtualMessenger } from '../../src/adapters/virtual/messenger.js';
import { VirtualWorld } from '../../src/adapters/virtual/world.js';
import type { IncomingHandler } from '../../src/core/incoming-handler.js';
import type { PeerId } from '../../src/core/peer.js';
import { createInbox } from '../../src/inbox/inbox.js';
import { isAbort } from '../../src/lib/abort.js';
import { Activity } from '../../src/lib/activity.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import {
  drawGap,
  drawInteger,
  drawOne,
  type Random,
  seededRandom,
} from '../../src/lib/seeded-random.js';
import { VirtualClock } from '../../src/lib/virtual-clock.js';
import { describeFastestDatabase, type TestDatabase } from '../support/databases.js';
import { silentLogger } from '../support/silent-logger.js';
import { ACCOUNT } from './bursts.js';
import { Life } from './mortal.js';

const SELF = 777;
const PEOPLE = [5_001, 5_002];
const CHATS = [
  { id: -1_000_000_000_001, kind: 'supergroup', title: 'Group' },
  { id: -1_000_000_000_002, kind: 'channel', title: 'Channel' },
  { id: -4_001, kind: 'group', title: 'Basic' },
  { id: 5_001, kind: 'user', title: 'Anna' },
] as const;
const MESSAGES = 400;
const MINUTE = 60_000;

/** Wants everything, so that everything is kept; nobody handles it here. */
const everything: IncomingHandler = {
  name: 'everything',
  wants: () => true,
  decide: async () => async () => undefined,
};

describeFastestDatabase('hearing in virtual time', (open) => {
  test.each([1, 2, 3])(
    'all that was said is in the inbox once, in order per chat, whatever befell the line and the daemon (seed %i)',
    async (seed) => {
      const random = seededRandom(seed);
      const activity = new Activity();
      const clock = new VirtualClock(Date.UTC(2026, 2, 1, 9), () => activity.quiet());
      const world = new VirtualWorld(clock, {
        self: { id: SELF, firstName: 'Ada' },
        chats: CHATS,
        differences: { slice: 5, most: 40, mostOfChannel: 20 },
      });
      const db = await open();
      const hearer = new Hearer({ clock, world, db, activity, random });
      await clock.during(hearer.live(talk(clock, world, random)));
      expect(hearer.failures).toEqual([]);
      const rows = await db.query<{ peer: string; message: number }>(
        `select peer_id as peer, message_id as message from ${db.schema}.inbox
         where kind = 'message' order by id`,
      );
      for (const { id } of CHATS) {
        const [said, deleted] = spokenIn(world, id);
        const heard = rows.flatMap(({ peer, message }) => (Number(peer) === id ? message : []));
        expect(heard.filter((message) => !deleted.has(message))).toEqual(said);
        expect(new Set(heard).size).toBe(heard.length);
      }
      expect(rows.length).toBeGreaterThan(MESSAGES / 2);
      expect(hearer.lives).toBeGreaterThan(3);
    },
    60_000,
  );
});

/** Ids of what people said in a chat: what is still there, and what was deleted (and may have been heard). */
function spokenIn(world: VirtualWorld, chat: PeerId): readonly [readonly number[], Set<number>] {
  const spoken = world.messages(chat).filter(({ service }) => !service);
  const idsWhere = (deleted: boolean) =>
    spoken.flatMap(({ id, deletedAt }) => ((deletedAt !== undefined) === deleted ? id : []));
  return [idsWhere(false), new Set(idsWhere(true))];
}

interface HearerOptions {
  readonly clock: VirtualClock;
  readonly world: VirtualWorld;
  readonly db: TestDatabase;
  readonly activity: Activity;
  readonly random: Random;
}

/** A daemon that only hears, which is cut off, stopped and killed while people talk. */
class Hearer {
  readonly #options: HearerOptions;
  readonly failures: unknown[] = [];
  lives = 0;
  #lastRandomId = 0n;

  constructor(options: HearerOptions) {
    this.#options = options;
  }

  async live(talking: Promise<void>): Promise<void> {
    const { clock, random } = this.#options;
    let over = false;
    const ending = talking.finally(() => {
      over = true;
    });
    while (!over) {
      const last = drawInteger(random, 5, 400);
      await this.#oneLife(
        last,
        Promise.race([ending, clock.sleepUntil(clock.now() + 40 * MINUTE)]),
      );
      await clock.sleepUntil(clock.now() + drawInteger(random, 0, 10) * MINUTE);
    }
    // A last one, in which nothing goes wrong, makes up for what is missing.
    await this.#oneLife(
      Number.POSITIVE_INFINITY,
      clock.sleepUntil(clock.now() + 20 * MINUTE),
      true,
    );
  }

  async #oneLife(lastOperation: number, end: Promise<unknown>, calm = false): Promise<void> {
    this.lives++;
    const { clock, world, db, activity, random } = this.#options;
    const life = new Life(clock, lastOperation, random() < 0.5);
    const faults = calm ? {} : { lost: 0.08, twice: 0.05, late: 0.05, 'too-long': 0.02 };
    const virtual = new VirtualMessenger(clock, world, {
      logger: silentLogger,
      random,
      faults: seededFaults(
        random,
        calm ? {} : { 'answer-lost': 0.1, 'late-effect': 0.1, cut: 0.1 },
      ),
      pushFaults: seededPushFaults(random, faults),
      questionFaults: seededQuestionFaults(
        random,
        calm ? {} : { 'flood-wait': 0.05, 'server-error': 0.05, silence: 0.02 },
      ),
    });
    const messenger = life.messenger(virtual);
    const inbox = createInbox({
      account: ACCOUNT,
      messenger,
      database: life.database(db, activity),
      clock: life.clock(),
      logger: silentLogger,
      events: createEventBus(silentLogger),
      handlers: [everything],
      onSpoke: () => undefined,
      onWork: () => undefined,
    });
    const stopping = new AbortController();
    const hearing = inbox.run(stopping.signal).catch((error: unknown) => {
      if (life.alive && !isAbort(error, stopping.signal)) this.failures.push(error);
    });
    void messenger.connect(stopping.signal).catch((error: unknown) => this.failures.push(error));
    const { signal } = stopping;
    const others = calm ? [] : [this.#cut(virtual, signal), this.#speak(virtual, signal)];
    await Promise.race([life.death, end]);
    stopping.abort();
    await Promise.race([life.death, hearing]);
    await Promise.all(others);
    await virtual.disconnect();
    life.kill();
  }

  async #cut(messenger: VirtualMessenger, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    try {
      for (;;) {
        await clock.sleepUntil(clock.now() + drawGap(random, 5 * MINUTE), signal);
        messenger.breakLine();
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    }
  }

  /** The account's own words count in the sequences too. */
  async #speak(messenger: VirtualMessenger, signal: AbortSignal): Promise<void> {
    const { clock, random } = this.#options;
    const chats = CHATS.filter(({ kind }) => kind !== 'channel');
    try {
      for (;;) {
        await clock.sleepUntil(clock.now() + drawGap(random, 2 * MINUTE), signal);
        this.#lastRandomId++;
        const content = { kind: 'text', text: `own ${this.#lastRandomId}` } as const;
        const randomIds = [this.#lastRandomId];
        await messenger.deliver({ peer: drawOne(random, chats).id, content, randomIds }, signal);
      }
    } catch (error) {
      if (!isAbort(error, signal)) throw error;
    }
  }
}

/** People speak, change their words, and take them back; the owner speaks from another device. */
async function talk(clock: VirtualClock, world: VirtualWorld, random: Random): Promise<void> {
  // What was said before the daemon heard for the first time is history, not news.
  await clock.sleepUntil(clock.now() + MINUTE);
  for (let said = 0; said < MESSAGES; ) {
    await clock.sleepUntil(clock.now() + drawGap(random, random() < 0.7 ? 300 : MINUTE));
    const { id } = drawOne(random, CHATS);
    const chance = random();
    const old = world.messages(id).at(-drawInteger(random, 1, 5));
    if (chance < 0.1 && old) world.edit(id, old.id, `changed ${said}`);
    else if (chance < 0.15 && old) world.delete(id, [old.id]);
    else if (chance < 0.2) world.say(id, drawOne(random, PEOPLE), '', { service: true });
    else {
      world.say(id, random() < 0.1 ? SELF : senderIn(id, random), `message ${said}`);
      said++;
    }
  }
}

function senderIn(chat: PeerId, random: Random): PeerId {
  return chat > 0 ? chat : drawOne(random, PEOPLE);
}
