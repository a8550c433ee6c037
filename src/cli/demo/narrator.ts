import type { LiveEvent } from '../../core/events.js';
import { describeDuration } from '../../lib/duration.js';
import { createExplainer, type Explain } from './explain.js';
import { createPeopleNarrator } from './narrate-people.js';
import { shorten, type Telling } from './telling.js';

/** Tells what happens, a line for each thing worth telling; what is behind it, once each. */
export function createNarrator(telling: Telling): (event: LiveEvent) => void {
  const explain = createExplainer(telling.write);
  const tellOfPeople = createPeopleNarrator(telling, explain);
  return (event) => {
    if (tellOfPeople(event)) return;
    if (event.type === 'heard' && !event.own) {
      telling.write(`          ${telling.nameOf(event.peer)}: ${shorten(event.text)}`);
    } else if (event.type === 'intent') {
      tellIntent(event, telling, explain);
    } else if (event.type === 'connection') {
      telling.write(`  ·       connection: ${event.state}`);
    }
  };
}

function tellIntent(
  event: Extract<LiveEvent, { type: 'intent' }>,
  { nameOf, write }: Telling,
  explain: Explain,
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
    explain(event.rule);
  } else if (event.state === 'refused' || event.state === 'expired' || event.state === 'failed') {
    const rule = event.rule === undefined ? '' : ` (${event.rule})`;
    write(`  ✗ ${event.state} ${chat}: ${event.reason ?? ''}${rule}`);
  }
}
