/** Why something that waited is not said any more, in the words that are stored with it. */
export const WITHDRAWALS = {
  answered: 'the person has answered',
  'taken-over': 'the operator has taken over',
  'newer-message': 'a newer message is answered instead',
  'consent-ended': 'the operator ended the consent',
  forgotten: 'the person asked to be forgotten',
  'post-edited': 'the post was edited: its comment is written anew',
  'post-deleted': 'the post was deleted',
  rejected: 'the operator rejected it',
  'not-approved': 'nobody approved it in time',
} as const;

/** The known ways, as data. */
export type Withdrawal =
  | { readonly why: keyof typeof WITHDRAWALS }
  /** By a word that the person said. */
  | { readonly why: 'opted-out'; readonly word: string }
  /** The service `reply` is in another mode by now, which does not answer there. */
  | { readonly why: 'mode'; readonly mode: string };

/** In words, for the operator. */
export function withdrawalText(withdrawal: Withdrawal): string {
  switch (withdrawal.why) {
    case 'opted-out':
      return `the person opted out by the word "${withdrawal.word}"`;
    case 'mode':
      return `the mode is ${withdrawal.mode} by now`;
    default:
      return WITHDRAWALS[withdrawal.why];
  }
}

/** The known way that was told with these words; undefined: they are the operator's own, or of an older program. */
export function readWithdrawal(text: string): Withdrawal | undefined {
  const word = /^the person opted out by the word "(.*)"$/s.exec(text)?.[1];
  if (word !== undefined) return { why: 'opted-out', word };
  const mode = /^the mode is (\w+) by now$/.exec(text)?.[1];
  if (mode !== undefined) return { why: 'mode', mode };
  return KNOWN.find(({ why }) => WITHDRAWALS[why] === text);
}

const KNOWN = Object.keys(WITHDRAWALS).map((why) => ({ why: why as keyof typeof WITHDRAWALS }));
