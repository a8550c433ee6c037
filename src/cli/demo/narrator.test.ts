import { describe, expect, test } from '@jest/globals';
import type { LiveEvent } from '../../core/events.js';
import { createNarrator } from './narrator.js';

const PERSON = 7;
const GROUP = -7;

/** The lines that are told of some events. */
function told(...events: readonly LiveEvent[]): string[] {
  const lines: string[] = [];
  const tell = createNarrator({
    nameOf: (peer) => (peer === PERSON ? 'Emre' : 'Grup'),
    wasTyping: (peer) => peer === PERSON,
    write: (line) => lines.push(line),
  });
  for (const event of events) tell(event);
  return lines.map((line) => line.trim());
}

const intent = (
  more: Partial<Extract<LiveEvent, { type: 'intent' }>>,
): Extract<LiveEvent, { type: 'intent' }> => ({
  type: 'intent',
  at: 0,
  id: 1,
  service: 'reply',
  peer: PERSON,
  state: 'sent',
  ...more,
});

describe('what the demo tells of people', () => {
  test('what somebody wrote, the consent that came of it, the answer; why, once each', () => {
    const wrote = { type: 'heard', at: 0, peer: PERSON, own: false, text: 'Selam' } as const;
    const how = 'wrote first: private message 3';
    const agreed = { type: 'consent', at: 0, person: PERSON, change: 'granted', how } as const;
    const answer = intent({ text: 'Merhaba' });
    expect(told(wrote, agreed, answer, answer)).toEqual([
      '→ Emre writes: Selam',
      '✓ consent: Emre (wrote first)',
      expect.stringContaining('(wrote first: '),
      '✓ answered Emre: Merhaba',
      expect.stringContaining('(typing: '),
      '✓ answered Emre: Merhaba',
    ]);
  });

  test('an opt-out with its word, and what it took back', () => {
    const event = {
      type: 'consent',
      at: 0,
      person: PERSON,
      change: 'refused',
      how: 'dur',
    } as const;
    expect(told(event, intent({ state: 'refused', reason: 'opted out' }))).toEqual([
      '✗ opted out: Emre, by "dur"',
      expect.stringContaining('(opted out: '),
      '✗ not sent to Emre: opted out',
    ]);
  });

  test('a takeover, the silence after it with its rule; the operator’s words are not heard twice', () => {
    const takeover = { type: 'takeover', at: 0, peer: PERSON, messageId: 4 } as const;
    const own = { type: 'heard', at: 0, peer: PERSON, own: true, text: 'Ben bakarım' } as const;
    const refused = intent({ state: 'refused', rule: 'takeover', reason: 'by hand' });
    expect(told(own, takeover, refused)).toEqual([
      '! taken over: the operator answers Emre by hand',
      expect.stringContaining('(takeover: '),
      '✗ not sent to Emre: by hand (takeover)',
      expect.stringContaining('(silence: '),
    ]);
  });

  test('an invite as an invite; posts to groups as before', () => {
    const invite = intent({ service: 'dm', text: 'Gel' });
    const post = intent({ service: 'message', peer: GROUP, text: 'Duyuru' });
    expect(told(invite, post)).toEqual([
      '✓ invited Emre: Gel',
      expect.stringContaining('(invite: '),
      '✓ sent  Grup: Duyuru',
    ]);
  });
});
