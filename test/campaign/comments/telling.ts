import type { VirtualMessage } from '../../../src/adapters/virtual/chat.js';
import type { VirtualWorld } from '../../../src/adapters/virtual/world.js';
import type { RecordedAttempt, WorldRecord } from '../record.js';
import type { ScriptedModel } from './scripted-model.js';
import type { Comment } from './story.js';

/** The account's comments and the whole record, as the world has them. */
export function tell(
  world: VirtualWorld,
  kills: readonly number[],
  model: ScriptedModel,
): { readonly record: WorldRecord; readonly comments: readonly Comment[] } {
  const { attempts } = world;
  const messages = world.chats.flatMap(({ id }) => world.messages(id));
  const comments = messages
    .filter(({ randomId }) => randomId !== undefined)
    .map((message) => asComment(world, message, claimOf(message, attempts), model))
    .sort((a, b) => a.arrivedAt - b.arrivedAt);
  return { record: { messages, attempts, kills }, comments };
}

function asComment(
  world: VirtualWorld,
  { chat: group, id, arrivedAt, text, replyToId }: VirtualMessage,
  claimedAt: number,
  model: ScriptedModel,
): Comment {
  // What was deleted meanwhile counts, too.
  const root = world.messages(group).find((message) => message.id === replyToId)?.copyOf;
  const about = model.written.findLast((one) => one.text === text && one.at <= claimedAt)?.mark;
  return {
    ...{ group, id, arrivedAt, claimedAt, text },
    ...(root && { under: root }),
    ...(about !== undefined && { about }),
  };
}

/** What certainly had no effect went back into the queue: the attempt after that was decided on anew. */
function claimOf({ randomId, arrivedAt }: VirtualMessage, all: readonly RecordedAttempt[]): number {
  const attempts = all.filter(
    ({ randomIds: [first], at }) => first === randomId && at <= arrivedAt,
  );
  const refused = attempts.findLastIndex(({ outcome }) => outcome?.status === 'wait');
  return (attempts[refused + 1] ?? attempts.at(-1))?.at ?? arrivedAt;
}
