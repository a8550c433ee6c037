import type { VirtualChat } from '../../src/adapters/virtual/chat.js';
import { talk } from '../../src/adapters/virtual/talk.js';
import { VirtualWorld } from '../../src/adapters/virtual/world.js';
import type { Clock } from '../../src/core/clock.js';
import type { PeerId } from '../../src/core/peer.js';
import type { MessageSettings } from '../../src/core/settings.js';
import { drawInteger, seededRandom } from '../../src/lib/seeded-random.js';
import type { WorldRecord } from './record.js';
import type { Scenario } from './scenario.js';

const SELF = { id: 777_000_001, firstName: 'Ayşe', username: 'ayse' };
const PEOPLE = [5_001, 5_002, 5_003];
const TOPIC_ID = 11;

/** The groups of a scenario, with the people in them. */
export function worldOf(clock: Clock, scenario: Scenario): VirtualWorld {
  const { rememberRandomIdsMs } = scenario;
  const chats = scenario.groups.map(({ slowModeSeconds, forum }, index): VirtualChat => {
    const topics = forum ? [{ id: TOPIC_ID, title: 'Offers', closed: false }] : undefined;
    return {
      id: chatId(index),
      kind: 'supergroup',
      title: `Group ${index + 1}`,
      username: `group${index + 1}`,
      slowModeSeconds,
      ...(topics ? { topics } : {}),
    };
  });
  const world = new VirtualWorld(clock, { self: SELF, chats, rememberRandomIdsMs });
  world.duplicateForm = scenario.duplicateForm;
  return world;
}

/** Lets the people of all groups talk until the signal aborts. */
export function letThemTalk(
  clock: Clock,
  world: VirtualWorld,
  { groups, seed }: Scenario,
  signal: AbortSignal,
): void {
  for (const [index, { talkGapMs }] of groups.entries()) {
    if (talkGapMs === null) continue;
    const random = seededRandom(seed + 1_000 + index);
    const busiestHour = drawInteger(random, 8, 21);
    const how = { chat: chatId(index), people: PEOPLE, meanGapMs: talkGapMs, busiestHour };
    void talk(clock, world, how, random, signal);
  }
}

/** What the message service is told to do. */
export function settingsOf(scenario: Scenario): MessageSettings {
  const { groups, missedRuns, expireAfterMs, onlyAfterOthers } = scenario;
  return {
    targets: groups.map(({ schedule, forum }, index) => ({
      written: `@group${index + 1}`,
      peer: { by: 'username', username: `group${index + 1}` },
      schedule,
      ...(forum ? { topicId: TOPIC_ID } : {}),
    })),
    // The bursts say the same words: nothing may depend on texts being different.
    templates: [{ id: 'offer', variants: ['Merhaba', 'Open until six'], targets: [] }],
    variables: {},
    missedRuns,
    expireAfterMs,
    onlyAfterOthers,
  };
}

/** Where something can be sent to: a group, and its topic in a forum. */
export function addressesOf({ groups }: Scenario): readonly { peer: PeerId; topicId?: number }[] {
  return groups.map(({ forum }, index) => ({
    peer: chatId(index),
    ...(forum ? { topicId: TOPIC_ID } : {}),
  }));
}

export function slowModesOf({ groups }: Scenario): ReadonlyMap<PeerId, number> {
  return new Map(groups.map(({ slowModeSeconds }, index) => [chatId(index), slowModeSeconds]));
}

/** What the judge gets to see. */
export function recordOf(world: VirtualWorld, kills: readonly number[]): WorldRecord {
  return {
    messages: world.chats.flatMap(({ id }) => world.messages(id)),
    attempts: world.attempts,
    kills,
  };
}

/** The peer of the group at that place in the scenario. */
export function chatId(index: number): PeerId {
  return -1_000_000_000_001 - index;
}
