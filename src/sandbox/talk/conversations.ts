import { setMaxListeners } from 'node:events';
import type { PeerId } from '../../core/peer.js';
import { isAbort } from '../../lib/abort.js';
import { drawInteger, type Random } from '../../lib/seeded-random.js';
import { membership } from '../world/access.js';
import { setMember } from '../world/membership.js';
import type { Person } from '../world/person.js';
import { say } from '../world/say.js';
import { seededFor } from '../world/seeded.js';
import type { World } from '../world/world.js';
import { answersTo, heardWithin, newestBy } from './listening.js';
import type { ConversationScript, Role, Step } from './script.js';

/** One person, in conversation. */
interface Talker {
  readonly world: World;
  readonly person: Person;
  readonly account: Person;
  readonly random: Random;
  readonly signal: AbortSignal;
  /** What was said in the world from this number on came after the person's last word. */
  since: number;
}

/**
 * Lets people converse with an account as a script says. The same seed gives the same pauses; what Telegram
 * would refuse stays unsaid. Who speaks in a group joins it before.
 * @returns how to make them stop; resolves when the last has finished.
 * @throws Error naming who or what the world does not have, before anything is said.
 */
export function startConversations(world: World, script: ConversationScript): () => Promise<void> {
  const ending = new AbortController();
  // One sleeper for each person listens to it.
  setMaxListeners(0, ending.signal);
  const account = personNamed(world, script.account);
  const talkers = script.roles.map((role) => {
    const person = personNamed(world, role.person);
    for (const step of role.steps) enter(world, person, step);
    const random = seededFor(world.seed, 'conversation', person.id);
    const since = world.state.messages.length;
    return { role, talker: { world, person, account, random, signal: ending.signal, since } };
  });
  const talks = talkers.map(({ role, talker }) => converse(talker, role));
  return async () => {
    ending.abort();
    await Promise.all(talks);
  };
}

async function converse(talker: Talker, { steps }: Role): Promise<void> {
  try {
    for (const step of steps) if (!(await taken(talker, step))) return;
  } catch (error) {
    if (!isAbort(error, talker.signal)) throw error;
  }
}

/** Takes a step. @returns whether the person goes on */
async function taken(talker: Talker, step: Step): Promise<boolean> {
  const { world, person, account, random, signal } = talker;
  if (step.do === 'listen') {
    const chat = step.chat === undefined ? undefined : chatNamed(world, step.chat).peer;
    const isAnswer = answersTo(world, person.id, account.id, chat);
    const until = world.now() + step.atMostMs;
    const answered = await heardWithin(world, isAnswer, talker.since, until, signal);
    return answered || step.orLeave !== true;
  }
  const pause = drawInteger(random, Math.ceil(step.afterMs / 2), Math.floor(step.afterMs * 1.5));
  await world.clock.sleepUntil(world.now() + pause, signal);
  if (step.do === 'write') speak(talker, account.id, step.text);
  else {
    const { peer } = chatNamed(world, step.chat);
    if (step.do === 'mention') speak(talker, peer, `@${account.username} ${step.text}`);
    else {
      await heardWithin(
        world,
        (message) => message.peer === peer && message.from === account.id,
        0,
        Number.POSITIVE_INFINITY,
        signal,
      );
      speak(
        talker,
        peer,
        step.text,
        newestBy(world, person.id, peer, (id) => id === account.id),
      );
    }
  }
  return true;
}

function speak(talker: Talker, peer: PeerId, text: string, replyToId?: number): void {
  const { world, person } = talker;
  // Whom the person blocks or lets write may have changed since the beginning.
  const from = world.state.persons.get(person.id) ?? person;
  say(world, {
    from,
    peer,
    said: { text, entities: [] },
    ...(replyToId === undefined ? {} : { replyToId }),
  });
  talker.since = world.state.messages.length;
}

function enter(world: World, person: Person, step: Step): void {
  if (step.do === 'write' || step.chat === undefined) return;
  const chat = chatNamed(world, step.chat);
  if (!membership(world.state, chat.peer, person.id)) setMember(world, chat, person, 'member');
}

function personNamed({ state }: World, username: string): Person {
  const person = state.persons.get(state.byUsername(username) ?? 0);
  if (!person) throw new Error(`there is no person @${username} in this world`);
  return person;
}

function chatNamed({ state }: World, username: string) {
  const chat = state.chats.get(state.byUsername(username) ?? 0);
  if (!chat) throw new Error(`there is no chat @${username} in this world`);
  return chat;
}
