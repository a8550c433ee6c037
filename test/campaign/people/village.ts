import type { PeerId } from '../../../src/core/peer.js';
import { drawGap, drawInteger, drawOne } from '../../../src/lib/seeded-random.js';
import { BOTS, GROUPS, SELF } from './population.js';
import type { Stage } from './run.js';
import { PHRASES } from './speech.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** People by what they are like; of each twelve, so many. */
const KINDS = [
  ['listed', 4],
  ['curious', 3],
  ['chatty', 2],
  ['angry', 1],
  ['joiner', 1],
  ['operators', 1],
] as const;
type Kind = (typeof KINDS)[number][0];

const KIND_OF = KINDS.flatMap(([kind, count]) => Array.from({ length: count }, () => kind));

/** What the nth person is like. */
export function kindOf(index: number): Kind {
  return KIND_OF[index % KIND_OF.length] ?? 'curious';
}

/**
 * A village lives: some are on a list and silent; some ask once; some talk for days; some want to be left alone as
 * soon as they are written to; some join in a group; with some the operator talks by hand; two bots chatter.
 */
export async function villageLife(
  stage: Stage,
  people: readonly PeerId[],
  endsAt: number,
): Promise<void> {
  const { clock } = stage;
  await clock.sleepUntil(clock.now() + 10 * MINUTE);
  await importListed(stage, people);
  const lives = people.map((person, index) => LIVES[kindOf(index)](stage, person, endsAt));
  const bots = BOTS.map(({ id }) => chatter(stage, id, endsAt));
  await Promise.all([...lives, ...bots, clock.sleepUntil(endsAt)]);
}

/** Every second of them by username only. */
async function importListed(
  { clock, program, world }: Stage,
  people: readonly PeerId[],
): Promise<void> {
  const listed = people.filter((_, index) => kindOf(index) === 'listed');
  while (!program()) await clock.sleepUntil(clock.now() + MINUTE);
  await program()?.imports(
    listed.map((person, n) => {
      const username = world.world.chat(person)?.username;
      return { person, who: n % 2 === 1 && username !== undefined ? { username } : { id: person } };
    }),
  );
}

type Life = (stage: Stage, person: PeerId, endsAt: number) => Promise<void>;

const LIVES: Readonly<Record<Kind, Life>> = {
  listed: async () => undefined,
  async curious(stage, person, endsAt) {
    await sleepSomeDays(stage, endsAt);
    await talk(stage, person, drawInteger(stage.random, 1, 3));
  },
  async chatty(stage, person, endsAt) {
    const { clock, random } = stage;
    for (;;) {
      await clock.sleepUntil(clock.now() + drawGap(random, 1.5 * DAY));
      if (clock.now() > endsAt - 4 * DAY) return;
      await talk(stage, person, drawInteger(random, 1, 4));
    }
  },
  async angry(stage, person, endsAt) {
    const { clock, random, world } = stage;
    await sleepSomeDays(stage, endsAt);
    await talk(stage, person, 1);
    const before = world.world.messages(person).length;
    while (clock.now() < endsAt && world.world.messages(person).length < before + 2) {
      await clock.sleepUntil(clock.now() + HOUR);
    }
    if (clock.now() < endsAt) {
      world.says(person, person, drawOne(random, PHRASES['opt-out']), 'opt-out');
    }
  },
  async joiner(stage, person, endsAt) {
    await sleepSomeDays(stage, endsAt);
    stage.world.says(drawOne(stage.random, GROUPS).id, person, `@${SELF.username} katıl`, 'opt-in');
  },
  async operators(stage, person, endsAt) {
    const { clock, random, world } = stage;
    await sleepSomeDays(stage, endsAt);
    await talk(stage, person, 1);
    await clock.sleepUntil(clock.now() + drawInteger(random, 1, 20 * 60) * MINUTE);
    world.operatorSays(person, 'by hand: buyurun');
  },
};

function sleepSomeDays({ clock, random }: Stage, endsAt: number): Promise<void> {
  const until = clock.now() + (endsAt - clock.now()) * 0.4 * random();
  return clock.sleepUntil(Math.round(until));
}

async function talk({ clock, random, world }: Stage, person: PeerId, words: number): Promise<void> {
  for (let said = 0; said < words; said++) {
    world.says(person, person, drawOne(random, PHRASES.talk), 'talk');
    await clock.sleepUntil(clock.now() + drawGap(random, 10 * MINUTE));
  }
}

/** Speaks to the account in groups, and, once the operator has written to it, in private. */
async function chatter(
  { clock, random, world }: Stage,
  bot: PeerId,
  endsAt: number,
): Promise<void> {
  world.operatorSays(bot, '/start');
  for (;;) {
    await clock.sleepUntil(clock.now() + drawGap(random, drawOne(random, [HOUR, DAY])));
    if (clock.now() >= endsAt) return;
    const text = drawOne(random, PHRASES.talk);
    if (random() < 0.5) world.says(bot, bot, text, 'talk');
    else world.says(drawOne(random, GROUPS).id, bot, `@${SELF.username} ${text}`, 'talk');
  }
}
