import type { StreamedEvent } from '../../control/contract/stream.js';
import { describeLocalSeconds, localClock } from '../../lib/local-time.js';
import { visible } from '../visible.js';

type Told = StreamedEvent['event'];

/** A live event in one line, with its local time. */
export function eventLine(event: Told, timeZone: string): string {
  return `${describeLocalSeconds(localClock(timeZone), event.at)} ${whatHappened(event, timeZone)}`;
}

function whatHappened(event: Told, timeZone: string): string {
  switch (event.type) {
    case 'intent':
      return intent(event, timeZone);
    case 'heard':
      return `heard      ${event.own ? 'you, in' : 'from'} ${event.peer}: ${oneLine(event.text)}`;
    case 'takeover':
      return `takeover   you wrote to ${event.peer} by hand`;
    case 'takeover-lifted':
      return `takeover   of ${event.peer} was lifted`;
    case 'consent':
      return `consent    ${event.person} ${event.change}: ${oneLine(event.how)}`;
    case 'catching-up':
      return `catching   up with ${event.channel ?? 'people and basic groups'}: ${event.state} (${event.reason})`;
    case 'configuration':
      return `settings   ${configuration(event)}`;
    case 'alert':
      return `alert      ${event.severity} ${event.code}: ${oneLine(event.text, 500)}`;
    case 'connection':
      return `telegram   ${event.state}`;
    case 'health':
      return `health     ${event.health}${event.reason === '' ? '' : `: ${event.reason}`}`;
    case 'service':
      return `service    ${event.service} ${event.state}${event.reason === undefined ? '' : `: ${event.reason}`}`;
    case 'missed':
      return 'missed     some events are not kept any more';
    default:
      return JSON.stringify(event);
  }
}

function intent(event: Extract<Told, { type: 'intent' }>, timeZone: string): string {
  const { id, service, peer, state, rule, until, reason, text } = event;
  const end =
    until === undefined ? '' : ` until ${describeLocalSeconds(localClock(timeZone), until)}`;
  const held = rule === undefined ? '' : ` (${rule}${end})`;
  const why = reason === undefined ? '' : `: ${oneLine(reason, 200)}`;
  const said = text === undefined ? '' : ` “${oneLine(text)}”`;
  return `message    ${id} ${service} to ${peer} ${state}${held}${why}${said}`;
}

function configuration(event: Extract<Told, { type: 'configuration' }>): string {
  if (event.outcome === 'kept') return `kept as they were: ${oneLine(event.problem ?? '', 500)}`;
  const changes = event.changes.map(({ name, from, to }) => `${name} ${from} → ${to}`);
  return changes.length === 0 ? 'read again, nothing changed' : changes.join(', ');
}

function oneLine(text: string, most?: number): string {
  return visible(text.replaceAll(/\s+/g, ' '), most);
}
