import type { Verdict } from '../../core/guard.js';
import type { Limits } from '../../core/settings.js';
import { calendarOf } from '../../lib/calendar.js';
import { describeLocal } from '../../lib/local-time.js';
import type { PersonFacts } from '../facts.js';
import { allow, type Rule, refuse } from './rule.js';

/**
 * A person is written to only with consent that is on record, and never after a refusal: whatever the
 * service, the budget or the configuration. The operator's own words are for the account itself and @SpamBot.
 */
export const consent: Rule = ({ person, ownPeers, limits }, { peer, budget }) => {
  if (peer < 0) return allow();
  if (budget === 'operator') {
    if (ownPeers.has(peer)) return allow({ kind: 'own-chat' });
    return refuse(
      "no consent: the operator's own words go to groups, Saved Messages and @SpamBot only",
      { kind: 'not-own-chat' },
    );
  }
  if (person) return ofPerson(person, limits);
  const nobody = { kind: 'never-agreed', known: false } as const;
  return refuse('no consent: nothing is known of the person', nobody);
};

function ofPerson({ consent: given, refusal, forgotten }: PersonFacts, limits: Limits): Verdict {
  if (forgotten) {
    return refuse('no consent: the person asked to be forgotten', { kind: 'forgotten' });
  }
  if (refusal) {
    const byHand = refusal.how === 'operator';
    const when = `${describeLocal(calendarOf(limits).clock, refusal.at)} ${limits.timeZone}`;
    return refuse(
      byHand
        ? `no consent: refused on ${when}, as the operator wrote down`
        : `no consent: opted out on ${when} by the word "${refusal.how}"`,
      { kind: 'opted-out', at: refusal.at, word: byHand ? null : refusal.how },
    );
  }
  if (given) return allow({ kind: 'agreed', ...given });
  return refuse(
    'no consent: the person neither wrote first nor opted in, and was not imported with a source',
    { kind: 'never-agreed', known: true },
  );
}
