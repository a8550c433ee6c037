import { setMaxListeners } from 'node:events';
import { isAbort } from '../../lib/abort.js';
import { startConversations } from '../../sandbox/talk/conversations.js';
import { heardWithin } from '../../sandbox/talk/listening.js';
import type { ConversationScript, Role, Step } from '../../sandbox/talk/script.js';
import { say } from '../../sandbox/world/say.js';
import type { World } from '../../sandbox/world/world.js';

const SECOND_MS = 1_000;
const PATIENCE_MS = 60 * SECOND_MS;

/** The words by which people of the story agree, and refuse. */
export const OPT_IN = 'Katılmak istiyorum';
export const OPT_OUT = 'dur';

/** The one whom the operator answers by hand. */
const OPERATORS_OWN = 'kisi07';
const BY_HAND = 'Merhaba, kargoda: yarın elinizde.';
/** After the question: well within the time that `manualplus` leaves. */
const BY_HAND_AFTER_MS = 3 * SECOND_MS;

const write = (text: string, seconds: number): Step => ({
  do: 'write',
  text,
  afterMs: seconds * SECOND_MS,
});
const listen: Step = { do: 'listen', atMostMs: PATIENCE_MS, orLeave: true };

const ROLES: readonly Role[] = [
  {
    person: 'kisi05',
    steps: [write('Merhaba, fiyat ne kadar?', 1), listen, write('Sağ olun!', 2)],
  },
  {
    person: 'kisi06',
    // The second question is still being answered when she has had enough; the third comes after that.
    steps: [
      write(OPT_IN, 2),
      listen,
      write('Fiyat ne kadar?', 3),
      write(OPT_OUT, 1),
      write('Fiyat kaç demiştiniz?', 4),
    ],
  },
  {
    person: OPERATORS_OWN,
    steps: [write('Siparişim nerede?', 2), listen, write('Peki fiyat ne kadar?', 3)],
  },
  {
    person: 'kisi08',
    steps: [
      { do: 'mention', chat: 'grup1', text: 'fiyat listesi var mı?', afterMs: 3 * SECOND_MS },
    ],
  },
  { person: 'kisi23', steps: [write('Привет! Сколько это стоит?', 3)] },
];

/** The story for one account, by its username. */
export function demoStory(account: string): ConversationScript {
  return { account, roles: ROLES };
}

/**
 * Lets the people of the story write to the account, and its operator answer one of them by hand, as from a phone.
 * @param accountId who the account is in the world
 * @returns how to make them stop; resolves when the last has finished
 */
export function startStory(world: World, accountId: number): () => Promise<void> {
  const account = world.state.persons.get(accountId);
  if (account?.username === undefined) throw new Error('the account of the demo has no username');
  const stopPeople = startConversations(world, demoStory(account.username));
  const ending = new AbortController();
  setMaxListeners(0, ending.signal);
  const operator = answerByHand(world, accountId, ending.signal).catch((error: unknown) => {
    if (!isAbort(error, ending.signal)) throw error;
  });
  return async () => {
    ending.abort();
    await Promise.all([stopPeople(), operator]);
  };
}

async function answerByHand(world: World, accountId: number, signal: AbortSignal): Promise<void> {
  const { clock, state } = world;
  const personId = state.byUsername(OPERATORS_OWN);
  const asked = await heardWithin(
    world,
    ({ from, peer }) => from === personId && peer === accountId,
    state.messages.length,
    Number.POSITIVE_INFINITY,
    signal,
  );
  const account = state.persons.get(accountId);
  if (!asked || personId === undefined || !account) return;
  await clock.sleepUntil(world.now() + BY_HAND_AFTER_MS, signal);
  say(world, { from: account, peer: personId, said: { text: BY_HAND, entities: [] } });
}
