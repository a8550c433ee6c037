import type { Budget, ServiceName } from '../../../src/core/intent.js';
import type { PeerId } from '../../../src/core/peer.js';
import { REPLY_MODES } from '../../../src/core/reply-settings.js';
import { drawGap, drawInteger, drawOne, type Random } from '../../../src/lib/seeded-random.js';
import { BOTS, GROUPS, SELF } from './population.js';
import type { Listed } from './program.js';
import type { Stage } from './run.js';
import { dmSettings, labelled, PHRASES, replySettings } from './speech.js';
import type { Meaning } from './story.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A little before and after the limits. */
const GAPS = [0, 0, 1, 999, 2_999, 3_000, 299_999, 300_000, 300_001];
const LONG_GAPS = [HOUR - 1, HOUR, HOUR + 1, 7 * HOUR];
/** So many of the people never write first: they are only on lists. */
const SILENT = 6;

/** Something that happens, and how often beside the others. */
interface Act {
  readonly weight: number;
  readonly happens: (stage: Stage, people: readonly PeerId[]) => Promise<void> | void;
}

const ACTS: readonly Act[] = [
  { weight: 30, happens: sayInPrivate },
  { weight: 12, happens: sayInGroup },
  { weight: 4, happens: botSpeaks },
  { weight: 3, happens: retract },
  { weight: 5, happens: operatorWrites },
  { weight: 4, happens: lift },
  { weight: 3, happens: importList },
  {
    weight: 1,
    happens: ({ random, program }, people) => program()?.forgets(drawOne(random, people)),
  },
  {
    weight: 1,
    happens: ({ random, program }, people) => program()?.refuses(drawOne(random, people)),
  },
  { weight: 8, happens: proposeWithoutManners },
  { weight: 3, happens: changeSettings },
  { weight: 1, happens: ({ program }) => program()?.clears() },
  { weight: 2, happens: ({ program }) => program()?.breaksLine() },
];
const WHOLE_WEIGHT = ACTS.reduce((sum, { weight }) => sum + weight, 0);

/** Acts one after the other, with time between them, until a moment. */
export async function actUntil(
  stage: Stage,
  people: readonly PeerId[],
  endsAt: number,
): Promise<void> {
  const { clock, random } = stage;
  while (clock.now() < endsAt) {
    await clock.sleepUntil(Math.min(endsAt, clock.now() + drawPause(random)));
    await drawAct(random).happens(stage, people);
  }
}

function drawPause(random: Random): number {
  const chance = random();
  if (chance < 0.05) return drawOne(random, LONG_GAPS);
  return chance < 0.5 ? drawOne(random, GAPS) : drawGap(random, 10 * MINUTE);
}

function drawAct(random: Random): Act {
  let left = random() * WHOLE_WEIGHT;
  for (const act of ACTS) {
    left -= act.weight;
    if (left < 0) return act;
  }
  throw new Error('weights add up to less than their sum');
}

function drawMeaning(random: Random): Meaning {
  const chance = random();
  if (chance < 0.12) return 'opt-out';
  return chance < 0.24 ? 'opt-in' : 'talk';
}

function sayInPrivate({ random, world }: Stage, people: readonly PeerId[]): void {
  const person = drawOne(random, people.slice(SILENT));
  const meaning = drawMeaning(random);
  for (let n = random() < 0.1 ? drawInteger(random, 2, 12) : 1; n > 0; n--) {
    world.says(person, person, drawOne(random, PHRASES[meaning]), meaning);
  }
}

function sayInGroup({ random, world }: Stage, people: readonly PeerId[]): void {
  const { id: group } = drawOne(random, GROUPS);
  const sender = random() < 0.15 ? drawOne(random, BOTS).id : drawOne(random, people);
  const meaning = drawMeaning(random);
  const text = drawOne(random, PHRASES[meaning]);
  const own = world.world.messages(group).filter((message) => message.own);
  if (random() < 0.4 && own.length > 0) {
    world.says(group, sender, text, meaning, { replyToId: drawOne(random, own).id });
  } else if (random() < 0.7 && /\p{L}/u.test(text)) {
    world.says(group, sender, `@${SELF.username} ${text}`, meaning);
  } else {
    world.says(group, sender, text, meaning);
  }
}

function botSpeaks({ random, world }: Stage): void {
  const { id } = drawOne(random, BOTS);
  if (world.world.messages(id).length > 0)
    world.says(id, id, drawOne(random, PHRASES.talk), 'talk');
}

function retract({ random, world }: Stage, people: readonly PeerId[]): void {
  const chat = random() < 0.8 ? drawOne(random, people) : drawOne(random, GROUPS).id;
  const said = world.world.messages(chat).filter(({ own, senderId }) => !own && senderId < 7_000);
  if (said.length > 0)
    world.retract(chat, drawOne(random, said.slice(-3)).id, drawOne(random, ['stop', 'yazma']));
}

function operatorWrites({ random, world }: Stage, people: readonly PeerId[]): void {
  const chance = random();
  const bot = chance < 0.1;
  const group = chance < 0.25;
  const chat = drawOne(
    random,
    bot ? BOTS.map(({ id }) => id) : group ? GROUPS.map(({ id }) => id) : people,
  );
  world.operatorSays(chat, `by hand ${Math.floor(random() * 1e9)}`);
}

async function lift({ random, program, world }: Stage): Promise<void> {
  const chats = world.world.chats.filter(({ id }) =>
    world.world.messages(id).some(({ own, randomId }) => own && randomId === undefined),
  );
  if (chats.length > 0) await program()?.lifts(drawOne(random, chats).id);
}

async function importList(
  { random, program, world }: Stage,
  people: readonly PeerId[],
): Promise<void> {
  const listed = Array.from({ length: drawInteger(random, 1, 5) }, (): Listed => {
    const person = drawOne(random, people);
    const username = world.world.chat(person)?.username;
    return random() < 0.5 && username !== undefined
      ? { person, who: { username } }
      : { person, who: { id: person } };
  });
  await program()?.imports(listed, random() < 0.2);
}

/** Whatever asks: the guard has to say no. */
async function proposeWithoutManners(stage: Stage, people: readonly PeerId[]): Promise<void> {
  const { random, program, clock, world } = stage;
  const peer = (random() < 0.4 && newestByHand(stage)) || drawOne(random, people);
  const [service, budget] = drawOne<readonly [ServiceName, Budget]>(random, [
    ['dm', 'unsolicited'],
    ['dm', 'unsolicited'],
    ['comment', 'unsolicited'],
    ['reply', 'answer'],
    ['forward', 'answer'],
    ['operator', 'operator'],
  ]);
  const spacedMs = drawOne(random, [0, 0, 300_500, 400_000]);
  const heardId = world.world.messages(peer).findLast(({ own }) => !own)?.id ?? 0;
  const drafts = Array.from({ length: drawInteger(random, 1, 10) }, (_, n) => ({
    ...{ service, budget, peer },
    content: {
      kind: 'text' as const,
      text: labelled(
        { kind: 'burst', id: service, budget } as Parameters<typeof labelled>[0],
        `${n}`,
      ),
    },
    priority: drawOne(random, ['interactive', 'scheduled', 'bulk'] as const),
    notBefore: clock.now() + (spacedMs > 0 ? n * spacedMs : drawOne(random, [0, 0, MINUTE, HOUR])),
    ...(random() < 0.5 && { expiresAt: clock.now() + 2 * HOUR }),
    ...(random() < 0.3 && { precondition: { kind: 'still-silent', heardId } as const }),
  }));
  await program()?.proposes(drafts);
}

/** The person to whom the operator wrote by hand last. */
function newestByHand({ world }: Stage): PeerId | undefined {
  const byHand = world.world.chats
    .filter(({ id, bot }) => id > 0 && id !== SELF.id && !bot)
    .flatMap(({ id }) => world.world.messages(id))
    .filter(({ own, randomId }) => own && randomId === undefined);
  return byHand.sort((a, b) => b.arrivedAt - a.arrivedAt)[0]?.chat;
}

function changeSettings({ random, settings, program }: Stage): void {
  const mode = drawOne(random, [...REPLY_MODES, 'auto', 'manualplus'] as const);
  settings.reply = replySettings(
    mode,
    random() < 0.2 ? { quietHours: [{ startMinute: 60, endMinute: 300 }] } : {},
  );
  const all = dmSettings();
  settings.dm = random() < 0.3 ? dmSettings({ invites: all.invites.slice(1) }) : all;
  program()?.reloads();
}
