import type { EventBus, LiveEvent } from '../../core/events.js';
import type { ConnectionState } from '../../core/messenger.js';
import { AnswerTimes } from './answer-times.js';
import { codeName } from './codes.js';
import { COUNTED } from './counted.js';
import { ENDS } from './label-lists.js';
import type { Tally } from './tally.js';

type IntentEvent = Extract<LiveEvent, { type: 'intent' }>;

/**
 * Counts what happens.
 * @returns the way to stop
 */
export function countEvents(events: Pick<EventBus, 'subscribe'>, tally: Tally): () => void {
  const answers = new AnswerTimes();
  const isReturn = returns();
  return events.subscribe((event) => {
    tally.count(COUNTED.events, { type: event.type });
    const answeredInMs = answers.hear(event);
    if (answeredInMs !== undefined) tally.observe(COUNTED.answerDelay, {}, answeredInMs / 1_000);
    if (event.type === 'intent') countIntent(event, tally);
    else if (event.type === 'connection') {
      if (isReturn(event.state)) tally.count(COUNTED.reconnects, {});
    } else countOther(event, tally);
  });
}

/** Tells of each state of the line whether it is online again; the first time is no return. */
function returns(): (state: ConnectionState) => boolean {
  let line: 'new' | 'online' | 'lost' = 'new';
  return (state) => {
    const before = line;
    if (state === 'online') line = 'online';
    else if (line === 'online') line = 'lost';
    return before === 'lost' && line === 'online';
  };
}

function countOther(event: LiveEvent, tally: Tally): void {
  switch (event.type) {
    case 'heard':
      tally.count(COUNTED.heard, { by: event.own ? 'account' : 'others' });
      break;
    case 'takeover':
      tally.count(COUNTED.takeovers, {});
      break;
    case 'consent':
      tally.count(COUNTED.consents, { change: event.change });
      break;
    case 'catching-up': {
      const line = event.channel === undefined ? 'common' : 'channel';
      tally.count(event.state === 'done' ? COUNTED.gapsFilled : COUNTED.gapsFound, { line });
      break;
    }
    case 'service':
      if (event.state === 'failed')
        tally.count(COUNTED.serviceFailures, { service: event.service });
      break;
    case 'configuration':
      tally.count(COUNTED.reloads, { outcome: event.outcome });
      break;
    case 'alert':
      tally.count(COUNTED.alerts, { code: event.code, severity: event.severity });
      break;
    default:
  }
}

function countIntent(event: IntentEvent, tally: Tally): void {
  const { service, state, rule, code, answeredInMs, lateMs } = event;
  const ended = (ENDS as readonly string[]).includes(state);
  if (ended) tally.count(COUNTED.messages, { service, outcome: state });
  // What is sent again after a doubt is neither of the two.
  if (rule !== undefined && state === 'queued') tally.count(COUNTED.waits, { rule });
  if (rule !== undefined && ended) tally.count(COUNTED.refusals, { rule });
  if (code !== undefined) tally.count(COUNTED.deliveryErrors, { code: codeName(code) });
  if (answeredInMs !== undefined) {
    const outcome = state === 'sent' ? 'sent' : 'not-sent';
    tally.observe(COUNTED.delivery, { outcome }, answeredInMs / 1_000);
  }
  if (lateMs !== undefined) tally.observe(COUNTED.sendDelay, { service }, lateMs / 1_000);
}
