import type { ServerResponse } from 'node:http';
import type { EventBus } from '../core/events.js';

/** A reader that is this many bytes behind misses events until it has caught up. */
const LONGEST_BACKLOG_BYTES = 256 * 1024;

/**
 * Writes live events as Server-Sent Events until the reader goes.
 * @see https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamEvents(response: ServerResponse, events: EventBus): void {
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  response.write(': postaci\n\n');
  const unsubscribe = events.subscribe((event) => {
    if (response.writableLength > LONGEST_BACKLOG_BYTES) return;
    response.write(`data: ${JSON.stringify(event)}\n\n`);
  });
  response.once('close', unsubscribe);
}
