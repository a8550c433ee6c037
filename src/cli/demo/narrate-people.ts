import type { LiveEvent } from '../../core/events.js';
import type { Explain } from './explain.js';
import { shorten, type Telling } from './telling.js';

/** Tells of what concerns people. @returns false when the event does not */
export type TellOfPeople = (event: LiveEvent) => boolean;

/** Tells what people write, what they are answered, who agrees and who refuses, and when the operator speaks. */
export function createPeopleNarrator(telling: Telling, explain: Explain): TellOfPeople {
  const { nameOf, write } = telling;
  return (event) => {
    switch (event.type) {
      case 'heard':
        if (event.peer < 0) return false;
        // The operator's own words are told as the takeover that they are.
        if (!event.own) write(`  → ${nameOf(event.peer)} writes: ${shorten(event.text)}`);
        return true;
      case 'consent':
        tellConsent(event, telling, explain);
        return true;
      case 'takeover':
        write(`  ! taken over: the operator answers ${nameOf(event.peer)} by hand`);
        explain('takeover');
        return true;
      case 'intent':
        return tellWord(event, telling, explain);
      default:
        return false;
    }
  };
}

function tellConsent(
  { person, change, how }: Extract<LiveEvent, { type: 'consent' }>,
  { nameOf, write }: Telling,
  explain: Explain,
): void {
  if (change !== 'granted') {
    write(`  ✗ opted out: ${nameOf(person)}, by "${how}"`);
    explain('opted out');
    return;
  }
  const [basis = ''] = how.split(':', 1);
  write(`  ✓ consent: ${nameOf(person)} (${basis})`);
  explain(basis);
}

function tellWord(
  event: Extract<LiveEvent, { type: 'intent' }>,
  { nameOf, wasTyping, write }: Telling,
  explain: Explain,
): boolean {
  if (event.service !== 'reply' && event.service !== 'dm') return false;
  if (event.state === 'sent') {
    const what = event.service === 'dm' ? 'invited' : 'answered';
    write(`  ✓ ${what} ${nameOf(event.peer)}: ${shorten(event.text ?? '')}`);
    if (event.service === 'dm') explain('invite');
    else if (wasTyping(event.peer)) explain('typing');
    return true;
  }
  if (event.state !== 'refused') return false;
  const rule = event.rule === undefined ? '' : ` (${event.rule})`;
  write(`  ✗ not sent to ${nameOf(event.peer)}: ${event.reason ?? ''}${rule}`);
  if (event.rule === 'takeover') explain('silence');
  return true;
}
