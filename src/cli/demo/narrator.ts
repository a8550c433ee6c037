import type { LiveEvent } from '../../core/events.js';
import { describeDuration } from '../../lib/duration.js';

/** Why a rule is there, for somebody who has never seen one. */
const RULES: Readonly<Record<string, string>> = {
  'minimum-interval': 'the account keeps a pause between any two messages',
  'peer-interval': 'the account keeps a longer pause in one and the same group',
  'slow-mode': 'the group lets each member write only so often',
  'somebody-spoke': 'nobody has spoken there since our last message: twice in a row would be rude',
  restriction: 'Telegram asked for a pause',
  window: 'outside the hours in which the account speaks',
  'hour-cap': 'enough for this hour',
  'day-cap': 'enough for today',
};

/**
 * Tells what happens, a line for each thing worth telling.
 * @param nameOf what people call a chat
 * @param write receives a line
 */
export function createNarrator(
  nameOf: (peer: number) => string,
  write: (line: string) => void,
): (event: LiveEvent) => void {
  const explained = new Set<string>();
  return (event) => {
    if (event.type === 'heard' && !event.own) {
      write(`          ${nameOf(event.peer)}: ${shorten(event.text)}`);
    } else if (event.type === 'intent') {
      tellIntent(event, nameOf, write, explained);
    } else if (event.type === 'connection') {
      write(`  ·       connection: ${event.state}`);
    }
  };
}

function tellIntent(
  event: Extract<LiveEvent, { type: 'intent' }>,
  nameOf: (peer: number) => string,
  write: (line: string) => void,
  explained: Set<string>,
): void {
  const chat = nameOf(event.peer);
  if (event.state === 'sent') {
    write(`  ✓ sent  ${chat}: ${shorten(event.text ?? '')}`);
  } else if (event.state === 'queued' && event.rule) {
    const span =
      event.until === undefined
        ? ''
        : ` ${describeDuration(Math.ceil((event.until - event.at) / 1000) * 1000)}`;
    write(`  … waits ${chat}:${span} (${event.rule})`);
    const why = RULES[event.rule];
    if (why && !explained.has(event.rule)) {
      explained.add(event.rule);
      write(`          (${event.rule}: ${why})`);
    }
  } else if (event.state === 'refused' || event.state === 'expired' || event.state === 'failed') {
    write(`  ✗ ${event.state} ${chat}: ${event.reason ?? ''}`);
  }
}

function shorten(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 72 ? `${line.slice(0, 71)}…` : line;
}
