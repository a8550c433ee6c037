import { contentKind } from '../core/content.js';
import type { Intent } from '../core/intent.js';
import type { Outcome } from '../core/outcome.js';
import { describeDuration } from '../lib/duration.js';
import type { RestrictionDraft } from './restrictions.js';

/** An attempt that did not, or may not, have brought the message there. */
export type Unsent = Exclude<Outcome, { readonly status: 'sent' }>;

/** Waits that the connection asks for, not Telegram: no restriction, they concern no one but us. */
const OWN_WAITS: ReadonlySet<string> = new Set(['DISCONNECTED', 'DEADLINE']);

/** What the operator reads of an attempt: the code, what it means, and what is, or is to be, done about it. */
export function reasonOf(outcome: Unsent): string {
  switch (outcome.status) {
    case 'wait': {
      const wait = describeDuration(outcome.waitMs);
      return OWN_WAITS.has(outcome.code)
        ? `${outcome.code}: there is no connection; it is tried again in ${wait}`
        : `${outcome.code}: Telegram asks to wait ${wait}; it goes on by itself`;
    }
    case 'spam-limited':
      return `${outcome.code}: the account writes to too many strangers. Ask @SpamBot in Telegram how long it is limited`;
    case 'unknown':
      return `${outcome.code}: nobody knows whether it arrived; it is tried again with the same id`;
    case 'refused':
    case 'halt':
      return outcome.reason;
  }
}

/** What an outcome forbids from now on, beside its own intent. */
export function restrictionOf(
  intent: Intent,
  outcome: Unsent,
  reason: string,
  since: number,
): RestrictionDraft | undefined {
  const { account, peer, content } = intent;
  const { code } = outcome;
  const wholeAccount = { account, scope: 'account', code, reason, since } as const;
  const thisPeer = { account, scope: 'peer', peer, code, reason, since } as const;
  const forGood = { until: Number.POSITIVE_INFINITY };
  switch (outcome.status) {
    case 'wait': {
      if (OWN_WAITS.has(code)) return undefined;
      const until = since + outcome.waitMs;
      return outcome.scope === 'peer' ? { ...thisPeer, until } : { ...wholeAccount, until };
    }
    case 'refused':
      if (outcome.scope === 'peer') return { ...thisPeer, ...forGood };
      if (outcome.scope !== 'content') return undefined;
      return { ...thisPeer, ...forGood, contentKind: contentKind(content) };
    case 'halt':
      // The session of a frozen account lives on: this keeps the next start from sending.
      return outcome.health === 'frozen' ? { ...wholeAccount, ...forGood } : undefined;
    default:
      return undefined;
  }
}
