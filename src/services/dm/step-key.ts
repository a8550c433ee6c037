import type { PeerId } from '../../core/peer.js';
import { CONVERSATION_STATES, type ConversationState } from '../../core/people.js';
import { conversationThread, type Step } from './conversation.js';

/** A step as it was when it was proposed. */
export interface ProposedStep extends Step {
  readonly state: ConversationState;
  /** Follow-ups proposed before it in that state. */
  readonly stage: number;
}

/**
 * The dedupe key of a step: `dm:<person>:<what>:<id>:<state>:<stage>:<due>`. The due time makes each proposal
 * its own: it moves on in the transaction that proposes.
 * @param dueAt milliseconds since the epoch
 */
export function stepKey(person: PeerId, step: ProposedStep, dueAt: number): string {
  const { what, id, state, stage } = step;
  return `${conversationThread(person)}:${what}:${id}:${state}:${stage}:${dueAt}`;
}

const KEY = new RegExp(
  `^dm:\\d+:(welcome|invite|follow-up):(.*):(${CONVERSATION_STATES.join('|')}):(\\d+):\\d+$`,
  's',
);

/** Reads back what `stepKey` wrote; undefined for anything else. */
export function readStepKey(key: string): ProposedStep | undefined {
  const [whole, what, id, state, stage] = KEY.exec(key) ?? [];
  if (whole === undefined || id === undefined) return undefined;
  return {
    what: what as Step['what'],
    id,
    state: state as ConversationState,
    stage: Number(stage),
  };
}
