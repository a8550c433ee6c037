import type { LiveEvent } from '../core/events.js';
import type { Decision } from '../core/guard.js';
import type { Intent, IntentState } from '../core/intent.js';

/** Tells of one intent. */
export type IntentEvent = Extract<LiveEvent, { type: 'intent' }>;

/** What is told of an intent's change, with the text for those who watch. */
export function intentEvent(
  intent: Intent,
  at: number,
  state: IntentState,
  why: Pick<IntentEvent, 'rule' | 'until' | 'reason' | 'code' | 'answeredInMs' | 'lateMs'> = {},
): IntentEvent {
  const { until, ...more } = why;
  return {
    type: 'intent',
    at,
    id: intent.id,
    service: intent.service,
    peer: intent.peer,
    state,
    text: intent.content.text,
    ...more,
    ...(until !== undefined && Number.isFinite(until) && { until }),
  };
}

/** What is told of an intent that the guard does not let go now. */
export function parkedEvent(intent: Intent, { verdict, rule }: Decision, at: number): IntentEvent {
  const state = verdict.type === 'refuse' ? verdict.as : intent.state;
  return intentEvent(intent, at, state, {
    ...(rule !== undefined && { rule }),
    ...(verdict.type === 'wait' && { until: verdict.until }),
    ...(verdict.type !== 'allow' && { reason: verdict.reason }),
  });
}
