import { expect, test } from '@jest/globals';
import type { LiveEvent } from '../core/events.js';
import type { Logger } from '../core/logger.js';
import { createEventBus } from '../lib/event-bus.js';
import { logEvents } from './event-log.js';

function recording() {
  const lines: string[] = [];
  const logger: Logger = {
    debug: (message) => void lines.push(`debug ${message}`),
    info: (message) => void lines.push(`info ${message}`),
    warn: (message) => void lines.push(`warn ${message}`),
    error: (message) => void lines.push(`error ${message}`),
    child: () => logger,
  };
  return { lines, logger };
}

const intent = (changes: Partial<Extract<LiveEvent, { type: 'intent' }>>): LiveEvent => ({
  type: 'intent',
  at: 0,
  id: 7,
  service: 'message',
  peer: -1001,
  state: 'queued',
  text: 'a word between friends',
  ...changes,
});

test('the log tells what became of each message, and not what it says', () => {
  const events = createEventBus();
  const { lines, logger } = recording();
  const stop = logEvents(events, logger);
  events.publish(intent({}));
  events.publish(intent({ rule: 'window', reason: 'closed until 09:00', until: 9 }));
  events.publish(intent({ state: 'sending' }));
  events.publish(intent({ reason: 'FLOOD_WAIT_3: Telegram asks to wait 3 s', until: 3 }));
  events.publish(intent({ state: 'sent' }));
  events.publish(intent({ state: 'refused', reason: 'no right to write' }));
  events.publish({ type: 'takeover', at: 0, peer: -1001, messageId: 5 });
  events.publish({ type: 'catching-up', at: 0, reason: 'a gap', state: 'started' });
  events.publish({ type: 'heard', at: 0, peer: -1001, own: false, text: 'hello' });
  events.publish({ type: 'connection', at: 0, state: 'online' });
  stop();
  events.publish(intent({ state: 'sent' }));
  expect(lines).toEqual([
    'debug message 7 waits: closed until 09:00',
    'warn message 7 waits: FLOOD_WAIT_3: Telegram asks to wait 3 s',
    'info message 7 was sent',
    'warn message 7 is refused: no right to write',
    'info the operator wrote by hand, on another device',
    'debug catching up: started (a gap)',
    'info the line to Telegram is online',
  ]);
});
