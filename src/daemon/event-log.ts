import type { EventBus, LiveEvent } from '../core/events.js';
import type { Logger } from '../core/logger.js';

const CONSENT = {
  granted: 'a person may be written to',
  refused: 'a person does not want to be written to any more',
  forgotten: 'a person was forgotten',
} as const;

type IntentEvent = Extract<LiveEvent, { type: 'intent' }>;

/**
 * Writes what happens to messages, to the line, to people's consent and by the operator's own hand into the
 * log, so that `docker compose logs` tells the story.
 * What was said, and by whom, stays out of it.
 * @returns the way to stop
 */
export function logEvents(events: EventBus, logger: Logger): () => void {
  return events.subscribe((event) => {
    if (event.type === 'intent') logIntent(event, logger);
    if (event.type === 'connection') logger.info(`the line to Telegram is ${event.state}`);
    if (event.type === 'takeover') {
      const { peer, messageId } = event;
      logger.info('the operator wrote by hand, on another device', { peer, messageId });
    }
    if (event.type === 'takeover-lifted') {
      logger.info('the operator gave a chat back', { peer: event.peer });
    }
    if (event.type === 'consent') {
      const { person, change } = event;
      logger.info(CONSENT[change], { person });
    }
    if (event.type === 'catching-up') {
      const { channel, reason, state } = event;
      logger.debug(`catching up: ${state} (${reason})`, { ...(channel && { channel }) });
    }
  });
}

function logIntent(event: IntentEvent, logger: Logger): void {
  const { id, service, peer, state, rule, reason } = event;
  const fields = { id, service, peer };
  switch (state) {
    case 'sent':
      logger.info(`message ${id} was sent`, fields);
      break;
    case 'refused':
    case 'failed':
    case 'unknown':
      logger.warn(`message ${id} is ${state}: ${reason ?? ''}`, { ...fields, rule });
      break;
    case 'expired':
      logger.info(`message ${id} has expired: ${reason ?? ''}`, { ...fields, rule });
      break;
    default:
      // Telegram's own word, or the lack of one; a rule's is what every day brings.
      if (rule === undefined && reason !== undefined) {
        logger.warn(`message ${id} waits: ${reason}`, { ...fields, ...untilIn(event) });
      }
      if (rule === undefined) break;
      logger.debug(`message ${id} waits: ${reason ?? ''}`, {
        ...fields,
        rule,
        ...untilIn(event),
      });
  }
}

function untilIn({ until }: IntentEvent): { readonly until?: string } {
  return until === undefined ? {} : { until: new Date(until).toISOString() };
}
