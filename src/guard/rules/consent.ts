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
    if (ownPeers.has(peer)) return allow("the operator's own");
    return refuse(
      "no consent: the operator's own words go to groups, Saved Messages and @SpamBot only",
    );
  }
  return person ? ofPerson(person, limits) : refuse('no consent: nothing is known of the person');
};

function ofPerson({ consent: given, refusal, forgotten }: PersonFacts, limits: Limits): Verdict {
  if (forgotten) return refuse('no consent: the person asked to be forgotten');
  if (refusal) {
    const when = `${describeLocal(calendarOf(limits).clock, refusal.at)} ${limits.timeZone}`;
    return refuse(
      refusal.how === 'operator'
        ? `no consent: refused on ${when}, as the operator wrote down`
        : `no consent: opted out on ${when} by the word "${refusal.how}"`,
    );
  }
  if (given) return allow(`${given.basis}: ${given.source}`);
  return refuse(
    'no consent: the person neither wrote first nor opted in, and was not imported with a source',
  );
}
