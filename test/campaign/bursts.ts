import type { Clock } from '../../src/core/clock.js';
import type { Database } from '../../src/core/database.js';
import { type IntentDraft, PRIORITIES } from '../../src/core/intent.js';
import type { Outbox } from '../../src/core/outbox.js';
import { drawGap, drawInteger, drawOne, type Random } from '../../src/lib/seeded-random.js';
import type { Scenario } from './scenario.js';
import { addressesOf } from './simulated-world.js';

const HOUR = 3_600_000;

/** The same words again and again: nothing may depend on texts being different. */
const TEXTS = ['Merhaba', 'New stock today', 'Open until six'];

/** What was proposed so far, over all lives of the daemon. */
export interface Proposals {
  count: number;
  /** Dedupe keys whose transaction was committed, as the service was told. */
  readonly committed: string[];
}

/** A service without manners: several messages at once, of all priorities, some of them short-lived. */
export async function proposeInBursts(
  { clock, database, outbox }: { clock: Clock; database: Database; outbox: Outbox },
  scenario: Scenario & { readonly burstsEveryMs: number },
  proposals: Proposals,
  random: Random,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    await clock.sleepUntil(clock.now() + drawGap(random, scenario.burstsEveryMs), signal);
    const drafts = Array.from({ length: drawInteger(random, 1, 4) }, () =>
      draftOf(scenario, `burst-${++proposals.count}`, clock.now(), random),
    );
    await database.transaction(async (tx) => {
      for (const draft of drafts) await outbox.propose(tx, draft);
    });
    proposals.committed.push(...drafts.map(({ dedupeKey }) => dedupeKey));
    outbox.kick();
  }
}

function draftOf(scenario: Scenario, dedupeKey: string, now: number, random: Random): IntentDraft {
  const notBefore = now + (random() < 0.5 ? 0 : drawInteger(random, 0, 3 * HOUR));
  const expiresAt = notBefore + drawInteger(random, 1, 20 * HOUR);
  return {
    ...drawOne(random, addressesOf(scenario)),
    account: ACCOUNT,
    service: 'message',
    budget: 'unsolicited',
    op: 'send',
    content: { kind: 'text', text: drawOne(random, TEXTS) },
    lane: ACCOUNT,
    priority: drawOne(random, PRIORITIES),
    notBefore,
    ...(random() < 0.7 ? { expiresAt } : {}),
    dedupeKey,
    ...(scenario.onlyAfterOthers ? { precondition: { kind: 'somebody-spoke' } } : {}),
  };
}

/** The account's name in the books. */
export const ACCOUNT = 'campaign';
