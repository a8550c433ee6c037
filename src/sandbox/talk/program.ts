import { setMaxListeners } from 'node:events';
import { isAbort } from '../../lib/abort.js';
import type { Message } from '../world/message.js';
import type { Person } from '../world/person.js';
import { say } from '../world/say.js';
import type { World } from '../world/world.js';

/** A bot that answers whoever writes to it, by itself. */
export interface Program {
  readonly runs: (person: Person) => boolean;
  /** How long it takes to answer, in milliseconds. */
  readonly afterMs: number;
  readonly answer: (asker: Person, message: Message) => string;
}

/**
 * Runs a program in each bot of its kind.
 * @returns how to make it stop; resolves when its last answer is given or given up.
 */
export function startProgram(world: World, program: Program): () => Promise<void> {
  const ending = new AbortController();
  // Every answer under way listens to it.
  setMaxListeners(0, ending.signal);
  const answers = new Set<Promise<void>>();
  const stopWatching = world.watch((changes) => {
    for (const change of changes) {
      if (change.kind !== 'log' || change.entry.kind !== 'new') continue;
      const bot = world.state.persons.get(change.box.owner);
      if (!bot || !program.runs(bot)) continue;
      const message = world.state.message(change.box.numberOf(change.entry.id));
      if (message?.peer !== bot.id) continue;
      const answering = answer(world, program, bot, message, ending.signal).finally(() =>
        answers.delete(answering),
      );
      answers.add(answering);
    }
  });
  return async () => {
    stopWatching();
    ending.abort();
    await Promise.all(answers);
  };
}

async function answer(
  world: World,
  program: Program,
  bot: Person,
  message: Message,
  signal: AbortSignal,
): Promise<void> {
  try {
    await world.clock.sleepUntil(world.now() + program.afterMs, signal);
  } catch (error) {
    if (isAbort(error, signal)) return;
    throw error;
  }
  const asker = world.state.persons.get(message.from);
  if (!asker) return;
  const text = program.answer(asker, message);
  say(world, { from: bot, peer: asker.id, said: { text, entities: [] } });
}
