/** Where a statement finds what `beginsConversation` looks at: SQL expressions. */
export interface ConversationColumns {
  readonly account: string;
  readonly budget: string;
  readonly peer: string;
  /** The intent that is asked about: its own entry in the ledger does not count. */
  readonly intent: string;
}

/**
 * A condition in SQL: is an intent, sent now, the first word to a person who never wrote? Only what is known
 * to have arrived has begun a conversation: while an earlier word is in doubt the next one counts as a first
 * one too, so that whichever of them arrives was counted. The operator's own words begin nothing.
 * The guard's cap and the ledger's mark are both this condition: they can't differ.
 */
export function beginsConversation(
  schema: string,
  { account, budget, peer, intent }: ConversationColumns,
): string {
  return `(${budget} = 'unsolicited' and ${peer} > 0
    and not exists (select 1 from ${schema}.people known
      where known.account = ${account} and known.person_id = ${peer} and (known.heard > 0 or known.said > 0))
    and not exists (select 1 from ${schema}.ledger earlier
      where earlier.account = ${account} and earlier.peer_id = ${peer}
        and earlier.budget in ('unsolicited', 'answer', 'forward')
        and earlier.intent_id <> ${intent} and earlier.outcome = 'sent'))`;
}
